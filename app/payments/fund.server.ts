import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, deadline } from '~/kernel/workdays'
import { gateAmount } from '~/orders/dues/splitting'
import { lockOrder, moveOrder } from '~/orders/lock.server'
import { workdays } from '~/orders/periods'
import { listDues } from '~/orders/queries.server'
import { tellSide } from '~/orders/tell.server'

type Tx = Kysely<Database>

/** Tells that money was put on an order, and moves the order when it was the money that was waited for. */
export async function moneyCame(tx: Tx, orderId: string, amount: bigint) {
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  const about = { org: order.enterpriseId, round: order.roundId }
  await record(tx, 'payment.matched', orderId, { order: orderId, amount: String(amount) }, about)
  if (order.received === order.total - order.canceled)
    await record(tx, 'order.paid', orderId, { order: orderId }, about)
  await fundIfPaid(tx, order, now)
}

/** Reaction to `order.confirmed`: an order of which nothing is due before delivery is funded at once. */
export async function fundConfirmed(tx: Tx, event: { subjectId: string | null }) {
  const { lockedAt: now, ...order } = await lockOrder(tx, event.subjectId!)
  await fundIfPaid(tx, order, now)
}

type Order = Pick<
  Awaited<ReturnType<typeof lockOrder>>,
  'id' | 'number' | 'state' | 'received' | 'enterpriseId' | 'vendorId' | 'roundId'
>

async function fundIfPaid(tx: Tx, order: Order, now: Date) {
  if (order.state !== 'confirmed' || order.received < gateAmount(await listDues(tx, order.id))) return
  const deliverDue = deadline(await loadCalendar(tx), dayOf(now), workdays.deliver, 'wd').dueAt
  await moveOrder(tx, order.id, 'fund', { fundedAt: now, deliverDue })
  const event = await record(
    tx,
    'order.funded',
    order.id,
    { order: order.id },
    { org: order.enterpriseId, round: order.roundId },
  )
  await tellSide(tx, order, 'vendor', 'order.funded', event)
}
