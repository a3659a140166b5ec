import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'

type Db = Kysely<Database>

/** Plans by year, newest first; the row policy keeps an unpublished one to the office. */
export const listPlans = (db: Db) =>
  db
    .selectFrom('plans')
    .select(['id', 'year', 'title', 'titleEn', 'objectives', 'targetsDue', 'publishedAt', 'orgId'])
    .orderBy('year', 'desc')
    .execute()

export const findPlanById = (db: Db, planId: string) =>
  db.selectFrom('plans').selectAll().where('id', '=', planId).executeTakeFirst()

const targetsWithNames = (db: Db) =>
  db
    .selectFrom('targets')
    .innerJoin('plans', 'plans.id', 'targets.planId')
    .innerJoin('organizations', 'organizations.id', 'targets.orgId')
    .leftJoin('districts', (join) =>
      join.onRef('districts.code', '=', 'targets.scopeCode').on('targets.scope', '=', 'district'),
    )
    .leftJoin('sectors', (join) =>
      join.onRef('sectors.code', '=', 'targets.scopeCode').on('targets.scope', '=', 'sector'),
    )
    .leftJoin('persons as proposer', 'proposer.id', 'targets.proposedBy')
    .leftJoin('persons as decider', 'decider.id', 'targets.decidedBy')
    .selectAll('targets')
    .select([
      'plans.year',
      'organizations.name as agency',
      'organizations.nameEn as agencyEn',
      'targets.at as setAt',
      'proposer.name as proposer',
      'decider.name as decider',
      sql<string | null>`coalesce(districts.name_zh, sectors.name_zh)`.as('scopeZh'),
      sql<string | null>`coalesce(districts.name_en, sectors.name_en)`.as('scopeEn'),
    ])

export const findTarget = (db: Db, targetId: string) =>
  targetsWithNames(db).where('targets.id', '=', targetId).executeTakeFirst()

/** The versions that a target replaced and those that replaced it, the newest first; each with its reason. */
export const listVersions = (db: Db, targetId: string) =>
  targetsWithNames(db)
    .where(
      'targets.id',
      'in',
      sql<string>`(with recursive
        before as (select id, replaces_id from targets where id = ${targetId}
                   union select t.id, t.replaces_id from targets t join before b on t.id = b.replaces_id),
        after as (select id from targets where id = ${targetId}
                  union select t.id from targets t join after a on t.replaces_id = a.id)
        select id from before union select id from after)`,
    )
    .orderBy('targets.id', 'desc')
    .execute()

/** What facts count for a scope and a measure by the end of a day of the year. */
export async function countScope(db: Db, { scope, scopeCode, orgId, measure, year }: Scoped, day: Day) {
  const { rows } = await sql<{ value: number; size: number }>`
    select scope_figure(${scope}, ${scopeCode}, ${orgId}::uuid, ${measure}, ${year}::int, ${day}::date)::int as value,
           scope_size(${scope}, ${scopeCode}, ${orgId}::uuid)::int as size`.execute(db)
  return rows[0]!
}
type Scoped = { scope: string; scopeCode: string | null; orgId: string; measure: string; year: number }

/** The districts and sectors that an agency's coverage names; it may propose targets for these. */
export async function listOwnScopes(db: Db, actor: Actor) {
  const whole = is(actor, 'officer')
  const own = (column: 'districts' | 'sectors') =>
    whole
      ? sql<boolean>`true`
      : sql<boolean>`exists (select from agencies a where a.org_id = ${actor.organizationId} and ${sql.ref('code')} = any (a.${sql.ref(column)}))`
  const [districts, sectors] = await Promise.all([
    db.selectFrom('districts').selectAll().where(own('districts')).orderBy('code').execute(),
    db.selectFrom('sectors').selectAll().where(own('sectors')).orderBy('code').execute(),
  ])
  return { districts, sectors }
}

const coveringAgencies = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('kind', '=', 'agency')
    .where(sql<boolean>`exists (select from agencies a where a.org_id = organizations.id and not a.office)`)
    .orderBy('name')

/** Agencies that answer for enterprises, the office left out. */
export const listCoveringAgencies = (db: Db) => coveringAgencies(db).execute()

/** Those of them that have not proposed a target of this plan. */
export const listSilent = (db: Db, planId: string) =>
  coveringAgencies(db)
    .where(
      sql<boolean>`not exists (select from targets t where t.org_id = organizations.id and t.plan_id = ${planId})`,
    )
    .execute()
