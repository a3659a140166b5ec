import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import { lockOrder } from '../lock.server'
import { paidOf } from '../next-step'
import { workdays } from '../periods'
import { listDues } from '../queries.server'
import { tellSide } from '../tell.server'
import { whyNotExtend } from './extending'

type Tx = Kysely<Database>

/**
 * The office gives a buyer who has paid a part as long again for the rest, counted from now, once. Refuses:
 * order-unknown, not-part-paid, extended-already.
 */
export async function extendPayment(tx: Tx, orderId: string) {
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  refuseIf(whyNotExtend(order))
  const payDue = deadline(await loadCalendar(tx), dayOf(now), workdays.pay, 'wd').dueAt
  await tx.updateTable('orders').set({ payDue, extendedAt: now }).where('id', '=', orderId).execute()
  const open = paidOf(await listDues(tx, orderId), order.received)
    .filter(({ rule, amount, paid, dueAt }) => rule === 'confirmed' && paid < amount && dueAt! < payDue)
    .map(({ id }) => id)
  await tx.updateTable('orderDues').set({ dueAt: payDue, reminded: null }).where('id', 'in', open).execute()
  const about = { org: order.enterpriseId, round: order.roundId }
  const event = await record(tx, 'order.extended', orderId, { order: orderId }, about)
  for (const side of ['enterprise', 'vendor'] as const)
    await tellSide(tx, order, side, 'order.extended', event)
}
