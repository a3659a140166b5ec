import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { VendorMoney } from '../paying.server'
import { usePaymentsTexts } from './texts'

const places = ['unreleased', 'held', 'payable', 'inTransit', 'paidOut'] as const

/** Where the money of each of a vendor's orders is: to be accepted, held, payable, on its way, paid. */
export function VendorMoneyView({ orders }: { orders: readonly VendorMoney[] }) {
  const { own: texts, where, monthly, fees } = usePaymentsTexts()
  const named = useNamed()
  const sumOf = (place: (typeof places)[number]) => orders.reduce((sum, order) => sum + order[place], 0n)
  const tones: Partial<Record<(typeof places)[number], string>> = { held: 'text-risk', paidOut: 'text-ok' }
  return (
    <>
      <Facts
        layout="strip"
        items={places.map((place) => ({
          label: where.places[place],
          value: <Money fen={sumOf(place)} className={tones[place] ?? ''} />,
        }))}
      />
      <Section
        title={texts.byOrder}
        count={orders.length}
        actions={
          <>
            <LinkButton to="/vendor/statement" size="small">
              {monthly.title}
            </LinkButton>
            <LinkButton to="/vendor/payouts" size="small">
              {texts.payouts}
            </LinkButton>
            <LinkButton to="/vendor/fees" size="small">
              {fees.vendorTitle}
            </LinkButton>
            <LinkButton to="/vendor/payee-account" size="small">
              {texts.payee}
            </LinkButton>
          </>
        }
      >
        <Table
          caption={texts.byOrder}
          rows={orders}
          rowKey={({ orderId }) => orderId}
          rowTo={({ orderId }) => `/orders/${orderId}#money`}
          csv="/payments.csv"
          empty={<Empty title={texts.vendorEmpty} why={texts.vendorEmptyWhy} icon="card" />}
          columns={[
            {
              key: 'order',
              head: texts.order,
              cell: ({ number }) => <span className="figure">{number}</span>,
            },
            { key: 'buyer', head: texts.buyer, cell: ({ buyer, buyerEn }) => named(buyer, buyerEn) },
            ...places.map((place) => ({
              key: place,
              head: where.places[place],
              type: 'money' as const,
              narrow: 'detail' as const,
              cell: (order: VendorMoney) =>
                order[place] > 0n && (
                  <span className={tones[place] ?? ''}>
                    <span className="hidden @max-list:inline">{where.places[place]} </span>
                    <Money fen={order[place]} currency={order.currency} />
                  </span>
                ),
              foot: <Money fen={sumOf(place)} />,
            })),
          ]}
        />
      </Section>
    </>
  )
}
