import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { MoneyField } from '~/design/money-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { type Answer, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { lineForm, spendingForm } from '../form'
import { useBudgetTexts } from './texts'

type BudgetFormsProps = {
  lines: readonly { id: string; name: string }[]
  year: number
  today: string
  answer: Answer | undefined
}

/** To book a spending on a line, and to add a line. */
export function BudgetForms({ lines, year, today, answer }: BudgetFormsProps) {
  const texts = useBudgetTexts()
  const mine = (move: string) => (valueOf(answer, 'move') === move ? answer : undefined)
  return (
    <>
      {lines.length > 0 && (
        <Section title={texts.book}>
          <CheckedForm
            form={spendingForm}
            answer={mine('spend')}
            defaults={{ spentOn: today, direction: 'out' }}
            className="max-w-md space-y-4"
          >
            {(field, busy) => (
              <>
                <input type="hidden" name="move" value="spend" />
                <SelectField
                  {...field('lineId')}
                  label={texts.line}
                  empty
                  options={lines.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <ChoiceGroup
                  type="radio"
                  name="direction"
                  label={texts.direction}
                  inline
                  chosen={valueOf(mine('spend'), 'direction') || 'out'}
                  choices={(['out', 'back'] as const).map((value) => ({
                    value,
                    label: texts.directions[value],
                  }))}
                />
                <MoneyField {...field('amount')} label={texts.amount} />
                <TextField {...field('voucherNo')} label={texts.voucher} width="short" />
                <DateField {...field('spentOn')} label={texts.day} />
                <TextField {...field('remark')} label={texts.remark} optional />
                <Button look="primary" busy={busy}>
                  {texts.save}
                </Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
      <Section title={texts.add}>
        <CheckedForm
          form={lineForm}
          answer={mine('line')}
          defaults={{ year: String(year) }}
          className="max-w-md space-y-4"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="line" />
              <TextField {...field('year')} label={texts.year} width="short" inputMode="numeric" />
              <TextField {...field('name')} label={texts.name} />
              <MoneyField {...field('planned')} label={texts.planned} />
              <Button busy={busy}>{texts.add}</Button>
            </>
          )}
        </CheckedForm>
      </Section>
    </>
  )
}
