import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from './actor'
import type { DirectoryFilter, DirectorySort } from './directory'
import { nameOrder } from './name-order.server'
import { listDistricts, listSectors, organizationsSeenBy } from './queries.server'

type Db = Kysely<Database>

const pageSize = 50

const answeredFor = (agency: string) => sql<SqlBool>`exists (
  select from agencies a where a.org_id = ${agency}::uuid
    and coverage_fits(a, organizations.district, organizations.sector, organizations.ownership, organizations.listing, organizations.scale))`

/** An enterprise that no coverage row of any member unit speaks of. */
const answeredByNobody = sql<SqlBool>`organizations.kind = 'enterprise' and not exists (
  select from agencies a
  where coverage_fits(a, organizations.district, organizations.sector, organizations.ownership, organizations.listing, organizations.scale))`

function filtered(db: Db, actor: Actor, asked: DirectoryFilter) {
  const like = `%${(asked.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  return organizationsSeenBy(db, actor)
    .$if(!!asked.kind, (query) => query.where('kind', '=', asked.kind!))
    .$if(!!asked.state, (query) => query.where('organizations.state', '=', asked.state!))
    .$if(!!asked.district, (query) => query.where('district', '=', asked.district!))
    .$if(!!asked.sector, (query) => query.where('sector', 'like', `${asked.sector}%`))
    .$if(!!asked.ownership, (query) => query.where('ownership', '=', asked.ownership!))
    .$if(!!asked.scale, (query) => query.where('scale', '=', asked.scale!))
    .$if(!!asked.listing, (query) => query.where('listing', '=', asked.listing!))
    .$if(!!asked.registration, (query) => query.where('registration', '=', asked.registration!))
    .$if(asked.agency === 'none', (query) => query.where(answeredByNobody))
    .$if(!!asked.agency && asked.agency !== 'none', (query) => query.where(answeredFor(asked.agency!)))
    .$if(!!asked.q, (query) =>
      query.where((row) =>
        row.or([
          row('organizations.name', 'ilike', like),
          row('organizations.nameEn', 'ilike', like),
          row('uscc', '=', asked.q!.toUpperCase()),
        ]),
      ),
    )
}

const keys = {
  name: ({ locale }: Actor) => nameOrder('organizations', locale),
  uscc: () => sql`organizations.uscc`,
  district: () => sql`coalesce(organizations.district, '')`,
  since: () => sql`organizations.created_at`,
} satisfies Record<DirectorySort, (actor: Actor) => unknown>

/** Organizations within one's reach that fit, newest first unless asked otherwise: a page of fifty, or all of them without a limit. */
export async function listOrganizations(
  db: Db,
  actor: Actor,
  asked: DirectoryFilter,
  limit: number | null = pageSize,
) {
  const { total } = await filtered(db, actor, asked)
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow()
  const { sort = '-since', after } = asked
  const by = keys[sort.replace('-', '') as DirectorySort](actor)
  const [way, beyond] = sort.startsWith('-') ? (['desc', sql`<`] as const) : (['asc', sql`>`] as const)
  const rows = await filtered(db, actor, asked)
    .leftJoin('districts', 'districts.code', 'organizations.district')
    .leftJoin('sectors', 'sectors.code', 'organizations.sector')
    .select([
      'organizations.id',
      'organizations.name',
      'organizations.nameEn',
      'organizations.kind',
      'organizations.state',
      'uscc',
      'sector',
      'ownership',
      'listing',
      'scale',
      'headcount',
      'registration',
      'registrationOn',
      'organizations.createdAt',
      'districts.nameZh as districtZh',
      'districts.nameEn as districtEn',
      'sectors.nameZh as sectorZh',
      'sectors.nameEn as sectorEn',
    ])
    .$if(!!after, (query) =>
      query.where(
        sql<SqlBool>`(${by}, organizations.id) ${beyond} (select ${by}, organizations.id from organizations where organizations.id = ${after}::uuid)`,
      ),
    )
    .orderBy(by, way)
    .orderBy('organizations.id', way)
    .$if(limit !== null, (query) => query.limit(limit! + 1))
    .execute()
  const shown = limit === null ? rows : rows.slice(0, limit)
  return { total: Number(total), rows: shown, next: rows.length > shown.length ? shown.at(-1)!.id : null }
}

/**
 * Enterprises that nobody answers for: the officers' exceptions list (program.md §1). Those that no coverage row could tell apart
 * are added up first.
 */
export async function countUnanswered(db: Db): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select coalesce(sum(organizations.many), 0)::bigint as count
    from (select kind, district, sector, ownership, listing, scale, count(*) as many from organizations
          where kind = 'enterprise' group by 1, 2, 3, 4, 5, 6) as organizations
    where ${answeredByNobody}`.execute(db)
  return Number(rows[0]!.count)
}

/** The member units that answer for an organization, and why: each by its rows that speak of it. */
export function listResponsible(db: Db, orgId: string) {
  return db
    .selectFrom('agencies as a')
    .innerJoin('organizations as unit', 'unit.id', 'a.orgId')
    .innerJoin('organizations', (join) => join.on('organizations.id', '=', orgId))
    .select(['unit.id', 'unit.name', 'unit.nameEn'])
    .select(sql<string[]>`array_agg(coalesce(a.note, '') order by a.id)`.as('notes'))
    .where('organizations.kind', '=', 'enterprise')
    .where(
      sql<SqlBool>`coverage_fits(a, organizations.district, organizations.sector, organizations.ownership, organizations.listing, organizations.scale)`,
    )
    .groupBy(['unit.id', 'unit.name', 'unit.nameEn'])
    .orderBy('unit.name')
    .execute()
}

/** Member units of the joint conference, to choose from. */
export const listMemberUnits = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where('kind', '=', 'agency')
    .where((row) =>
      row.exists(
        row.selectFrom('agencies').select('agencies.id').whereRef('agencies.orgId', '=', 'organizations.id'),
      ),
    )
    .orderBy('name')
    .execute()

/** What the directory's page shows: its list and what it can be filtered by, six statements. */
export async function readDirectory(db: Db, actor: Actor, asked: DirectoryFilter) {
  const [list, districts, sectors, units, unanswered] = await Promise.all([
    listOrganizations(db, actor, asked),
    listDistricts(db),
    listSectors(db),
    listMemberUnits(db),
    is(actor, 'officer', 'auditor') ? countUnanswered(db) : 0,
  ])
  return { list, districts, sectors, units, unanswered }
}
