import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Severity } from '../record'

type Db = Kysely<Database>

/** How well an organization knows its computers: how many, how recently listed, how much of the lists is recognized. */
export async function findCoverage(db: Db, actor: Actor) {
  const { rows } = await sql<{
    inUse: number
    fresh: number
    software: number
    os: number
    rows: number
    unknown: number
    open: number
    atRisk: bigint
    oldest: Date | null
    /** for how many days a list counts */
    days: number
  }>`
    select f.*, q.open, q.at_risk, inventory_days() as days
    from (select count(*) filter (where c.state = 'in_use')::int as in_use,
                 count(*) filter (where c.state = 'in_use' and is_inventoried(c))::int as fresh,
                 count(*) filter (where c.state = 'in_use' and is_young(c.software_at))::int as software,
                 count(*) filter (where c.state = 'in_use' and is_young(c.os_at))::int as os,
                 coalesce(sum(i.software), 0)::int as rows, coalesce(sum(u.n), 0)::int as unknown,
                 min(c.inventoried_at) filter (where c.state = 'in_use') as oldest
          from computers c
          left join inventories i on i.id = c.software_from
          left join lateral (select count(*) as n from inventory_rows r where r.inventory_id = i.id and r.class = 'unknown') u on true
          where c.org_id = ${actor.organizationId} and c.state in ('in_use', 'spare')) f,
         (select count(*) filter (where state = 'open')::int as open, coalesce(sum(at_risk) filter (where state = 'open'), 0)::bigint as at_risk
          from queue_entries where org_id = ${actor.organizationId} and computers > 0) q`.execute(db)
  const { rows: lines, unknown, ...its } = rows[0]!
  return { ...its, rows: lines, known: lines === 0 ? null : (lines - unknown) / lines }
}

const importFacts = [
  'imports.id',
  'imports.fileName',
  'imports.state',
  'imports.phase',
  'imports.done',
  'imports.total',
  'imports.problem',
  'imports.receivedAt',
  'imports.readAt',
  'imports.acceptedAt',
  'imports.report',
] as const

/** The uploads of an organization, newest first; those under way are always among them. */
export function listImports(
  db: Db,
  actor: Actor,
  { after, limit = 8 }: { after?: string; limit?: number } = {},
) {
  return db
    .selectFrom('imports')
    .leftJoin('persons', 'persons.id', 'imports.by')
    .select(importFacts)
    .select('persons.name as person')
    .where('imports.orgId', '=', actor.organizationId)
    .$if(after !== undefined, (query) => query.where('imports.id', '<', after!))
    .orderBy('imports.id', 'desc')
    .limit(limit)
    .execute()
}

/** One upload that the reader may see, as it stands now. */
export function findImport(db: Db, importId: string) {
  return db
    .selectFrom('imports')
    .leftJoin('persons', 'persons.id', 'imports.by')
    .select(importFacts)
    .select([
      'imports.orgId',
      'imports.originalGoneAt',
      'persons.name as person',
      sql<string>`encode(imports.file_sha256, 'hex')`.as('sha256'),
      sql<Date>`clock_timestamp()`.as('now'),
    ])
    .where('imports.id', '=', importId)
    .executeTakeFirst()
}

export type ListedComputer = {
  id: string
  source: number
  ref: string
  fileName: string
  format: string
  identity: 'agent' | 'column' | 'file-name' | 'none' | 'aggregate'
  name: string | null
  serial: string | null
  os: string | null
  platform: string
  collectedAt: Date | null
  software: number
  unknown: number
  found: number
  choice: 'undecided' | 'existing' | 'new' | 'skip'
  no: string | null
  computerId: string | null
  before: Date | null
  joinedWith: string | null
}

/** The lists of an import, each with the computer it is taken for; those without an answer come first. */
export async function listLists(db: Db, importId: string, { limit = 200, offset = 0 } = {}) {
  const { rows } = await sql<ListedComputer>`
    select i.id, i.source, i.ref, i.file_name, i.format, i.identity, i.computer ->> 'name' as name, i.computer ->> 'serial' as serial,
           i.computer -> 'os' ->> 'name' as os, coalesce(i.computer ->> 'platform', 'unknown') as platform, i.collected_at, i.software, i.unknown,
           (select count(*)::int from jsonb_array_elements(i.found) f where f ->> 'class' = 'licensable') as found,
           i.choice, coalesce(c.no, i.new_no) as no, i.computer_id, c.inventoried_at as before, j.file_name as joined_with
    from inventories i left join computers c on c.id = i.computer_id left join inventories j on j.id = i.joined_to
    where i.import_id = ${importId}::uuid
    order by i.choice <> 'undecided', i.source, i.ref limit ${limit} offset ${offset}`.execute(db)
  return rows
}

export async function countLists(db: Db, importId: string) {
  const { rows } = await sql<{
    lists: number
    undecided: number
    existing: number
    fresh: number
    skipped: number
    aggregate: number
  }>`
    select count(*)::int as lists, count(*) filter (where choice = 'undecided' and identity <> 'aggregate')::int as undecided,
           count(*) filter (where choice = 'existing')::int as existing, count(*) filter (where choice = 'new')::int as fresh,
           count(*) filter (where choice = 'skip')::int as skipped, count(*) filter (where identity = 'aggregate')::int as aggregate
    from inventories where import_id = ${importId}::uuid`.execute(db)
  return rows[0]!
}

/** What recognition found in an import, by product: on how many computers. */
export async function listFound(db: Db, importId: string) {
  const { rows } = await sql<{
    slug: string
    nameZh: string | null
    nameEn: string | null
    edition: string | null
    editionEn: string | null
    release: string | null
    class: string
    computers: number
  }>`
    select f.product as slug, p.name_zh, p.name_en, coalesce(e.name_zh, f.edition) as edition, e.name_en as edition_en, coalesce(r.name, f.release) as release, f.class,
           count(distinct i.ref)::int as computers
    from inventories i
    cross join lateral jsonb_to_recordset(i.found) as f (product text, edition text, release text, class text)
    left join products p on p.slug = f.product
    left join editions e on e.product_id = p.id and e.code = f.edition
    left join releases r on r.product_id = p.id and r.code = f.release
    where i.import_id = ${importId}::uuid and f.product is not null and f.class in ('licensable', 'free', 'open-source')
    group by 1, 2, 3, 4, 5, 6, 7
    order by array_position('{licensable,free,open-source}', f.class), 8 desc, 1 limit 200`.execute(db)
  return rows
}

export type ImportProblem = {
  id: bigint
  source: number | null
  file: string | null
  computer: string | null
  row: number | null
  line: number | null
  severity: Severity
  code: string
  field: string | null
  excerpt: string | null
}

const place = (of: RawBuilder<unknown>) =>
  sql`coalesce(${of}.source, 0), coalesce(${of}.line, ${of}.row, 2147483647), ${of}.id`

/** What did not become a record or did so with a doubt, file by file and line by line. */
export async function listProblems(
  db: Db,
  importId: string,
  {
    severity,
    after,
    limit = 100,
  }: { severity?: Severity | undefined; after?: string | undefined; limit?: number | null } = {},
): Promise<ImportProblem[]> {
  const { rows } = await sql<ImportProblem>`
    select p.id, p.source, s.name as file, coalesce(n.computer ->> 'name', p.computer) as computer, p.row, p.line, p.severity, p.code, p.field, p.excerpt
    from import_problems p
    join imports i on i.id = p.import_id
    left join inventories n on n.import_id = p.import_id and n.source = p.source and n.ref = p.computer
    left join lateral (select coalesce(x ->> 'member', x ->> 'file') as name from jsonb_array_elements(i.report -> 'sources') x
                       where (x ->> 'source')::int = p.source limit 1) s on true
    where p.import_id = ${importId}::uuid
      ${severity ? sql`and p.severity = ${severity}` : sql``} 
      ${after ? sql`and (${place(sql`p`)}) > (select ${place(sql`a`)} from import_problems a where a.id = ${after}::bigint)` : sql``}
    order by ${place(sql`p`)} limit ${limit}::int`.execute(db)
  return rows
}

/** The numbers of the register, to choose from while lists are mapped. */
export async function listNumbers(db: Db, actor: Actor): Promise<string[]> {
  const rows = await db
    .selectFrom('computers')
    .select('no')
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', ['in_use', 'spare'])
    .orderBy('no')
    .limit(2_000)
    .execute()
  return rows.map(({ no }) => no)
}
