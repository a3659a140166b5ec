import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { calendarForm } from '../form'
import { useWorkdaysTexts } from './texts'

/** To load a year as its notice lists it. */
export function CalendarForm({ year, answer }: { year: number; answer: Answer | undefined }) {
  const texts = useWorkdaysTexts()
  return (
    <Section title={texts.load} sentence={texts.loadWhat}>
      <CheckedForm
        form={calendarForm}
        answer={answer}
        defaults={{ year: String(year) }}
        className="max-w-md space-y-4"
      >
        {(field, busy) => (
          <>
            <TextField {...field('year')} label={texts.year} inputMode="numeric" width="short" />
            <TextField {...field('notice')} label={texts.notice} hint={texts.noticeHint} />
            <TextArea {...field('holidays')} label={texts.holidays} hint={texts.holidaysHint} rows={5} />
            <TextArea
              {...field('workdays')}
              label={texts.workdays}
              hint={texts.workdaysHint}
              rows={3}
              optional
            />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
            <p className="text-sm text-ink-soft">{texts.consequence}</p>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
