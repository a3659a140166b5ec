import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { useFormat } from '~/design/format'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useAwardTexts } from '../../parts/texts'
import { challengeMoves } from '../form'
import type { Challenge } from '../queries.server'

type CloseComplaintProps = { challenge: Challenge; judges: boolean; answer: Answer | undefined }

/** What the outside authority decided over a complaint: recorded by an officer, read by whoever complained. */
export function CloseComplaint({ challenge, judges, answer }: CloseComplaintProps) {
  const texts = useAwardTexts().challenge.complaint
  const format = useFormat()
  const { complaintOutcome, complaintClosedAt } = challenge
  if (complaintOutcome)
    return (
      <Section title={texts.title} sentence={complaintClosedAt && format.dateTime(complaintClosedAt)}>
        <p className="max-w-prose whitespace-pre-wrap">{complaintOutcome}</p>
      </Section>
    )
  if (!judges)
    return (
      <Section title={texts.title}>
        <p className="text-ink-soft">{texts.awaited}</p>
      </Section>
    )
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <CheckedForm form={challengeMoves} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="close_complaint" />
            <TextArea
              {...field('reason')}
              label={texts.outcome}
              hint={texts.outcomeHint}
              rows={4}
              maxLength={2000}
              width="full"
            />
            <Button look="primary" busy={busy}>
              {texts.record}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
