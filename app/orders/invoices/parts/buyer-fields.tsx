import { ChoiceGroup } from '~/design/choice-group'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import { useOrdersTexts } from '../../parts/texts'

type BuyerFieldsProps = {
  /** what stands before the names of the fields */
  within?: string
  kind: 'special' | 'ordinary'
  field: FieldOf
  answer: Answer | undefined
}

/** What an invoice says of its buyer besides name and tax id. */
export function BuyerFields({ within = '', kind, field, answer }: BuyerFieldsProps) {
  const texts = useOrdersTexts().invoices
  const name = `${within}kind`
  return (
    <>
      <ChoiceGroup
        type="radio"
        name={name}
        label={texts.kind}
        error={problemOf(answer, name)}
        chosen={[valueOf(answer, name, kind)]}
        choices={(['special', 'ordinary'] as const).map((value) => ({
          value,
          label: texts.kinds[value],
          hint: texts.kindHints[value],
        }))}
      />
      <TextField {...field(`${within}address`)} label={texts.address} />
      <TextField {...field(`${within}phone`)} label={texts.phone} />
      <TextField {...field(`${within}bank`)} label={texts.bank} />
      <TextField {...field(`${within}account`)} label={texts.account} inputMode="numeric" />
      <TextField {...field(`${within}mail`)} label={texts.mail} type="email" optional />
    </>
  )
}
