import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { shownCode } from '../../code'
import { useFactWord } from '../../parts/account-name'
import { usePaymentsTexts } from '../../parts/texts'
import type { running } from '../../payouts/month'

/** What the platform owed a vendor at first and at last, and what moved it. */
export function VendorStatementOf({ its, csv }: { its: ReturnType<typeof running>; csv: string }) {
  const texts = usePaymentsTexts().monthly
  const factOf = useFactWord()
  const rows = its.lines.map((line, no) => ({ ...line, no }))
  return (
    <>
      <Facts
        layout="strip"
        items={[
          { label: texts.opening, value: <Money fen={its.opening} /> },
          { label: texts.change, value: <Money fen={its.closing - its.opening} signed /> },
          { label: texts.closing, value: <Money fen={its.closing} /> },
        ]}
      />
      <Section title={texts.movements} count={rows.length}>
        <Table
          caption={texts.movements}
          rows={rows}
          rowKey={({ no }) => String(no)}
          csv={csv}
          empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="card" />}
          columns={[
            { key: 'fact', head: texts.fact, cell: ({ kind }) => factOf(kind) },
            {
              key: 'ref',
              head: texts.reference,
              cell: ({ number, code }) => <span className="figure">{code ? shownCode(code) : number}</span>,
            },
            { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            {
              key: 'amount',
              head: texts.amount,
              type: 'money',
              narrow: 'end',
              cell: ({ amount }) => <Money fen={amount} signed />,
            },
            {
              key: 'balance',
              head: texts.balance,
              type: 'money',
              narrow: 'hidden',
              cell: ({ balance }) => <Money fen={balance} />,
              foot: <Money fen={its.closing} />,
            },
          ]}
        />
      </Section>
    </>
  )
}
