import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Price } from './groups'

type Db = Kysely<Database>

const columns = sql`e.id as edition_id, e.name_zh as edition, e.name_en as edition_en, p.name_zh as product_zh,
  p.name_en as product_en, p.slug`
const settled = sql`u.state = 'adopted' and r.state in ('confirmed', 'concluded')`

/** Reference prices, awards and deeper tiers of these editions, the newest first; all of it is public. */
async function listPrices(db: Db, editions: RawBuilder<unknown>): Promise<Price[]> {
  const { rows } = await sql<Price>`
    select f.id::text as id, 'reference' as kind, f.valid_from::timestamp at time zone 'Asia/Shanghai' as at,
           (f.valid_to + 1)::timestamp at time zone 'Asia/Shanghai' as until, f.unit_price, null::int as quantity,
           f.source, f.source_note, ${columns}, e.term, e.term_months, null::uuid as round_id, null as round_number, null as lot
    from reference_prices f join editions e on e.id = f.edition_id join products p on p.id = e.product_id
    where f.currency = 'CNY' and e.id in (${editions})
    union all
    select a.id::text, 'award', r.confirmed_at, null, a.unit_price, a.quantity, null, null, ${columns}, l.term, l.term_months,
           r.id, r.number, l.code
    from awards a join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id join lots l on l.id = a.lot_id
      join editions e on e.id = a.edition_id join products p on p.id = e.product_id
    where ${settled} and e.id in (${editions})
    union all
    select t.id::text, 'tier', t.at, null, t.new_price, t.volume, null, null, ${columns}, l.term, l.term_months, r.id, r.number, l.code
    from tier_events t join awards a on a.id = t.award_id join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id
      join lots l on l.id = a.lot_id join editions e on e.id = a.edition_id join products p on p.id = e.product_id
    where ${settled} and e.id in (${editions})
    order by at desc, id`.execute(db)
  return rows
}

export async function findProductPrices(db: Db, slug: string) {
  const product = await db
    .selectFrom('products')
    .select(['id', 'slug', 'nameZh', 'nameEn'])
    .where('slug', '=', slug)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (!product) return undefined
  return {
    product,
    prices: await listPrices(
      db,
      sql`select id from editions where product_id = ${product.id} and not household`,
    ),
  }
}

export async function findClassPrices(db: Db, code: string) {
  const its = await db
    .selectFrom('equivalenceClasses')
    .select(['id', 'code', 'name', 'nameEn'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!its) return undefined
  return {
    class: its,
    prices: await listPrices(db, sql`select edition_id from class_members where class_id = ${its.id}`),
  }
}

/** Whatever group purchases have priced: the newest price, how often, and since when. */
export async function listPriced(db: Db) {
  const { rows } = await sql<{
    slug: string
    nameZh: string
    nameEn: string
    awards: number
    lowest: bigint
    newest: bigint
    reference: bigint | null
    at: Date
  }>`
    select p.slug, p.name_zh, p.name_en, count(*)::int as awards, min(a.unit_price) as lowest,
           (array_agg(a.unit_price order by r.confirmed_at desc))[1] as newest,
           (array_agg(l.reference_price order by r.confirmed_at desc))[1] as reference, max(r.confirmed_at) as at
    from awards a join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id join lots l on l.id = a.lot_id
      join editions e on e.id = a.edition_id join products p on p.id = e.product_id
    where ${settled} and p.state = 'active' group by p.id order by max(r.confirmed_at) desc, p.slug`.execute(
    db,
  )
  return rows
}

/** Classes of which some edition was bought together. */
export const listPricedClasses = async (db: Db) =>
  (
    await sql<{ code: string; name: string; nameEn: string; awards: number }>`
      select c.code, c.name, c.name_en, count(*)::int as awards
      from awards a join award_runs u on u.id = a.run_id join rounds r on r.id = u.round_id
        join class_members m on m.edition_id = a.edition_id join equivalence_classes c on c.id = m.class_id
      where ${settled} group by c.id order by count(*) desc, c.code`.execute(db)
  ).rows
