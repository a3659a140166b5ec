import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

export type CoverageRule = {
  id: string
  orgId: string
  unit: string
  unitEn: string | null
  office: boolean
  sectors: string[] | null
  ownerships: string[] | null
  districts: string[] | null
  listings: string[] | null
  scales: string[] | null
  note: string | null
  enterprises: number
}

/** Who answers for which enterprises, and how many these are today: one statement. */
export async function listCoverage(db: Db): Promise<CoverageRule[]> {
  const { rows } = await sql<CoverageRule>`
    select a.id, a.org_id as "orgId", o.name as unit, o.name_en as "unitEn", a.office, a.sectors, a.ownerships, a.districts, a.listings, a.scales, a.note,
           (select count(*)::int from organizations e where e.kind = 'enterprise'
            and coverage_fits(a, e.district, e.sector, e.ownership, e.listing, e.scale)) as enterprises
    from agencies a join organizations o on o.id = a.org_id order by a.office desc, o.name, a.id`.execute(db)
  return rows
}

/** Every agency, to be given a row. */
export const listAgencies = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where('kind', '=', 'agency')
    .where('state', '<>', 'merged')
    .orderBy('name')
    .execute()
