import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { topics, trainingForm } from '../form'
import { useTrainingTexts } from './texts'

/** What a training is, when, where and for how many. */
export function TrainingFields({
  answer,
  defaults,
}: {
  answer: Answer | undefined
  defaults: Record<string, string>
}) {
  const all = useTrainingTexts()
  const texts = all.form
  return (
    <CheckedForm form={trainingForm} answer={answer} defaults={defaults} className="max-w-3xl space-y-5">
      {(field, busy) => (
        <>
          <div className="grid gap-5 md:grid-cols-2">
            <TextField {...field('titleZh')} label={texts.titleZh} />
            <TextField {...field('titleEn')} label={texts.titleEn} optional />
            <SelectField
              {...field('topic')}
              label={texts.topic}
              empty
              options={topics.map((value) => ({ value, label: all.topics[value] }))}
            />
            <TextField {...field('place')} label={texts.place} />
            <TextField {...field('placeEn')} label={texts.placeEn} optional />
            <DateField {...field('startsAt')} time label={texts.startsAt} />
            <DateField {...field('endsAt')} time label={texts.endsAt} />
            <TextField {...field('seats')} label={texts.seats} inputMode="numeric" width="short" />
          </div>
          <TextArea {...field('description')} label={texts.description} rows={6} optional />
          <Button look="primary" busy={busy}>
            {texts.save}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
