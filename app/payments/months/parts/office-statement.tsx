import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useAccountKind } from '../../parts/account-name'
import { usePaymentsTexts } from '../../parts/texts'
import type { OfficeMonth, OrderMonth } from '../office'

const figures = ['opening', 'received', 'refunded', 'fees', 'paidOut', 'other', 'closing'] as const
type Figure = (typeof figures)[number]

/** The platform's month: totals, every order whose money moved or was kept, every kind of account. */
export function OfficeStatement({ its }: { its: OfficeMonth }) {
  const { months: texts } = usePaymentsTexts()
  const words = texts.office
  const named = useNamed()
  const kindOf = useAccountKind()
  const sum = (key: Figure) => its.orders.reduce((total, order) => total + order[key], 0n)
  const statementOf = (id: string) => `/office/month/${id}?month=${its.month}`
  const shown = figures.filter((key) => key !== 'other' || sum('other') !== 0n)
  return (
    <>
      <Facts
        layout="strip"
        items={shown.map((key) => ({ label: words[key], value: <Money fen={sum(key)} /> }))}
      />
      <Section title={words.orders} count={its.orders.length}>
        <Table
          caption={words.orders}
          rows={its.orders}
          rowKey={({ orderId }) => orderId}
          csv="/office/month.csv"
          empty={<Empty title={words.empty} why={words.emptyWhy} icon="card" />}
          columns={[
            {
              key: 'number',
              head: words.orderHead[0],
              narrow: 'title',
              cell: ({ orderId, number }) => (
                <TextLink to={`/orders/${orderId}`} className="figure">
                  {number}
                </TextLink>
              ),
            },
            {
              key: 'enterprise',
              head: words.enterpriseHead,
              cell: ({ enterpriseId, enterprise, enterpriseEn }) => (
                <TextLink to={statementOf(enterpriseId)}>{named(enterprise, enterpriseEn)}</TextLink>
              ),
            },
            {
              key: 'vendor',
              head: words.vendorHead,
              cell: ({ vendorId, vendor, vendorEn }) => (
                <TextLink to={statementOf(vendorId)}>{named(vendor, vendorEn)}</TextLink>
              ),
            },
            ...shown.map((key) => ({
              key,
              head: words[key],
              type: 'money' as const,
              narrow: key === 'closing' ? ('end' as const) : ('hidden' as const),
              cell: (order: OrderMonth) =>
                order[key] === 0n ? <span className="text-ink-soft">—</span> : <Money fen={order[key]} />,
              foot: <Money fen={sum(key)} />,
            })),
          ]}
        />
      </Section>
      <Section title={words.kinds} count={its.kinds.length}>
        <Table
          caption={words.kinds}
          rows={its.kinds}
          rowKey={({ kind, currency }) => `${kind} ${currency}`}
          empty={<Empty title={words.empty} why={words.emptyWhy} icon="layers" />}
          columns={[
            {
              key: 'kind',
              head: words.kind,
              narrow: 'title',
              cell: ({ kind }) => <TextLink to={`/office/ledger?kind=${kind}`}>{kindOf(kind)}</TextLink>,
            },
            ...(['opening', 'debit', 'credit', 'closing'] as const).map((key) => ({
              key,
              head: { ...words, opening: texts.opening, closing: texts.closing }[key],
              type: 'money' as const,
              narrow: key === 'closing' ? ('end' as const) : ('detail' as const),
              named: true,
              cell: (row: OfficeMonth['kinds'][number]) => <Money fen={row[key]} currency={row.currency} />,
            })),
          ]}
        />
      </Section>
    </>
  )
}
