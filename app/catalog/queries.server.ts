import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { queryTokens } from '~/kernel/search'
import { type Actor, is } from '~/people/actor'
import type { Category } from './codes'

type Db = Kysely<Database>

const pageSize = 50

/** Every read of products starts here: what is for sale, and for officers the drafts and the past as well. */
function productsSeenBy(db: Db, actor: Actor) {
  return db
    .selectFrom('products')
    .where((row) => (is(actor, 'officer') ? row.lit(true) : row('products.state', '=', 'active')))
}

export type ProductFilter = {
  q?: string | undefined
  category?: Category | undefined
  domestic?: boolean | undefined
  recommended?: boolean | undefined
  after?: string | undefined
}

/** A page of the catalog, by slug; a search finds every word in any order, from two Han characters on. */
export async function listProducts(db: Db, actor: Actor, filter: ProductFilter = {}) {
  const filtered = productsSeenBy(db, actor)
    .$if(!!filter.q?.trim(), (query) => query.where(found(filter.q!)))
    .$if(!!filter.category, (query) => query.where('products.category', '=', filter.category!))
    .$if(filter.domestic !== undefined, (query) => query.where('products.domestic', '=', filter.domestic!))
    .$if(!!filter.recommended, (query) => query.where(isRecommended))
  const { total } = await filtered
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await filtered
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .select([
      'products.id',
      'products.slug',
      'products.nameZh',
      'products.nameEn',
      'products.category',
      'products.licenseClass',
      'products.domestic',
      'products.state',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      isRecommended.as('recommended'),
      lowestPrice.as('lowestPrice'),
    ])
    .$if(!!filter.after, (query) => query.where('products.slug', '>', filter.after!))
    .orderBy('products.slug')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return { total: Number(total), rows: shown, next: rows.length > pageSize ? shown.at(-1)!.slug : null }
}

// The index finds candidates by pairs of symbols; the words decide.
function found(q: string) {
  const words = q.normalize('NFKC').toLowerCase().trim().split(/\s+/)
  const patterns = words.map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`)
  return sql<boolean>`(products.tokens @> ${queryTokens(q)}::text[] and products.words like all (${patterns}::text[]))`
}

const today = sql`(clock_timestamp() at time zone 'Asia/Shanghai')::date`

const isRecommended = sql<boolean>`exists (
  select from recommended_entries r join editions e on e.id = r.edition_id
  where e.product_id = products.id and r.removed_reason is null and ${today} between r.listed_on and r.until)`

const lowestPrice = sql<bigint | null>`(
  select min(p.unit_price) from editions e cross join lateral (
    select unit_price from reference_prices
    where edition_id = e.id and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})
    order by valid_from desc, id desc limit 1) p
  where e.product_id = products.id)`

export async function findProduct(db: Db, actor: Actor, slug: string) {
  const product = await productsSeenBy(db, actor)
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .selectAll('products')
    .select([
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      'publishers.country',
      isRecommended.as('recommended'),
    ])
    .where('products.slug', '=', slug)
    .executeTakeFirst()
  if (!product) return undefined
  const { tokens: _, words: __, ...facts } = product
  const ofProduct = db.selectFrom('editions').select('editions.id').where('productId', '=', product.id)
  return {
    ...facts,
    editions: await listEditions(db, { productId: product.id }),
    prices: await db
      .selectFrom('referencePrices')
      .selectAll()
      .where('editionId', 'in', ofProduct)
      .orderBy('validFrom', 'desc')
      .execute(),
    releases: await db
      .selectFrom('releases')
      .selectAll()
      .where('productId', '=', product.id)
      .orderBy('rank')
      .execute(),
    classes: await db
      .selectFrom('classMembers')
      .innerJoin('equivalenceClasses', 'equivalenceClasses.id', 'classMembers.classId')
      .select([
        'equivalenceClasses.id',
        'equivalenceClasses.code',
        'equivalenceClasses.name',
        'equivalenceClasses.nameEn',
      ])
      .where('classMembers.editionId', 'in', ofProduct)
      .distinct()
      .execute(),
  }
}

/** The reference price that holds today: the latest begun, whatever its source. */
const presentPrice = sql<bigint | null>`(
  select unit_price from reference_prices
  where edition_id = editions.id and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})
  order by valid_from desc, id desc limit 1)`

const recommendedUntil = sql<string | null>`(
  select until from recommended_entries
  where edition_id = editions.id and removed_reason is null and ${today} between listed_on and until)`

/** Editions with names, present reference price and standing on the recommended list. */
export function listEditions(db: Db, of: { productId?: string; classId?: string } = {}) {
  return db
    .selectFrom('editions')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .selectAll('editions')
    .select([
      'products.slug',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'products.brandKey',
      'products.domestic',
      'products.category',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      presentPrice.as('referencePrice'),
      recommendedUntil.as('recommendedUntil'),
    ])
    .$if(!!of.productId, (query) => query.where('editions.productId', '=', of.productId!))
    .$if(!of.productId, (query) => query.where('products.state', '=', 'active'))
    .$if(!!of.classId, (query) =>
      query.where(
        'editions.id',
        'in',
        db.selectFrom('classMembers').select('editionId').where('classId', '=', of.classId!),
      ),
    )
    .orderBy('products.slug')
    .orderBy('editions.code')
    .execute()
}

export type EditionRow = Awaited<ReturnType<typeof listEditions>>[number]

/** The edition to propose when only the product is known: not for households, cheapest, then by code. */
export function findCheapestEdition(db: Db, productId: string) {
  return db
    .selectFrom('editions')
    .select(['id', 'metric', 'term', 'termMonths', 'minQuantity'])
    .where('productId', '=', productId)
    .where('household', '=', false)
    .orderBy(presentPrice, (order) => order.asc().nullsLast())
    .orderBy('code')
    .executeTakeFirst()
}

export function findEdition(db: Db, editionId: string) {
  return db
    .selectFrom('editions')
    .selectAll()
    .select(presentPrice.as('referencePrice'))
    .where('id', '=', editionId)
    .executeTakeFirst()
}

export function listClasses(db: Db) {
  return db
    .selectFrom('equivalenceClasses')
    .selectAll()
    .select((row) =>
      row
        .selectFrom('classMembers')
        .whereRef('classMembers.classId', '=', 'equivalenceClasses.id')
        .select((member) => member.fn.countAll<bigint>().as('n'))
        .as('members'),
    )
    .orderBy('code')
    .execute()
}

export const listPublishers = (db: Db) => db.selectFrom('publishers').selectAll().orderBy('nameZh').execute()
