import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { account } from '../ledger/accounts'
import type { FoundBankLine } from '../matching/board.server'
import { Remark } from './proposal'
import { usePaymentsTexts } from './texts'

/** All that the bank says of a line, and where it stands in the books. */
export function BankLineFacts({ line }: { line: FoundBankLine }) {
  const { matching, statements, ledger } = usePaymentsTexts()
  const texts = matching.line
  return (
    <Section title={statements.facts}>
      <Facts
        items={[
          {
            label: matching.amount,
            value: <Money fen={line.amount} currency={line.currency} className="text-lg font-medium" />,
            hint: matching.directions[line.direction],
          },
          { label: matching.at, value: <Moment at={line.bookedAt} /> },
          { label: texts.payer, value: line.counterpartyName ?? '—' },
          ...(line.counterpartyAccount
            ? [
                {
                  label: texts.payerAccount,
                  value: <span className="figure">{line.counterpartyAccount}</span>,
                },
              ]
            : []),
          ...(line.counterpartyBank ? [{ label: texts.payerBank, value: line.counterpartyBank }] : []),
          { label: texts.remark, value: <Remark remark={line.remark ?? '—'} codes={line.codes} /> },
          { label: texts.account, value: `${line.bank} ${line.accountNumber.slice(-4)}` },
          { label: texts.serial, value: <span className="break-all tabular-nums">{line.serialNo}</span> },
          {
            label: texts.statement,
            value: (
              <TextLink to={`/office/statements/${line.importId}`}>
                {statements.row} {line.row}
              </TextLink>
            ),
          },
          {
            label: ledger.account,
            value: (
              <TextLink to={`/office/ledger/${encodeURIComponent(account.suspense(line.id))}`}>
                {ledger.kinds.suspense}
              </TextLink>
            ),
          },
        ]}
      />
    </Section>
  )
}
