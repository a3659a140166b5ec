import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { useVocabulary } from '~/texts/vocabulary'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useOrdersTexts } from '../../parts/texts'
import { taxCategories } from '../../tax-category'
import { rateForm } from '../form'
import { taxpayers } from '../rating'

/** A rate with its first day, today or later, and the law that says so. */
export function RateNew({ answer }: { answer: Answer | undefined }) {
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  return (
    <Section title={texts.add} sentence={texts.addLead}>
      <CheckedForm
        form={rateForm}
        answer={answer?.values.move === 'add' ? answer : undefined}
        className="grid max-w-3xl items-start gap-4 sm:grid-cols-2"
        defaults={{ move: 'add' }}
      >
        {(field, busy) => (
          <>
            <input type="hidden" {...field('move')} />
            <SelectField
              {...field('category')}
              label={texts.category}
              empty
              options={taxCategories.map((value) => ({ value, label: words.taxCategories[value] }))}
            />
            <SelectField
              {...field('taxpayer')}
              label={texts.taxpayer}
              empty
              options={taxpayers.map((value) => ({ value, label: texts.taxpayers[value] }))}
            />
            <TextField
              {...field('bps')}
              label={texts.rate}
              hint={texts.rateHint}
              inputMode="decimal"
              width="short"
            />
            <DateField {...field('validFrom')} label={texts.from} hint={texts.fromHint} />
            <div className="sm:col-span-2">
              <TextField {...field('source')} label={texts.source} hint={texts.sourceHint} width="full" />
            </div>
            <div>
              <Button look="primary" busy={busy}>
                {texts.add}
              </Button>
            </div>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
