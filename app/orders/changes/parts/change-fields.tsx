import { DateField } from '~/design/date-field'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import { BuyerFields } from '../../invoices/parts/buyer-fields'
import { useOrdersTexts } from '../../parts/texts'
import type { OrderLine } from '../../queries.server'
import type { ChangeKind } from '../changing'

type ChangeFieldsProps = {
  kind: ChangeKind
  lines: readonly OrderLine[]
  /** of the invoice that was last agreed or asked for */
  invoiceKind: 'special' | 'ordinary'
  field: FieldOf
  answer: Answer | undefined
}

/** What a kind of change needs to know besides its reason. */
export function ChangeFields({ kind, lines, invoiceKind, field, answer }: ChangeFieldsProps) {
  const texts = useOrdersTexts().changes
  const named = useNamed()
  if (kind === 'delivery_date') return <DateField {...field('deliverOn')} label={texts.deliverOn} />
  if (kind === 'end_user')
    return <TextField {...field('endUser')} label={texts.endUser} hint={texts.endUserHint} />
  if (kind === 'invoice_data')
    return <BuyerFields within="invoice." kind={invoiceKind} {...{ field, answer }} />
  if (kind !== 'quantity') return null
  return (
    <>
      {lines.map((line, at) => (
        <div key={line.id}>
          <input type="hidden" {...field(`lines.${at}.lineId`)} />
          <NumberField
            {...field(`lines.${at}.less`)}
            label={`${named(line.nameZh, line.nameEn)} ${named(line.editionName, line.editionNameEn)}`}
            hint={texts.lessHint(
              String(line.quantity - line.canceled),
              String(line.quantity - line.canceled - line.delivered),
            )}
            optional
          />
        </div>
      ))}
    </>
  )
}
