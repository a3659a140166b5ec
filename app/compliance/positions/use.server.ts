import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

type Db = Kysely<Database>

export type Use = { used: number; covering: number; gap: number }

/** How many units of each right are used, and what its product still lacks; by the right's id. */
export async function findUse(db: Db, entitlementIds: readonly string[]): Promise<Map<string, Use>> {
  const { rows } = await sql<Use & { id: string }>`
    select n.id,
           units_in_use(n.id) as used,
           (select count(*)::int from coverage c where c.entitlement_id = n.id) as covering,
           coalesce((select p.gap from positions p where p.org_id = n.org_id and p.product_id = n.product_id), 0) as gap
    from entitlements n where n.id = any (${sql.val([...entitlementIds])}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...use }) => [id, use]))
}

export type CoveredUnit = {
  unitNo: number | null
  computerId: string
  computerNo: string
  department: string | null
  reason: string
  release: string | null
}

/** Which computers the units of a right cover today. */
export async function listCovered(db: Db, entitlementId: string): Promise<CoveredUnit[]> {
  const { rows } = await sql<CoveredUnit>`
    select v.unit_no, c.id as computer_id, c.no as computer_no, c.department, v.reason, r.name as release
    from coverage v join installations i on i.id = v.installation_id join computers c on c.id = i.computer_id
    left join releases r on r.id = i.release_id
    where v.entitlement_id = ${entitlementId}::uuid order by v.unit_no nulls last, c.no limit 1000`.execute(
    db,
  )
  return rows
}

/** Numbers of computers by id, for units that are assigned to them. */
export async function nameComputers(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('computers').select(['id', 'no']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, no }) => [id, no]))
}

export type Seeker = {
  id: string
  no: string
  department: string | null
  person: string | null
  needs: boolean
}

/** Computers in use that have no unit of a right yet; those that run its product without a license come first. */
export async function listSeekers(
  db: Db,
  actor: Actor,
  { id, productId }: { id: string; productId: string },
  limit = 200,
): Promise<Seeker[]> {
  const { rows } = await sql<Seeker>`
    select c.id, c.no, c.department, s.name as person, coalesce(w.needs, false) as needs
    from computers c
    left join persons s on s.id = c.person_id
    left join lateral (
      select true as needs from installations i join coverage v on v.installation_id = i.id
      where i.computer_id = c.id and i.removed_on is null and i.product_id = ${productId}::uuid and v.entitlement_id is null limit 1) w on true
    where c.org_id = ${actor.organizationId} and c.state = 'in_use'
      and not exists (select from assignments a where a.entitlement_id = ${id}::uuid and a.computer_id = c.id and a.until is null)
    order by coalesce(w.needs, false) desc, c.no limit ${limit}`.execute(db)
  return rows
}

const idleDays = 90

export type Reclaimable = {
  id: string
  entitlementId: string
  entitlementNo: string
  nameZh: string
  nameEn: string
  unitNo: number
  computerId: string | null
  computerNo: string | null
  person: string | null
  since: Date
  why: 'not-installed' | 'computer-gone' | 'person-gone'
}

/** Units that are assigned and idle: no installation for ninety days, a computer that is gone, a person who left. */
export async function listReclaimable(db: Db, actor: Actor): Promise<Reclaimable[]> {
  const { rows } = await sql<Reclaimable>`
    select a.id, n.id as entitlement_id, n.no as entitlement_no, p.name_zh, p.name_en, a.unit_no, c.id as computer_id, c.no as computer_no,
           s.name as person, a.since,
           case when c.state in ('scrapped', 'transferred') then 'computer-gone'
                when a.person_id is not null and m.person_id is null then 'person-gone' else 'not-installed' end as why
    from assignments a
    join entitlements n on n.id = a.entitlement_id
    join products p on p.id = n.product_id
    left join computers c on c.id = a.computer_id
    left join persons s on s.id = a.person_id
    left join members m on m.person_id = a.person_id and m.org_id = a.org_id and m.until is null
    where a.org_id = ${actor.organizationId} and a.until is null and (
      c.state in ('scrapped', 'transferred') or a.person_id is not null and m.person_id is null
      or a.computer_id is not null and a.since < clock_timestamp() - make_interval(days => ${sql.lit(idleDays)})
         and not exists (select from installations i where i.computer_id = a.computer_id and i.product_id = n.product_id
                         and (i.removed_on is null or i.removed_on > shanghai_day() - ${sql.lit(idleDays)})))
    order by p.slug, n.no, a.unit_no limit 500`.execute(db)
  return rows
}
