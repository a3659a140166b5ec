import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { dayOf } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import type { Database } from '~db/schema'
import { warnDays } from '../qualifications/applying'

type Tx = Kysely<Database>
type Moved = { id: string; vendorId: string }

/** Letters whose last day is over, and those whose vendor is warned once that they end, unless it renews them already. */
export async function moveAuthorizationsDue(tx: Tx, now: Date) {
  const today = dayOf(now)
  const ended = await sql<Moved>`
    update reseller_authorizations set state = 'expired'
    where state in ('submitted', 'confirmed', 'returned') and valid_until < ${today}::date
    returning id, vendor_id`.execute(tx)
  await tell(tx, ended.rows, 'authorization.expired')
  const ending = await sql<Moved>`
    update reseller_authorizations a set warned_for = valid_until
    where state = 'confirmed' and valid_until <= ${today}::date + ${warnDays}::int
      and warned_for is distinct from valid_until
      and not exists (select from reseller_authorizations r where r.renews_id = a.id and r.state in ('submitted', 'confirmed'))
    returning id, vendor_id`.execute(tx)
  await tell(tx, ending.rows, 'authorization.ending')
}

async function tell(tx: Tx, rows: readonly Moved[], kind: string) {
  for (const { id, vendorId } of rows) {
    const event = await record(tx, kind, id, {}, { org: vendorId })
    await notifyMembers(tx, vendorId, ['vendor'], { kind, href: `/authorizations/${id}`, event })
  }
}
