import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { planForm } from '../form'
import { usePlanTexts } from './texts'

type PlanFieldsProps = { answer: Answer | undefined; defaults: Record<string, string>; fixedYear?: boolean }

/** What a plan is made of; its year stays once it is made. */
export function PlanFields({ answer, defaults, fixedYear = false }: PlanFieldsProps) {
  const texts = usePlanTexts().form
  return (
    <CheckedForm form={planForm} answer={answer} defaults={defaults} className="max-w-xl space-y-5">
      {(field, busy) => (
        <>
          <NumberField {...field('year')} label={texts.year} width="short" readOnly={fixedYear} />
          <TextField {...field('title')} label={texts.title} hint={texts.titleHint} />
          <TextField {...field('titleEn')} label={texts.titleEn} optional />
          <TextArea
            {...field('objectives')}
            label={texts.objectives}
            hint={texts.objectivesHint}
            rows={10}
            optional
          />
          <DateField {...field('targetsDue')} label={texts.targetsDue} />
          <Button look="primary" busy={busy}>
            {texts.save}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
