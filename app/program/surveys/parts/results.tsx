import type { ReactNode } from 'react'
import { BarChart } from '~/design/charts/bar-chart'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { estimate } from '../estimate'
import { namesOfOption, type Question } from '../form'
import type { Result } from '../queries.server'
import { useSurveyTexts } from './texts'

type Needed = { id: string; name: string; nameEn: string; wishId: string | null }
type ResultsProps = {
  form: readonly Question[]
  results: readonly Result[]
  size: { asked: number; answered: number }
  needed: readonly Needed[]
  /** What may be done with a need. */
  children?: (classId: string, result: Result | undefined) => ReactNode
}

/** What was found, question by question; nothing of what fewer than five answered. */
export function Results({ form, results, size, needed, children }: ResultsProps) {
  const texts = useSurveyTexts()
  const named = useNamed()
  return form.map((question) => {
    const its = results.filter(({ key }) => key === question.key)
    const subject = needed.find(({ id }) => id === question.classId)
    return (
      <Section
        key={question.key}
        title={named(question.label, question.labelEn || null)}
        {...(subject && { sentence: texts.needOf(named(subject.name, subject.nameEn)) })}
      >
        {its.length === 0 ? (
          <p className="text-ink-soft">{texts.tooFew}</p>
        ) : question.kind === 'choice' ? (
          <Chosen question={question} results={its} />
        ) : question.kind === 'text' ? (
          <p className="text-ink-soft">{texts.textsKept(String(its[0]!.answered))}</p>
        ) : (
          <Counted question={question} its={its[0]!} size={size} />
        )}
        {question.classId && children?.(question.classId, its[0])}
      </Section>
    )
  })
}

function Chosen({ question, results }: { question: Question; results: readonly Result[] }) {
  const texts = useSurveyTexts()
  const format = useFormat()
  const hits = (option: string) => results.find((its) => its.option === option)?.hits ?? null
  const { answered } = results[0]!
  const named = useNamed()
  const options = question.options!.map((option) => ({
    option: named(...namesOfOption(question, option)),
    hits: hits(option),
  }))
  const most = options.toSorted((a, b) => (b.hits ?? 0) - (a.hits ?? 0))[0]!
  return (
    <BarChart
      title={
        most.hits === null ? texts.noneStands : texts.most(most.option, format.percent(most.hits / answered))
      }
      full={answered}
      heads={[texts.option, texts.answers]}
      format={(hits) => (hits === 0 ? texts.fewer : format.number(hits))}
      bars={options.map(({ option, hits: n }) => ({ label: option, value: n ?? 0 }))}
    />
  )
}

function Counted({ question, its, size }: { question: Question; its: Result; size: ResultsProps['size'] }) {
  const texts = useSurveyTexts()
  const format = useFormat()
  const n = format.number
  return (
    <Facts
      layout="strip"
      items={[
        { label: texts.answers, value: n(its.answered) },
        { label: texts.total, value: n(its.total ?? 0) },
        { label: texts.middle, value: n(its.middle ?? 0) },
        ...(question.kind === 'need'
          ? [
              { label: texts.needing, value: its.needing === null ? texts.fewer : n(its.needing) },
              {
                label: texts.estimate,
                value: n(estimate(its.total ?? 0, its.answered, size.asked)),
                hint: texts.estimateHint(n(size.asked)),
              },
            ]
          : []),
      ]}
    />
  )
}
