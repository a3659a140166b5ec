import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Money } from '~/design/money'
import { TextLink } from '~/design/text-link'
import { KeyField } from '~/web/key-field'
import type { PayoutRefusal } from '../payouts/paying-out'
import type { TransferRefusal } from '../transfers/transferring'
import { usePaymentsTexts } from './texts'

type Order = {
  orderId: string
  number: string
  vendorId: string
  vendor: string
  vendorEn: string | null
  payable: bigint
  clawback: bigint
  currency: string
  whyNot: PayoutRefusal | null
  whyNotTransfer: TransferRefusal | PayoutRefusal | null
  byCard: bigint
}

type PayableOrdersProps = {
  orders: readonly Order[]
  books: boolean
  /** Whether vendors may be paid by transfer here. */
  transfers: boolean
}

/** What vendors are owed, one form per vendor; an order that cannot be paid yet says why. */
export function PayableOrders({ orders, books, transfers: on }: PayableOrdersProps) {
  const { payouts: texts, transfers } = usePaymentsTexts()
  const named = useNamed()
  const format = useFormat()
  const vendors = [...Map.groupBy(orders, ({ vendorId }) => vendorId).values()]
  return (
    <ul className="divide-y divide-line border-y border-line">
      {vendors.map((own) => {
        const [{ vendorId, vendor, vendorEn, clawback, currency }] = own as [Order]
        const ready = own.filter(({ whyNot }) => whyNot === null)
        const movable = on ? own.filter(({ whyNotTransfer }) => whyNotTransfer === null) : []
        return (
          <li key={vendorId} className="py-3">
            <Form method="post">
              <KeyField />
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className="font-medium">{named(vendor, vendorEn)}</p>
                <p>
                  <Money
                    fen={own.reduce((sum, { payable }) => sum + payable, 0n)}
                    currency={currency}
                    className="font-medium"
                  />
                  {clawback > 0n && (
                    <span className="ml-2 text-sm text-attention">
                      {texts.clawbackNet(format.money(clawback, currency))}
                    </span>
                  )}
                </p>
              </div>
              <ul className="mt-1">
                {own.map((order) => (
                  <li key={order.orderId} className="flex flex-wrap items-center gap-x-3">
                    <label className="flex min-h-row min-w-0 items-center gap-2">
                      <input
                        type="checkbox"
                        name="orderIds"
                        value={order.orderId}
                        defaultChecked={order.whyNot === null}
                        disabled={!books || (order.whyNot !== null && !movable.includes(order))}
                        className="size-4.5"
                      />
                      <span className="sr-only">{order.number}</span>
                    </label>
                    <TextLink to={`/orders/${order.orderId}#money`} className="figure">
                      {order.number}
                    </TextLink>
                    {order.whyNot && (
                      <span className="text-sm text-attention">{texts.whyNot[order.whyNot]}</span>
                    )}
                    {movable.includes(order) && (
                      <span className="text-sm text-ink-soft">
                        {transfers.byCard(format.money(order.byCard, order.currency))}
                      </span>
                    )}
                    <Money fen={order.payable} currency={order.currency} className="ml-auto" />
                  </li>
                ))}
              </ul>
              {books && (ready.length > 0 || movable.length > 0) && (
                <div className="mt-2 flex flex-wrap justify-end gap-2">
                  {movable.length > 0 && (
                    <Button size="small" name="rail" value="stripe_transfer">
                      {transfers.prepare}
                    </Button>
                  )}
                  {ready.length > 0 && (
                    <Button size="small" look="primary" name="rail" value="bank">
                      {texts.prepare}
                    </Button>
                  )}
                </div>
              )}
            </Form>
          </li>
        )
      })}
    </ul>
  )
}
