import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { warnDays } from './applying'

type Tx = Kysely<Database>
type Moved = { id: string; vendorId: string }

/** Standings that end, that were not made good in time, and those whose vendor is warned once that they end. */
export async function moveQualificationsDue(tx: Tx, now: Date) {
  const ended = await sql<Moved>`
    update qualifications set state = 'expired', suspended_by = null where state in ('qualified', 'suspended') and valid_until <= ${now}
    returning id, vendor_id`.execute(tx)
  await tell(tx, ended.rows, 'qualification.expired')
  const uncured = await sql<Moved>`
    update qualifications set state = 'rejected' where state = 'returned' and cure_until <= ${now}
    returning id, vendor_id`.execute(tx)
  await tell(tx, uncured.rows, 'qualification.rejected')
  const ending = await sql<Moved>`
    update qualifications set warned_for = valid_until
    where state = 'qualified' and valid_until <= ${now}::timestamptz + ${warnDays} * interval '1 day'
      and warned_for is distinct from valid_until
    returning id, vendor_id`.execute(tx)
  await tell(tx, ending.rows, 'qualification.ending')
}

async function tell(tx: Tx, rows: readonly Moved[], kind: string) {
  for (const { id, vendorId } of rows) {
    const event = await record(tx, kind, id, {}, { org: vendorId })
    await notifyMembers(tx, vendorId, ['vendor'], { kind, href: '/qualification', event })
  }
}
