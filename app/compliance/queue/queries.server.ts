import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { queryTokens } from '~/kernel/search'
import type { Actor } from '~/people/actor'
import type { QueueView } from './form'

type Db = Kysely<Database>

const pageSize = 50
const candidatesAtMost = 8

export type QueueEntry = {
  id: string
  title: string
  publisher: string | null
  sample: string
  computers: number
  atRisk: bigint
  state: 'open' | 'later' | 'decided'
  nameZh: string | null
  nameEn: string | null
  edition: string | null
  editionEn: string | null
  release: string | null
  class: string | null
  decidedBy: string | null
  decidedAt: Date | null
}

/** Titles nobody recognized, the most money at risk first; what was decided, the latest first. */
export async function listEntries(
  db: Db,
  actor: Actor,
  { view, after, limit = pageSize }: { view: QueueView; after?: string | undefined; limit?: number | null },
) {
  const order =
    view === 'decided' ? sql`a.at desc nulls last, q.id` : sql`q.at_risk desc, q.computers desc, q.id`
  const beyond = !after
    ? sql``
    : view === 'decided'
      ? sql`and (a.at, q.id) < (select z.at, y.id from queue_entries y left join recognition_aliases z on z.id = y.alias_id where y.id = ${after}::uuid)`
      : sql`and (-q.at_risk, -q.computers, q.id) > (select -y.at_risk, -y.computers, y.id from queue_entries y where y.id = ${after}::uuid)`
  const { rows } = await sql<QueueEntry>`
    select q.id, q.title, coalesce(q.maker, nullif(q.publisher, '')) as publisher, q.sample, q.computers, q.at_risk, q.state, p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, r.name as release,
           a.class, s.name as decided_by, a.at as decided_at
    from queue_entries q
    left join recognition_aliases a on a.id = q.alias_id
    left join products p on p.id = coalesce(a.product_id, q.suggested_id)
    left join editions e on e.id = a.edition_id
    left join releases r on r.id = a.release_id
    left join persons s on s.id = a.decided_by
    where q.org_id = ${actor.organizationId} and q.state = ${view} and (q.computers > 0 or q.state = 'decided') ${beyond}
    order by ${order} limit ${limit === null ? null : limit + 1}::int`.execute(db)
  const shown = limit === null ? rows : rows.slice(0, limit)
  return { rows: shown, next: limit !== null && rows.length > limit ? shown.at(-1)!.id : null }
}

export async function countEntries(db: Db, actor: Actor) {
  const { rows } = await sql<Record<QueueView, number> & { editions: number }>`
    select count(*) filter (where state = 'open' and computers > 0)::int as open, count(*) filter (where state = 'later' and computers > 0)::int as later,
           count(*) filter (where state = 'decided')::int as decided,
           (select coalesce(sum(undetermined), 0)::int from positions where org_id = ${actor.organizationId}) as editions
    from queue_entries where org_id = ${actor.organizationId}`.execute(db)
  return rows[0]!
}

export function findEntry(db: Db, actor: Actor, entryId: string) {
  return db
    .selectFrom('queueEntries')
    .selectAll()
    .where('id', '=', entryId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
}

/** An edition, or a release, which goes by one name in every language. */
type Choice = { id: string; name: string; nameEn?: string }
export type Candidate = {
  id: string
  slug: string
  nameZh: string
  nameEn: string
  publisherZh: string
  publisherEn: string
  licenseClass: string
  score: number | null
  editions: Choice[]
  releases: Choice[]
}

/** The suggested products of an entry, then those that a search finds; each with its editions and releases. */
export async function listCandidates(
  db: Db,
  suggestions: readonly { product: string; score: number }[],
  words: string | null,
): Promise<Candidate[]> {
  const tokens = words ? queryTokens(words) : []
  const found =
    tokens.length > 0
      ? sql`or p.tokens @> ${sql.val(tokens)}::text[] and p.words ilike ${`%${words!.replaceAll(/[%_\\]/g, '\\$&')}%`}`
      : sql``
  const { rows } = await sql<Candidate>`
    select p.id, p.slug, p.name_zh, p.name_en, b.name_zh as publisher_zh, b.name_en as publisher_en, p.license_class, s.score::float8 as score,
           (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name_zh, 'nameEn', e.name_en) order by e.code), '[]') from editions e where e.product_id = p.id) as editions,
           (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.rank desc), '[]') from releases r where r.product_id = p.id) as releases
    from products p
    join publishers b on b.id = p.publisher_id
    left join jsonb_to_recordset(${JSON.stringify(suggestions)}::jsonb) as s (product text, score numeric) on s.product = p.slug
    where s.product is not null ${found}
    order by s.score desc nulls last, p.slug limit ${candidatesAtMost}`.execute(db)
  return rows
}

/** Where a title stands: computers, with the line as the file has it. */
export async function listSightings(
  db: Db,
  actor: Actor,
  { title, publisher }: { title: string; publisher: string },
) {
  const { rows } = await sql<{
    computerId: string
    no: string
    name: string
    version: string | null
    publisherName: string | null
  }>`
    select c.id as computer_id, c.no, r.data ->> 'name' as name, r.data ->> 'version' as version, r.data ->> 'publisher' as publisher_name
    from computers c join inventory_rows r on r.inventory_id = c.software_from
    where c.org_id = ${actor.organizationId} and c.state in ('in_use', 'spare') and r.title = ${title} and r.publisher = ${publisher}
    order by c.no limit 6`.execute(db)
  return rows
}

export type Undetermined = {
  productId: string
  nameZh: string
  nameEn: string
  undetermined: number
  computers: {
    id: string
    no: string
    edition: string | null
    editionEn: string | null
    release: string | null
    version: string | null
  }[]
  editions: Choice[]
  releases: Choice[]
}

/** Products whose lists name no edition or release, with the computers concerned and what may be chosen. */
export async function listUndetermined(db: Db, actor: Actor, productId?: string): Promise<Undetermined[]> {
  const { rows } = await sql<Undetermined>`
    select p.id as product_id, p.name_zh, p.name_en, n.undetermined,
           (select coalesce(jsonb_agg(x), '[]') from (
              select c.id, c.no, e.name_zh as edition, e.name_en as edition_en, r.name as release, i.version
              from coverage v join installations i on i.id = v.installation_id join computers c on c.id = i.computer_id
              left join editions e on e.id = i.edition_id left join releases r on r.id = i.release_id
              where v.org_id = n.org_id and v.product_id = n.product_id and v.reason = 'undetermined' order by c.no limit 50) x) as computers,
           (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name_zh, 'nameEn', e.name_en) order by e.household, e.code), '[]') from editions e where e.product_id = p.id) as editions,
           (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.rank desc), '[]') from releases r where r.product_id = p.id) as releases
    from positions n join products p on p.id = n.product_id
    where n.org_id = ${actor.organizationId} and n.undetermined > 0 ${productId ? sql`and n.product_id = ${productId}::uuid` : sql``}
    order by n.undetermined desc, p.slug limit 50`.execute(db)
  return rows
}
