import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import { notifyAgencies } from '~/people/notify.server'
import { whyNotClose } from './concluding'
import { hearingEnds, hearingWorkdays } from './concluding.server'
import type { Inspection } from './queries.server'

type Tx = Kysely<Database>

/** Refuses with the codes of `whyNotClose`. */
export async function closeInspection(tx: Tx, its: Inspection, now: Date) {
  const heard = { ...its, hearingEnds: await hearingEnds(tx, its), rectification: its.orderState }
  refuseIf(whyNotClose(heard, dayOf(now)))
  await close(tx, its, now)
}

async function close(tx: Tx, { id, orgId }: Pick<Inspection, 'id' | 'orgId'>, now: Date) {
  const closed = await tx
    .updateTable('inspections')
    .set({ state: 'closed', closedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'concluded')
    .returning('id')
    .executeTakeFirst()
  if (closed) await record(tx, 'inspection.closed', id, {}, { org: orgId })
}

type Heard = Pick<
  Inspection,
  'id' | 'orgId' | 'state' | 'conclusion' | 'signedAt' | 'objection' | 'answer' | 'concludedAt'
> & { rectification: string | null; late: boolean }

/** What is heard and put right is closed; the office hears once of an objection that waits too long. */
export async function closeHeard(tx: Tx, now: Date) {
  const calendar = await loadCalendar(tx)
  const { rows } = await sql<Heard>`
    select i.id, i.org_id, i.state, i.conclusion, i.signed_at, i.objection, i.answer, i.concluded_at, r.state as rectification,
           i.objection is not null and i.answer is null and i.objection_due <= ${now} and i.reminded_at is null as late
    from inspections i left join rectifications r on r.source_kind = 'inspection' and r.source_id = i.id
    where i.state = 'concluded' order by i.concluded_at limit 500`.execute(tx)
  for (const its of rows) {
    if (its.late) await remind(tx, its.id, now)
    const { lastDay } = deadline(calendar, dayOf(its.concludedAt!), hearingWorkdays, 'wd')
    if (whyNotClose({ ...its, hearingEnds: lastDay }, dayOf(now)) === null) await close(tx, its, now)
  }
}

async function remind(tx: Tx, id: string, now: Date) {
  await tx.updateTable('inspections').set({ remindedAt: now }).where('id', '=', id).execute()
  const event = await record(tx, 'inspection.objection_late', id)
  await notifyAgencies(tx, ['officer'], {
    kind: 'inspection.objection_late',
    href: `/inspections/${id}`,
    event,
  })
}
