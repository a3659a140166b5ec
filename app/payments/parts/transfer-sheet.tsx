import { Code } from '~/design/code'
import { CopyButton } from '~/design/copy-button'
import { Facts } from '~/design/facts'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { inWords } from '~/kernel/money-words'
import { toDecimal } from '~/kernel/money'
import { shownCode } from '../code'
import type { ReceivingAccount } from '../paying.server'
import { usePaymentsTexts } from './texts'

type TransferSheetProps = {
  account: ReceivingAccount | undefined
  code: string
  amount: bigint
  currency: string
}

/** What a person types into the bank's form, each value with a button that copies it; also good on paper. */
export function TransferSheet({ account, code, amount, currency }: TransferSheetProps) {
  const texts = usePaymentsTexts().pay
  const format = useFormat()
  if (!account)
    return (
      <Section title={texts.transfer}>
        <Empty title={texts.noAccount} why={texts.noAccountWhy} icon="card" />
      </Section>
    )
  const copied = (value: string) => (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <span className="figure">{value}</span>
      <CopyButton text={value} />
    </span>
  )
  return (
    <Section title={texts.transfer} sentence={texts.transferLead}>
      <Facts
        layout="row"
        items={[
          { label: texts.holder, value: copied(account.holder) },
          { label: texts.bank, value: copied(account.bank) },
          { label: texts.number, value: copied(account.number) },
          { label: texts.cnaps, value: copied(account.cnaps) },
          {
            label: texts.amount,
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                <span className="figure text-lg font-medium">{format.money(amount, currency)}</span>
                <CopyButton text={toDecimal(amount, currency)} />
              </span>
            ),
            ...(currency === 'CNY' && { hint: inWords(amount) }),
          },
          {
            label: texts.code,
            value: (
              <span className="text-lg font-semibold">
                <Code copy>{shownCode(code)}</Code>
              </span>
            ),
            hint: texts.codeHint,
          },
        ]}
      />
    </Section>
  )
}
