import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { tellSide } from '../tell.server'
import { type Reminder, reminderOf } from './reminding'

type Tx = Kysely<Database>

/** Reminds of dues that money does not cover: the enterprise before their day, both sides when it has passed; each once. */
export async function remindDues(tx: Tx, now: Date) {
  const calendar = await loadCalendar(tx)
  for (const due of await listUncovered(tx, now)) {
    const reminder = reminderOf(due.dueAt, now, calendar)
    if (reminder === null || reminder === due.reminded) continue
    await tx.updateTable('orderDues').set({ reminded: reminder }).where('id', '=', due.id).execute()
    const kind = reminder === 'near' ? 'order.due_near' : 'order.overdue'
    const event = await record(
      tx,
      kind,
      due.orderId,
      { order: due.orderId, due: due.no, amount: String(due.left) },
      { org: due.enterpriseId, round: due.roundId },
    )
    const sides = reminder === 'near' ? (['enterprise'] as const) : (['enterprise', 'vendor'] as const)
    for (const side of sides) await tellSide(tx, { ...due, id: due.orderId }, side, kind, event)
  }
}

type Uncovered = {
  id: string
  no: number
  dueAt: Date
  reminded: Reminder | null
  left: bigint
  orderId: string
  number: string
  enterpriseId: string
  vendorId: string
  roundId: string | null
}

// Dues are paid in their order: one is covered when what came in reaches it and all before it.
async function listUncovered(tx: Tx, now: Date) {
  const { rows } = await sql<Uncovered>`
    select d.id, d.no, d.due_at, d.reminded, least(d.amount, upto.fen - o.received) as left,
      o.id as order_id, o.number, o.enterprise_id, o.vendor_id, o.round_id
    from orders o join order_dues d on d.order_id = o.id,
      lateral (select sum(amount)::bigint as fen from order_dues e where e.order_id = o.id and e.no <= d.no) upto
    where o.state in ('confirmed', 'funded', 'delivered', 'accepted') and upto.fen > o.received
      and (d.due_at <= ${now} and d.reminded is distinct from 'late'
        or d.due_at <= ${now}::timestamptz + interval '14 days' and d.reminded is null)
    order by d.due_at, d.id limit 500 for update of d skip locked`.execute(tx)
  return rows
}
