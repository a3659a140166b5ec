import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FormSummary } from '~/design/form-summary'
import { Section } from '~/design/section'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { useMediationTexts } from './texts'

/** From when a side's own claims may be barred, as that side says; nobody else reads it. */
export function LimitationDate({ onDay, answer }: { onDay: string | null; answer: Answer | undefined }) {
  const { limitation: texts } = useMediationTexts()
  const mine = answer?.values.move === 'note_limitation' ? answer : undefined
  return (
    <Section title={texts.title} sentence={texts.lead}>
      {mine?.refusal && <FormSummary problems={mine.problems} refusal={{ what: mine.refusal.sentence }} />}
      <MoveForm move="note_limitation" className="flex flex-wrap items-end gap-2">
        <DateField
          name="onDay"
          label={texts.day}
          optional
          defaultValue={valueOf(mine, 'onDay', onDay ?? '')}
          error={problemOf(mine, 'onDay')}
        />
        <Button>{texts.note}</Button>
      </MoveForm>
    </Section>
  )
}
