import type { Kysely } from 'kysely'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { requestRefund, type RefundWish } from '~/payments/refunds/request.server'
import type { Database } from '~db/schema'
import type { moneyOf } from './money'
import type { Someone } from './people'

type Money = Awaited<ReturnType<typeof moneyOf>>
type Order = Awaited<ReturnType<Money['aConfirmedOrder']>>

/** Refunds of a test's market, by their commands. */
export function refundsOf({ owner }: { owner: { db: Kysely<Database> } }, money: Money) {
  const { officer, second } = money

  /** What the vendor agrees to give back of its order's first line; as many parts as there are payments. */
  const ask = (order: Order, amount: bigint, quantity = 0, facts: Partial<RefundWish> = {}) =>
    order.vendor.db.transaction().execute((tx) =>
      requestRefund(tx, {
        orderId: order.id,
        cause: 'consent',
        lines: [{ lineId: order.lineIds[0]!, quantity, amount }],
        ...facts,
      }),
    )
  const prepare = (id: string, by: Someone = officer) =>
    by.db.transaction().execute((tx) => prepareRefund(tx, by.actor, id, null))
  const approve = (id: string, by: Someone = second) =>
    by.db.transaction().execute((tx) => approveRefund(tx, by.actor, id))
  const refundOf = (id: string) =>
    owner.db.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  return { ask, prepare, approve, refundOf }
}
