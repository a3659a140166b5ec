import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { meetingForm, meetingKinds } from '../form'
import { useMeetingTexts } from './texts'

/** When, where and about what the conference meets. */
export function MeetingFields({
  answer,
  defaults,
}: {
  answer: Answer | undefined
  defaults: Record<string, string>
}) {
  const texts = useMeetingTexts()
  return (
    <CheckedForm form={meetingForm} answer={answer} defaults={defaults} className="max-w-xl space-y-5">
      {(field, busy) => (
        <>
          <ChoiceGroup
            type="radio"
            name="kind"
            label={texts.form.kind}
            inline
            chosen={valueOf(answer, 'kind', defaults.kind)}
            choices={meetingKinds.map((value) => ({ value, label: texts.kinds[value] }))}
          />
          <TextField {...field('title')} label={texts.form.title} hint={texts.form.titleHint} />
          <div className="grid gap-5 sm:grid-cols-2">
            <DateField {...field('startsAt')} time label={texts.form.startsAt} hint={texts.form.zone} />
            <NumberField {...field('minutesPlanned')} label={texts.form.minutesPlanned} />
          </div>
          <TextField {...field('place')} label={texts.form.place} />
          <TextArea
            {...field('agenda')}
            label={texts.form.agenda}
            hint={texts.form.agendaHint}
            rows={8}
            optional
          />
          <Button look="primary" busy={busy}>
            {texts.form.save}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
