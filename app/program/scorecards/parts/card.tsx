import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { PlainText } from '../../parts/plain-text'
import { usePeriod } from '../../parts/days'
import type { Scorecard } from '../queries.server'
import { ratesOf } from '../rating'
import { useScorecardTexts } from './texts'

/** One year of a vendor in figures, each with the counts behind it, and what the vendor says to them. */
export function Card({ its }: { its: Pick<Scorecard, 'coversFrom' | 'coversTo' | 'figures' | 'comment'> }) {
  const texts = useScorecardTexts()
  const format = useFormat()
  const period = usePeriod()
  const { figures } = its
  const rates = ratesOf(figures)
  const n = format.number
  const percent = (share: number | null) => (share === null ? texts.fewer : format.percent(share))
  return (
    <Section title={period(its)} sentence={texts.counted}>
      <Facts
        layout="row"
        items={[
          {
            label: texts.onTime,
            value: percent(rates.onTime),
            hint: texts.onTimeOf(n(figures.onTime), n(figures.due)),
          },
          {
            label: texts.rejected,
            value: percent(rates.rejected),
            hint: texts.rejectedOf(n(figures.rejected), n(figures.deliveries)),
          },
          {
            label: texts.answerDays,
            value:
              rates.answerDays === null ? texts.fewer : texts.days(n(Math.round(rates.answerDays * 10) / 10)),
            hint: texts.answersOf(n(figures.answers)),
          },
          { label: texts.breaches, value: n(rates.breaches), hint: texts.breachesWhat },
          {
            label: texts.cases,
            value:
              rates.casesPerHundred === null ? texts.fewer : n(Math.round(rates.casesPerHundred * 10) / 10),
            hint: texts.casesOf(n(figures.orders)),
          },
        ]}
      />
      {its.comment && (
        <div className="mt-4">
          <h3 className="font-medium">{texts.comment}</h3>
          <PlainText>{its.comment}</PlainText>
        </div>
      )}
    </Section>
  )
}
