import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { dayOf, deadline } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { coveredYear } from './period'

const commentWorkdays = 10

/** Once a quarter: the figures of each vendor that had an order in the year before, shown to the vendor alone. */
export async function drawScorecards(tx: Kysely<Database>, now: Date) {
  const { coversFrom, coversTo } = coveredYear(now)
  const { dueAt } = deadline(await loadCalendar(tx), dayOf(now), commentWorkdays, 'wd')
  const { rows } = await sql<{ id: string; vendorId: string }>`
    insert into scorecards (vendor_id, covers_from, covers_to, figures, comment_due, shown_at)
    select v.id, ${coversFrom}, ${coversTo}, scorecard_figures(v.id, ${coversFrom}, ${coversTo}), ${dueAt}, clock_timestamp()
    from organizations v
    where v.kind = 'vendor'
      and not exists (select from scorecards s where s.vendor_id = v.id and s.covers_to = ${coversTo})
      and exists (select from orders o where o.vendor_id = v.id and shanghai_day(o.confirmed_at) between ${coversFrom} and ${coversTo})
    on conflict do nothing returning id, vendor_id as "vendorId"`.execute(tx)
  for (const { id, vendorId } of rows) {
    const event = await record(tx, 'scorecard.shown', id, {}, { org: vendorId })
    await notifyMembers(tx, vendorId, ['vendor'], { kind: 'scorecard.shown', href: '/scorecard', event })
  }
}

/** When the time to comment is over, the office reads it beside the vendor's comment. */
export async function releaseScorecards(tx: Kysely<Database>, now: Date) {
  const released = await tx
    .updateTable('scorecards')
    .set({ state: 'released', releasedAt: sql<Date>`clock_timestamp()` })
    .where('state', '=', 'shown')
    .where('commentDue', '<=', now)
    .returning(['id', 'vendorId'])
    .execute()
  for (const { id, vendorId } of released) await record(tx, 'scorecard.released', id, {}, { org: vendorId })
}
