import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { type Day, dayOf, hourOf } from '~/kernel/workdays'
import { notifyMembers } from '~/people/notify.server'
import { expireTrueUps } from './true-ups/reactions.server'
import { alertsDue, dayOfAlert, receiversOf, thresholds } from './alerts'

type Tx = Kysely<Database>

const atOnce = 200
const morning = 8

/** What the calendar does with licenses: alerts before a term ends, renewals that open and lapse, stocks that run low. */
export const clockMoves = [
  { name: 'licenses.alerts', run: sendAlerts },
  { name: 'licenses.expired', run: tellExpired },
  { name: 'licenses.renewals', run: moveRenewals },
  { name: 'licenses.low_stock', run: tellLowStock },
  { name: 'licenses.true_ups', run: expireTrueUps },
]

type Due = {
  id: string
  orgId: string
  kind: 'end' | 'maintenance'
  endsOn: string
  since: string
  sent: number[]
  ordered: boolean
}

/** From eight in the morning on: each threshold once, late rather than never; quiet when a successor is ordered (§6.1). */
async function sendAlerts(tx: Tx, now: Date) {
  const today = dayOf(now)
  if (now < hourOf(today, morning)) return
  for (const due of await listEnding(tx, today)) await alert(tx, due, today, now)
}

// What ends within ninety days and was not looked at since its last threshold passed.
async function listEnding(tx: Tx, today: Day): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select n.id, n.org_id, k.kind, k.ends_on::text, greatest(n.starts_on, shanghai_day(n.issued_at))::text as since,
           array(select a.threshold from expiry_alerts a where a.entitlement_id = n.id and a.kind = k.kind) as sent,
           exists (select from order_lines l where l.rights ->> 'renews' = n.id::text)
             or exists (select from entitlements y where y.renews_id = n.id) as ordered
    from entitlements n
    cross join lateral (values ('end', n.ends_on), ('maintenance', n.maintenance_until)) k (kind, ends_on)
    where n.state = 'active' and k.ends_on between ${today}::date and ${today}::date + 90
      and not exists (select from expiry_alerts a where a.entitlement_id = n.id and a.kind = k.kind
                      and a.threshold = (select min(t) from unnest(${sql.val([...thresholds])}::int[]) t where t >= k.ends_on - ${today}::date))
    order by n.id limit ${atOnce}`.execute(tx)
  return rows
}

async function alert(tx: Tx, due: Due, today: Day, now: Date) {
  const { id, orgId, kind, endsOn, sent, ordered } = due
  const told = alertsDue(due, today, sent)
  const passed = thresholds.filter(
    (threshold) => dayOfAlert(endsOn, threshold) <= today && !sent.includes(threshold),
  )
  for (const threshold of passed)
    await tx.insertInto('expiryAlerts').values({ entitlementId: id, kind, threshold, sentAt: now }).execute()
  for (const threshold of told) {
    const event = await record(tx, 'license.expiring', id, { entitlement: id, threshold }, { org: orgId })
    if (ordered) continue
    const notice = kind === 'end' ? 'license.expiring' : 'license.maintenance_ending'
    await notifyMembers(tx, orgId, receiversOf(endsOn, today), {
      kind: notice,
      href: `/licenses/${id}`,
      facts: { day: endsOn, days: threshold },
      event,
    })
  }
}

const expired = -1

/** The day after the last one: said once. */
async function tellExpired(tx: Tx, now: Date) {
  const { rows } = await sql<{ id: string; orgId: string }>`
    insert into expiry_alerts (entitlement_id, kind, threshold, sent_at)
    select n.id, 'end', ${expired}, ${now} from entitlements n
    where n.state = 'active' and n.ends_on between ${dayOf(now)}::date - 30 and ${dayOf(now)}::date - 1
      and not exists (select from expiry_alerts a where a.entitlement_id = n.id and a.kind = 'end' and a.threshold = ${expired})
    order by n.id limit ${atOnce}
    returning entitlement_id as id, (select e.org_id from entitlements e where e.id = entitlement_id) as org_id`.execute(
    tx,
  )
  for (const { id, orgId } of rows) {
    const event = await record(tx, 'license.expired', id, { entitlement: id }, { org: orgId })
    await notifyMembers(tx, orgId, ['asset_manager'], {
      kind: 'license.expired',
      href: `/licenses/${id}`,
      event,
    })
  }
}

/**
 * Ninety days before the end a renewal opens with the units in use; undecided on the last day, it lapses (§6.2). What was
 * delivered anew for units that were asked about already is not asked about again.
 */
async function moveRenewals(tx: Tx, now: Date) {
  const today = dayOf(now)
  const { rows: opened } = await sql<{ id: string; orgId: string }>`
    insert into renewals (org_id, entitlement_id, proposed, needed_by)
    select n.org_id, n.id, units_in_use(n.id), n.ends_on from entitlements n
    where n.state = 'active' and n.term = 'subscription' and n.ends_on between ${today}::date and ${today}::date + 90
      and not exists (select from renewals w where w.entitlement_id = n.id or w.entitlement_id = n.replaces_id and w.opened_at < n.issued_at)
      and not exists (select from entitlements y where y.renews_id = n.id)
    order by n.id limit ${atOnce} returning id, org_id`.execute(tx)
  for (const { id, orgId } of opened) {
    const event = await record(tx, 'renewal.opened', id, { renewal: id }, { org: orgId })
    await notifyMembers(tx, orgId, ['asset_manager'], {
      kind: 'renewal.opened',
      href: '/licenses/renewals',
      event,
    })
  }
  const { rows: lapsed } = await sql<{ id: string; orgId: string }>`
    update renewals set state = 'lapsed', decided_at = ${now} where state = 'open' and needed_by < ${today}::date returning id, org_id`.execute(
    tx,
  )
  for (const { id, orgId } of lapsed) await record(tx, 'renewal.lapsed', id, { renewal: id }, { org: orgId })
}

/** Fewer free units than the asset manager wanted to know of: said once per crossing. */
async function tellLowStock(tx: Tx, now: Date) {
  await sql`
    delete from expiry_alerts a using entitlements n
    where a.kind = 'low_stock' and n.id = a.entitlement_id
      and (n.low_stock_below is null or n.quantity - units_in_use(n.id) >= n.low_stock_below)`.execute(tx)
  const { rows } = await sql<{ id: string; orgId: string; left: number }>`
    with low as (
      select n.id, n.org_id, n.quantity - units_in_use(n.id) as left_over, n.low_stock_below from entitlements n
      where n.low_stock_below is not null and n.state in ('active', 'claimed')
        and not exists (select from expiry_alerts a where a.entitlement_id = n.id and a.kind = 'low_stock')),
    told as (
      insert into expiry_alerts (entitlement_id, kind, threshold, sent_at)
      select id, 'low_stock', low_stock_below, ${now} from low where left_over < low_stock_below returning entitlement_id)
    select low.id, low.org_id, low.left_over as left from low join told on told.entitlement_id = low.id`.execute(
    tx,
  )
  for (const { id, orgId, left } of rows)
    await notifyMembers(tx, orgId, ['asset_manager'], {
      kind: 'license.low_stock',
      href: `/licenses/${id}`,
      facts: { left },
    })
}
