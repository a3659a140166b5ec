import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import { running } from '~/rounds/queries.server'
import type { CountedTarget } from './plans/counted'
import type { CityRow, StatusCount } from './city'
import type { TargetState } from './lifecycle'

type Db = Kysely<Database>

/** The plan of a day's year. */
export const findPlan = (db: Db, day: Day) =>
  db
    .selectFrom('plans')
    .select(['id', 'year', 'title', 'titleEn', 'objectives'])
    .where('year', '=', Number(day.slice(0, 4)))
    .executeTakeFirst()

type Wanted = {
  orgId?: string | undefined
  states?: readonly TargetState[]
  measure?: string | undefined
}

/** Targets (the accepted ones unless asked otherwise) with what facts counted for each until the end of that day (program.md §2.1). */
export async function listCountedTargets(
  db: Db,
  planId: string,
  day: Day,
  { orgId, states = ['accepted'], measure }: Wanted = {},
): Promise<CountedTarget[]> {
  const { rows } = await sql<CountedTarget>`
    select t.id, t.org_id as "orgId", o.name as agency, o.name_en as "agencyEn", t.scope, t.measure, t.number, t.baseline, t.state, t.at as "setAt",
           t.due_on as "dueOn", f.value::int as value,
           coalesce(d.name_zh, s.name_zh) as "scopeZh", coalesce(d.name_en, s.name_en) as "scopeEn"
    from targets t
    join organizations o on o.id = t.org_id
    join target_figures(${planId}, ${day}) f on f.target_id = t.id
    left join districts d on t.scope = 'district' and d.code = t.scope_code
    left join sectors s on t.scope = 'sector' and s.code = t.scope_code
    where t.plan_id = ${planId} and t.state = any (${sql.val([...states])}::text[])
      ${orgId ? sql`and t.org_id = ${orgId}` : sql``} ${measure ? sql`and t.measure = ${measure}` : sql``}
    order by array_position('{city,agency,sector,district}'::text[], t.scope), t.measure, t.scope_code, t.id`.execute(
    db,
  )
  return rows
}

/** How the whole city stood at the end of a day: one row per district and status, also for a district without enterprises. */
export async function listCity(db: Db, day: Day): Promise<CityRow[]> {
  const { rows } = await sql<CityRow>`
    select d.code as district, d.name_zh as "nameZh", d.name_en as "nameEn", c.status, coalesce(c.enterprises, 0)::int as enterprises,
           coalesce(c.inspected, 0)::int as inspected, coalesce(c.found, 0)::int as found, coalesce(c.pledged, 0)::int as pledged,
           coalesce(c.bought, 0)::int as bought, coalesce(c.compliant, 0)::int as compliant
    from districts d full join city_on(${day}) c on c.district = d.code`.execute(db)
  return rows
}

/** What group purchases of the day's year saved against the reference prices; fen and licenses. */
export async function findSavings(db: Db, day: Day) {
  const { rows } = await sql<{ reference: bigint; paid: bigint; licenses: bigint }>`
    select * from savings_between(${`${day.slice(0, 4)}-01-01`}, ${day})`.execute(db)
  return rows[0]!
}

/** Open cases by age in days; null where there are fewer than five. */
export async function listCaseAges(db: Db) {
  const { rows } = await sql<{ daysFrom: number; cases: number | null }>`
    select days_from as "daysFrom", cases::int from case_ages()`.execute(db)
  return rows
}

/** Rounds that go on, with the deadline that comes next. */
export const listRoundsInFlight = (db: Db, limit = 8) =>
  db
    .selectFrom('rounds')
    .select(['id', 'number', 'title', 'titleEn', 'state'])
    .select(
      sql<Date | null>`(select min(at) from unnest(array[pledges_close_at, bids_close_at, opening_at, standstill_ends_at]) at
        where at > now())`.as('nextAt'),
    )
    .where('state', 'in', running)
    .orderBy('nextAt', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(limit)
    .execute()

/** The enterprises one answers for by their status at the end of a day; the row policies decide which these are. */
export async function listStatuses(db: Db, day: Day): Promise<StatusCount[]> {
  const { rows } = await sql<StatusCount>`
    select coalesce(s.status, 'not_inspected') as status, count(*)::int as count
    from organizations o
    left join status_days s on s.org_id = o.id and s.day <= ${day} and (s.until is null or s.until > ${day})
    where o.kind = 'enterprise' group by 1
    order by array_position('{gap,unknown,not_inspected,regularized,compliant,not_applicable}', coalesce(s.status, 'not_inspected'))`.execute(
    db,
  )
  return rows
}

export type PublicFigures = {
  enterprises: number
  compliant: number
  rounds: number
  licenses: bigint
  saved: bigint
  reference: bigint
  settled: number | null
}

/** The public site's figures. */
export async function findPublicFigures(db: Db): Promise<PublicFigures> {
  const { rows } = await sql<PublicFigures>`
    select enterprises::int, compliant::int, rounds::int, licenses, saved, reference, settled::int
    from public_figures()`.execute(db)
  return rows[0]!
}
