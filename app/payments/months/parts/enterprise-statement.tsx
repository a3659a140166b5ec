import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { shownCode } from '../../code'
import { useFactWord } from '../../parts/account-name'
import { usePaymentsTexts } from '../../parts/texts'
import { netOf } from '../enterprise'
import type { EnterpriseMonth } from '../enterprise.server'

type EnterpriseStatementProps = {
  its: Pick<EnterpriseMonth, 'opening' | 'closing' | 'lines'>
  csv: string
}

/** Where an enterprise stood at first and at last, and what moved it: order by order, with the balance after each. */
export function EnterpriseStatement({ its, csv }: EnterpriseStatementProps) {
  const { months: texts } = usePaymentsTexts()
  const words = texts.enterprise
  const factOf = useFactWord()
  const rows = its.lines.map((line, no) => ({ ...line, no }))
  return (
    <>
      <Facts
        layout="strip"
        items={[
          { label: words.opening, value: <Money fen={netOf(its.opening)} /> },
          { label: words.closing, value: <Money fen={netOf(its.closing)} /> },
          { label: words.owed, value: <Money fen={its.closing.owed} /> },
          { label: words.unapplied, value: <Money fen={its.closing.unapplied} /> },
          { label: words.back, value: <Money fen={its.closing.back} /> },
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
              key: 'order',
              head: texts.order,
              cell: ({ orderId, number, code }) =>
                orderId ? (
                  <TextLink to={`/orders/${orderId}`} className="figure">
                    {number}
                  </TextLink>
                ) : (
                  <span className="figure">{code && shownCode(code)}</span>
                ),
            },
            { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            moving('owed', words.owed, its.closing.owed - its.opening.owed),
            moving('unapplied', words.unapplied, its.closing.unapplied - its.opening.unapplied),
            moving('back', words.back, its.closing.back - its.opening.back),
            {
              key: 'balance',
              head: words.net,
              type: 'money',
              narrow: 'end',
              cell: ({ balance }) => <Money fen={balance} />,
              foot: <Money fen={netOf(its.closing)} />,
            },
          ]}
        />
      </Section>
    </>
  )
}

const moving = (key: 'owed' | 'unapplied' | 'back', head: string, total: bigint) => ({
  key,
  head,
  type: 'money' as const,
  narrow: 'detail' as const,
  cell: (row: Record<typeof key, bigint>) =>
    row[key] === 0n ? <span className="text-ink-soft">—</span> : <Money fen={row[key]} signed />,
  foot: <Money fen={total} signed />,
})
