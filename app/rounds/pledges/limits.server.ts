import { type RawBuilder, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import type { Tx } from '../commands.server'
import type { LimitValues } from '../form'
import type { Limit } from './pledging'

const approversOnly = (actor: Actor) => refuseIf(is(actor, 'approver') ? null : 'not-your-move')

/** Who may commit how much: the new limit of a person or role takes the place of the present one. */
export async function setLimit(tx: Tx, actor: Actor, { personId, role, period, amount }: LimitValues) {
  approversOnly(actor)
  await tx
    .updateTable('spendingLimits')
    .set({ until: sql`clock_timestamp()` })
    .where('orgId', '=', actor.organizationId)
    .where('personId', personId ? '=' : 'is', personId)
    .where('role', role ? '=' : 'is', role)
    .where('period', '=', period)
    .where('until', 'is', null)
    .execute()
  const { id } = await tx
    .insertInto('spendingLimits')
    .values({ orgId: actor.organizationId, personId, role, period, amount })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'limit.set', id, { period })
  return id
}

export async function endLimit(tx: Tx, actor: Actor, limitId: string) {
  approversOnly(actor)
  const ended = await tx
    .updateTable('spendingLimits')
    .set({ until: sql`clock_timestamp()` })
    .where('id', '=', limitId)
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .returning('id')
    .executeTakeFirst()
  refuseIf(ended ? null : 'already-moved')
  await record(tx, 'limit.ended', limitId)
}

/** Whether an organization of one person approves its own pledges. */
export async function letOnePersonApprove(tx: Tx, actor: Actor, onePersonMay: boolean) {
  approversOnly(actor)
  const setting = { onePersonMay, changedBy: actor.personId, changedAt: sql<Date>`clock_timestamp()` }
  await tx
    .insertInto('purchasingSettings')
    .values({ orgId: actor.organizationId, ...setting })
    .onConflict((conflict) => conflict.column('orgId').doUpdateSet(setting))
    .execute()
  await record(tx, 'limit.one_person_set', actor.organizationId, { may: onePersonMay })
}

export async function mayOnePersonApprove(tx: Tx, actor: Actor) {
  const setting = await tx
    .selectFrom('purchasingSettings')
    .select('onePersonMay')
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  return setting?.onePersonMay ?? false
}

type About = { roundId: string; pledgeId: string | null }
type Person = Pick<Actor, 'organizationId' | 'personId'>

/** Locks the limits that carry a person, so that of two pledges at once the second sees what the first reserved. */
export async function lockLimits(tx: Tx, { organizationId, personId, roles }: Actor) {
  await tx
    .selectFrom('spendingLimits')
    .select('id')
    .where('orgId', '=', organizationId)
    .where('until', 'is', null)
    .where((row) => row.or([row('personId', '=', personId), row('role', 'in', [...roles, ''] as 'buyer'[])]))
    .orderBy('id')
    .forUpdate()
    .execute()
}

// What the pledges and late joins of a person hold of a limit in its present period, this pledge left out.
const reservedBy = (orgId: string, person: RawBuilder<unknown>, { roundId, pledgeId }: About) => sql`(
  select coalesce(sum(p.reserved), 0)::bigint + reserved_by_joins(${orgId}::uuid, ${person}, period, ${roundId}::uuid) from pledges p
  where p.org_id = ${orgId} and p.charged_to = ${person} and p.reserved > 0 and p.id is distinct from ${pledgeId}::uuid
    and case period when 'round' then p.round_id = ${roundId}
        else date_trunc(period, p.reserved_at, 'Asia/Shanghai') = date_trunc(period, clock_timestamp(), 'Asia/Shanghai') end)`

// The limit of each period that stands for a person: the own one before that of a role.
const standingFor = (orgId: string, person: RawBuilder<unknown>, roles: readonly string[]) => sql`(
  select distinct on (period) period, amount from spending_limits
  where org_id = ${orgId} and until is null and (person_id = ${person} or role = any (${sql.val([...roles])}::text[]))
  order by period, person_id nulls last, amount desc)`

/**
 * What a person may still commit: the tightest of the limits that stand for the person (else for the named roles),
 * with what other pledges have reserved of it. Null where no limit stands.
 */
export async function findLimit(
  tx: Tx,
  { organizationId, personId }: Person,
  roles: readonly string[],
  about: About,
): Promise<Limit> {
  const person = sql`${personId}::uuid`
  const { rows } = await sql<{ amount: bigint; reserved: bigint }>`
    select amount, reserved from (
      select amount, ${reservedBy(organizationId, person, about)} as reserved
      from ${standingFor(organizationId, person, roles)} as standing) as used
    order by amount - reserved limit 1`.execute(tx)
  return rows[0] ?? null
}

const withoutEnd: Limit = { amount: 2n ** 62n, reserved: 0n }

/** What someone may approve: until the organization sets limits for its approvers, any amount. */
export const findApproversLimit = async (tx: Tx, person: Person, about: About) =>
  (await findLimit(tx, person, ['approver'], about)) ?? withoutEnd

/** Who may approve in an organization, and how much each may still; null: without a limit. */
export async function listApprovers(tx: Tx, { organizationId }: Actor, about: About) {
  const person = sql`m.person_id`
  const { rows } = await sql<{ id: string; name: string; left: bigint | null }>`
    select p.id, p.name, (
      select min(amount - reserved)::bigint from (
        select amount, ${reservedBy(organizationId, person, about)} as reserved
        from ${standingFor(organizationId, person, ['approver'])} as standing) as used) as "left"
    from members m join persons p on p.id = m.person_id
    where m.org_id = ${organizationId} and m.until is null and 'approver' = any (m.roles)
    order by p.name`.execute(tx)
  return rows
}

/** The standing limits of an organization, people's before roles'. */
export const listLimits = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('spendingLimits')
    .leftJoin('persons', 'persons.id', 'spendingLimits.personId')
    .select(['spendingLimits.id', 'personId', 'role', 'period', 'amount', 'since', 'persons.name'])
    .where('orgId', '=', actor.organizationId)
    .where('until', 'is', null)
    .orderBy('persons.name')
    .orderBy('role')
    .orderBy('period')
    .execute()
