import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { Form } from '@remix-run/react'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { PlainText } from '../../parts/plain-text'
import type { MeetingState } from '../../lifecycle'
import { useMeetingTexts } from './texts'

type MinutesProps = {
  meeting: {
    state: MeetingState
    minutes: string | null
    writer: string | null
    approver: string | null
    approvedAt: Date | null
  }
  office: boolean
  answer: Answer | undefined
}

/** What was said: a draft that the office writes and a second person approves; from then on it stands. */
export function Minutes({ meeting, office, answer }: MinutesProps) {
  const texts = useMeetingTexts()
  const format = useFormat()
  const { state, minutes, writer, approver, approvedAt } = meeting
  if (state === 'held' && office)
    return (
      <Section title={texts.minutes} sentence={minutes ? texts.minutesBy(writer ?? '') : texts.minutesLead}>
        <Form method="post" className="max-w-prose space-y-4">
          <KeyField />
          <input type="hidden" name="move" value="minutes" />
          <TextArea
            name="minutes"
            label={texts.minutesText}
            rows={14}
            defaultValue={valueOf(answer, 'minutes', minutes ?? '')}
            error={problemOf(answer, 'minutes')}
          />
          <Button>{texts.minutesSave}</Button>
        </Form>
      </Section>
    )
  if (state !== 'minutes_approved')
    return (
      <Section title={texts.minutes}>
        <Empty icon="document" title={texts.minutesPending} why={texts.minutesPendingWhy} />
      </Section>
    )
  return (
    <Section
      title={texts.minutes}
      sentence={texts.minutesApproved(
        writer ?? '—',
        approver ?? '—',
        approvedAt ? format.date(approvedAt) : '',
      )}
    >
      <PlainText>{minutes ?? ''}</PlainText>
    </Section>
  )
}
