import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { resizeDues } from '~/orders/changes/apply.server'
import type { OrderState } from '~/orders/lifecycle'
import { lockOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import { fundConfirmed } from '../fund.server'
import { paidBeyond } from '../refunds/request.server'
import { linesOf } from '../refunds/overpaid'
import { requestRefund } from '../refunds/request.server'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any> }

const agreed: readonly OrderState[] = [
  'confirmed',
  'funded',
  'delivered',
  'accepted',
  'completed',
  'terminated',
]

/**
 * `rebate.owed`, `order.confirmed`: what an order is owed is taken off what is unpaid as a credit note, and what was
 * paid beyond it goes back to its payer. Before both sides have agreed nothing is owed yet.
 */
export async function settleRebates(tx: Tx, { subjectId }: Happening) {
  const order = await lockOrder(tx, subjectId!)
  if (!agreed.includes(order.state)) return
  const due = await tx
    .selectFrom('rebates')
    .innerJoin('orderLines', 'orderLines.id', 'rebates.orderLineId')
    .select(['rebates.id', 'orderLineId', 'rebates.amount'])
    .select(sql<string>`coalesce(tier_event_id, price_watch_id)`.as('fall'))
    .where('orderLines.orderId', '=', order.id)
    .where('rebates.state', '=', 'due')
    .orderBy('rebates.id')
    .execute()
  for (const fall of new Set(due.map((rebate) => rebate.fall)))
    await settle(
      tx,
      order.id,
      fall,
      due.filter((rebate) => rebate.fall === fall),
    )
  if (due.length > 0) await fundConfirmed(tx, { subjectId })
}

type Due = { id: string; orderLineId: string; amount: bigint }

async function settle(tx: Tx, orderId: string, fall: string, due: readonly Due[]) {
  const order = await lockOrder(tx, orderId)
  const amount = due.reduce((sum, rebate) => sum + rebate.amount, 0n)
  const canceled = order.canceled + amount
  await tx.updateTable('orders').set({ canceled }).where('id', '=', orderId).execute()
  if (order.state !== 'terminated') await resizeDues(tx, orderId, order.total - canceled)
  const ids = due.map(({ id }) => id)
  const paid = await paidBeyond(tx, order.id, order.total - canceled)
  const back = paid < amount ? paid : amount
  const refundId = back > 0n ? await giveBack(tx, orderId, fall, due, back) : null
  await tx
    .updateTable('rebates')
    .set({ state: refundId ? 'refunding' : 'credited', refundId })
    .where('id', 'in', ids)
    .execute()
  const event = await record(
    tx,
    back > 0n ? 'rebate.refunding' : 'rebate.credited',
    orderId,
    { order: orderId, amount: String(amount), back: String(back) },
    { org: order.enterpriseId, round: order.roundId },
  )
  for (const side of ['enterprise', 'vendor'] as const)
    await tellSide(tx, order, side, 'rebate.settled', event)
}

async function giveBack(tx: Tx, orderId: string, fall: string, due: readonly Due[], back: bigint) {
  const lines = linesOf(
    back,
    due.map(({ orderLineId, amount }) => ({ id: orderLineId, givenUp: amount, left: amount })),
  )
  const [first] = await requestRefund(tx, { orderId, cause: 'rebate', causeId: fall, lines })
  return first!
}

/** `refund.succeeded`: a rebate is back with its payer once every part of its refund is. */
export async function finishRebate(tx: Tx, { subjectId }: Happening) {
  await sql`
    update rebates b set state = 'refunded'
    from refunds r where r.id = ${subjectId} and r.cause = 'rebate' and b.state = 'refunding'
      and coalesce(b.tier_event_id, b.price_watch_id) = r.cause_id
      and b.order_line_id in (select id from order_lines where order_id = r.order_id)
      and not exists (select from refunds o where o.cause = 'rebate' and o.cause_id = r.cause_id
                        and o.order_id = r.order_id and o.state <> 'paid')`.execute(tx)
}
