import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, workdaysBetween } from '~/kernel/workdays'
import { acceptOverdue } from './accept.server'
import { remindDues } from './dues/remind.server'
import { lapseRed } from './invoices/move.server'
import { lockOrder, moveOrder } from './lock.server'
import { acceptanceReminders } from './periods'
import { tellSide } from './tell.server'

type Tx = Kysely<Database>

/** What this room does without being asked, each at its deadline by the database's clock. */
export const clockMoves = [
  { name: 'orders.lapse', run: lapse },
  { name: 'orders.accept', run: acceptOverdue },
  { name: 'orders.remind', run: remind },
  { name: 'orders.remind_dues', run: remindDues },
  { name: 'orders.lapse_red', run: lapseRed },
]

/** Orders that were not confirmed by both sides in time end, once no stamped paper waits for the office any more; the event names who did not. */
async function lapse(tx: Tx, now: Date) {
  const late = await tx
    .selectFrom('orders')
    .select('id')
    .where('state', '=', 'placed')
    .where('confirmDue', '<=', now)
    .where(
      sql<boolean>`not exists (select from sealed_scans s where s.order_id = orders.id and s.state = 'sent')`,
    )
    .orderBy('confirmDue')
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of late) {
    const { lockedAt, ...order } = await lockOrder(tx, id)
    const agreed = await tx
      .selectFrom('contractConfirmations')
      .innerJoin('contracts', 'contracts.id', 'contractConfirmations.contractId')
      .where('contracts.orderId', '=', id)
      .select('side')
      .execute()
    const silent = (['enterprise', 'vendor'] as const).filter(
      (side) => !agreed.some((by) => by.side === side),
    )
    await moveOrder(tx, id, 'lapse', { closedAt: lockedAt })
    const event = await record(
      tx,
      'order.lapsed',
      id,
      { order: id, side: silent.join(',') },
      { org: order.enterpriseId, round: order.roundId },
    )
    for (const side of ['enterprise', 'vendor'] as const)
      await tellSide(tx, order, side, 'order.lapsed', event)
  }
}

/** Reminds the enterprise on the fifth, eighth and ninth working day of an acceptance period, each once. */
async function remind(tx: Tx, now: Date) {
  const calendar = await loadCalendar(tx)
  const notes = await tx
    .selectFrom('deliveryNotes')
    .innerJoin('orders', 'orders.id', 'deliveryNotes.orderId')
    .where('deliveryNotes.state', '=', 'sent')
    .where('deliveryNotes.reminded', '<', acceptanceReminders.at(-1)!)
    .where(sql<boolean>`not acceptance_waits(delivery_notes.id)`)
    .select([
      'deliveryNotes.id',
      'deliveryNotes.orderId',
      'deliveryNotes.sentAt',
      'deliveryNotes.reminded',
      'orders.number',
      'orders.enterpriseId',
      'orders.vendorId',
      'orders.roundId',
    ])
    .limit(1000)
    .execute()
  for (const { id, orderId, sentAt, reminded, ...order } of notes) {
    const passed = workdaysBetween(calendar, dayOf(sentAt), dayOf(now))
    const step = acceptanceReminders.findLast((day) => day <= passed)
    if (step === undefined || step <= reminded) continue
    await tx.updateTable('deliveryNotes').set({ reminded: step }).where('id', '=', id).execute()
    const event = await record(
      tx,
      'order.acceptance_due',
      orderId,
      { order: orderId, note: id, workday: step },
      { org: order.enterpriseId, round: order.roundId },
    )
    await tellSide(tx, { ...order, id: orderId }, 'enterprise', 'order.acceptance_due', event)
  }
}
