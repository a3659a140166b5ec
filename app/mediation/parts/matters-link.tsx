import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useMediationTexts } from './texts'

/** The way to what the head of a body and its mediators settle, with how much of it is open. */
export function MattersLink({ bodyId, open }: { bodyId: string; open: number }) {
  const { matters: texts } = useMediationTexts()
  return (
    <Section title={texts.title} count={open}>
      <p className="text-ink-soft">
        {texts.count(open)} <TextLink to={`/bodies/${bodyId}/matters`}>{texts.all}</TextLink>
      </p>
    </Section>
  )
}
