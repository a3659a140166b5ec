import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useMediationTexts } from './texts'

type EarlierCaucusesProps = {
  /** Where they stand, such as `/cases/…/caucus/claimant`. */
  at: string
  earlier: readonly { no: number; endedAt: Date; passed: boolean }[]
}

/** Caucuses with mediators who have left. */
export function EarlierCaucuses({ at, earlier }: EarlierCaucusesProps) {
  const { talk: texts } = useMediationTexts()
  if (earlier.length === 0) return null
  return (
    <Section title={texts.earlier} sentence={texts.earlierLead}>
      <ul className="divide-y divide-line border-y border-line">
        {earlier.map(({ no, endedAt, passed }) => (
          <li key={no} className="flex flex-wrap gap-x-4 py-2">
            <TextLink to={`${at}/earlier/${no}`}>{texts.earlierOf(String(no))}</TextLink>
            <span className="text-ink-soft">
              <Moment at={endedAt} />
            </span>
            {passed && <span className="text-ink-soft">{texts.passed}</span>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
