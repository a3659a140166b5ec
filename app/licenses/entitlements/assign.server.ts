import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'

type Tx = Kysely<Database>
export type User = { computerId: string } | { personId: string }

/**
 * Gives each computer or person a unit of an entitlement, the lowest free numbers first; who has one already keeps
 * it. Answers how many were given. Refuses: entitlement-unknown, no-free-unit (then none is given).
 */
export async function assignUnits(
  tx: Tx,
  actor: Actor,
  entitlementId: string,
  users: readonly User[],
  reason: string | null = null,
) {
  const its = await tx
    .selectFrom('entitlements')
    .select(['id', 'quantity'])
    .where('id', '=', entitlementId)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['active', 'claimed', 'suspended'])
    .where('boundComputerId', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!its) refuse('entitlement-unknown')
  const { rows: added } = await sql<{ id: string }>`
    with asked as (
      select distinct u.computer_id, u.person_id, min(u.n) as n
      from jsonb_to_recordset(${JSON.stringify(users.map((user, n) => ({ n, ...named(user) })))}::jsonb) as u (n int, computer_id uuid, person_id uuid)
      where not exists (select from assignments a where a.entitlement_id = ${entitlementId} and a.until is null
        and (a.computer_id = u.computer_id or a.person_id = u.person_id))
      group by 1, 2),
    seats as (
      select u.unit_no, row_number() over (order by u.unit_no) as place
      from generate_series(1, coalesce(${its!.quantity}::int, 1000000)) as u (unit_no)
      where not exists (select from assignments a where a.entitlement_id = ${entitlementId} and a.until is null and a.unit_no = u.unit_no)
      order by u.unit_no limit ${users.length}::int),
    placed as (
      select a.*, row_number() over (order by a.n) as place from asked a)
    insert into assignments (org_id, entitlement_id, unit_no, computer_id, person_id, reason, by)
    select ${actor.organizationId}, ${entitlementId}, coalesce(s.unit_no, 2147483647), p.computer_id, p.person_id, ${reason}, ${actor.personId}
    from placed p left join seats s using (place)
    returning id`.execute(tx)
  await markKeys(tx, entitlementId, 'free', 'assigned')
  if (added.length > 0) await record(tx, 'license.assigned', entitlementId, { units: added.length })
  return added.length
}

const named = (user: User) => ({
  computer_id: 'computerId' in user ? user.computerId : null,
  person_id: 'personId' in user ? user.personId : null,
})

/** Takes units back to the pool; the history stays. Answers how many came back. */
export async function returnUnits(tx: Tx, actor: Actor, assignmentIds: readonly string[]) {
  if (assignmentIds.length === 0) return 0
  const ended = await tx
    .updateTable('assignments')
    .set({ until: sql<Date>`clock_timestamp()`, mark: null })
    .where('id', 'in', assignmentIds)
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .returning('entitlementId')
    .execute()
  for (const [entitlementId, units] of Map.groupBy(ended, (one) => one.entitlementId)) {
    await markKeys(tx, entitlementId, 'assigned', 'returned')
    await record(tx, 'license.returned', entitlementId, { units: units.length })
  }
  return ended.length
}

// The key of a unit is assigned while somebody uses the unit.
async function markKeys(
  tx: Tx,
  entitlementId: string,
  from: 'free' | 'assigned',
  to: 'assigned' | 'returned',
) {
  const used = to === 'assigned'
  await sql`
    update license_keys k set state = ${to}
    where k.entitlement_id = ${entitlementId} and k.kind = 'single' and k.state in (${from}, ${used ? 'returned' : from})
      and exists (select from assignments a where a.entitlement_id = k.entitlement_id and a.until is null and a.unit_no = k.unit_no) = ${used}`.execute(
    tx,
  )
}
