import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { nearestReminder } from '~/kernel/reminding'
import { type Day, dayOf, hourOf } from '~/kernel/workdays'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'

type Tx = Kysely<Database>
type Due = { id: string; orgId: string; dueOn: Day; noticed: number[] }

/** Before the day, on it, the day after; and ten days late it is the office's matter (compliance.md §8). */
const notices = [7, 0, -1, -10] as const
const morning = 9

/** From nine in the morning on: each notice of an order once. */
export async function noticeOrders(tx: Tx, now: Date) {
  const today = dayOf(now)
  if (now < hourOf(today, morning)) return
  const { rows } = await sql<Due>`
    select id, org_id, due_on::text, noticed from rectifications
    where state in ('issued', 'in_progress', 'returned') and due_on - ${today}::date <= 7 and cardinality(noticed) < ${notices.length}
    order by due_on, id limit 500`.execute(tx)
  for (const due of rows) await notice(tx, due, today)
}

async function notice(tx: Tx, { id, orgId, dueOn, noticed }: Due, today: Day) {
  const days = nearestReminder(notices, dueOn, today, noticed)
  if (days === null) return
  const passed = notices.filter((threshold) => threshold >= days)
  await tx.updateTable('rectifications').set({ noticed: passed }).where('id', '=', id).execute()
  const kind = days < 0 ? 'rectification.overdue' : 'rectification.due'
  const event = await record(tx, kind, id, { days }, { org: orgId })
  const href = `/rectifications/${id}`
  await notifyMembers(tx, orgId, ['asset_manager', 'approver', 'head'], { kind, href, event })
  if (days === -10) await notifyAgencies(tx, ['officer'], { kind: 'rectification.long_overdue', href, event })
}
