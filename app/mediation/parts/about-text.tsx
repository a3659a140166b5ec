import { Prose } from '~/design/prose'
import { useMediationSiteTexts } from './texts'

/** What mediation is, step by step, and what it is not. */
export function AboutText() {
  const { about: texts } = useMediationSiteTexts()
  const list = (sentences: readonly string[]) =>
    sentences.map((sentence) => <li key={sentence}>{sentence}</li>)
  return (
    <Prose>
      <h2>{texts.how}</h2>
      <ol>{list(texts.steps)}</ol>
      <h2>{texts.principles}</h2>
      <ul>{list(texts.rules)}</ul>
      <h2>{texts.not}</h2>
      <ul>{list(texts.notRules)}</ul>
    </Prose>
  )
}
