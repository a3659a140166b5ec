import { FieldError } from '~/design/field'
import { GridEntry } from '~/design/grid-entry'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import { dueStarts, type PaymentTerms, paymentWays, usualInstallments } from '../payment-terms'
import { useRoundsTexts } from './texts'

type PaymentFieldsProps = { field: FieldOf; answer: Answer | undefined; payment: PaymentTerms }

/** How orders are paid: at once by a term in working days, or by installments row by row. */
export function PaymentFields({ field, answer, payment }: PaymentFieldsProps) {
  const texts = useRoundsTexts().payment
  return (
    <Section title={texts.title}>
      <div className="group/way space-y-5">
        <SelectField
          {...field('payment')}
          label={texts.way}
          hint={texts.wayHint}
          options={paymentWays.map((value) => ({ value, label: texts.ways[value] }))}
        />
        <div className="max-w-sm group-has-[option[value=installments]:checked]/way:hidden">
          <NumberField
            {...field('payWorkdays')}
            label={texts.workdays}
            hint={texts.workdaysHint}
            unit={texts.unit}
          />
        </div>
        <div className="hidden group-has-[option[value=installments]:checked]/way:block">
          <Installments answer={answer} payment={payment} />
        </div>
      </div>
    </Section>
  )
}

function Installments({ answer, payment }: Omit<PaymentFieldsProps, 'field'>) {
  const texts = useRoundsTexts().payment
  const rows = rowsOf(answer, payment)
  const errors = Object.fromEntries(
    (answer?.problems ?? []).flatMap(({ field, message }) => {
      const cell = /^dues\.(\d+\.\w+)$/.exec(field)?.[1]
      return cell ? [[cell, message]] : []
    }),
  )
  return (
    <div className="max-w-3xl" id="dues">
      <p className="font-medium">{texts.dues}</p>
      <p className="mb-1 text-sm text-ink-soft">{texts.duesHint}</p>
      <GridEntry
        name="dues"
        caption={texts.dues}
        columns={[
          { key: 'share', head: texts.columns.share, type: 'number' },
          {
            key: 'rule',
            head: texts.columns.rule,
            grow: 2,
            options: dueStarts.map((value) => ({ value, label: texts.starts[value] })),
          },
          { key: 'workdays', head: texts.columns.workdays, type: 'number' },
          {
            key: 'gate',
            head: texts.columns.gate,
            options: (['yes', 'no'] as const).map((value) => ({ value, label: texts.gates[value] })),
          },
        ]}
        rows={rows}
        spare={1}
        errors={errors}
      />
      <FieldError id="dues" error={problemOf(answer, 'dues')} />
    </div>
  )
}

function rowsOf(answer: Answer | undefined, payment: PaymentTerms) {
  if (answer) {
    const places = Object.keys(answer.values).flatMap((name) => /^dues\.(\d+)\.share$/.exec(name)?.[1] ?? [])
    return places.map((at) =>
      ['share', 'rule', 'workdays', 'gate'].map((key) => valueOf(answer, `dues.${at}.${key}`)),
    )
  }
  const { dues } = payment.way === 'installments' ? payment : usualInstallments
  return dues.map(({ shareBps, rule, workdays, gate }) => [
    String(shareBps / 100),
    rule,
    String(workdays),
    gate ? 'yes' : 'no',
  ])
}
