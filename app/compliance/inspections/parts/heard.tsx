import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { useInspectionTexts } from '../../parts/texts'

type HeardProps = {
  its: {
    conclusion: string | null
    conclusionReason: string | null
    concludedAt: Date | null
    signedAt: Date | null
    objection: string | null
    objectionDue: Date | null
    answer: string | null
    upheld: boolean | null
  }
  names: { concluder: string | null; seconder: string | null; signer: string | null }
  now: Date
}

/** What was concluded by whom, and what the unit said to it. */
export function Heard({ its, names, now }: HeardProps) {
  const all = useInspectionTexts()
  const texts = all.visit
  if (!its.conclusion) return null
  const words: Record<string, string> = all.conclusion
  return (
    <Section title={texts.result}>
      <Facts
        layout="row"
        items={[
          { label: texts.conclusion, value: words[its.conclusion] },
          { label: texts.conclusionReason, value: its.conclusionReason },
          {
            label: texts.concludedBy,
            value: its.concludedAt && (
              <>
                {names.concluder} · <Moment at={its.concludedAt} />
              </>
            ),
          },
          { label: texts.secondedBy, value: names.seconder },
          {
            label: texts.signed,
            value: its.signedAt && (
              <>
                {names.signer} · <Moment at={its.signedAt} />
              </>
            ),
          },
          { label: texts.objection, value: its.objection },
          {
            label: texts.objectionDue,
            value: its.objectionDue && its.answer === null && <Deadline at={its.objectionDue} now={now} />,
          },
          {
            label: texts.answered,
            value: its.answer && (
              <>
                {its.upheld ? texts.upheld : texts.kept}
                <span className="block whitespace-pre-line">{its.answer}</span>
              </>
            ),
          },
        ].filter(({ value }) => value)}
      />
    </Section>
  )
}
