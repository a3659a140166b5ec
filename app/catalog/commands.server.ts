import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record, recordEach } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import type { Day } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import type {
  ClassValues,
  EditionValues,
  ProductValues,
  PublisherValues,
  RecommendValues,
  ReferencePriceValues,
} from './form'
import type { CatalogLine } from './import'
import { productLifecycle, type ProductMove } from './lifecycle'

type Tx = Kysely<Database>

// The catalog's tables belong to the whole market; that only officers write them is said here, once.
const officersOnly = (actor: Actor) => refuseIf(is(actor, 'officer') ? null : 'not-your-move')

const taken = (row: unknown, field: string) => refuseIf(row ? null : 'already-in-catalog', { field })

export async function addPublisher(tx: Tx, actor: Actor, values: PublisherValues) {
  officersOnly(actor)
  const row = await tx
    .insertInto('publishers')
    .values(values)
    .onConflict((key) => key.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  taken(row, 'key')
  await record(tx, 'catalog.publisher_added', row!.id)
  return row!.id
}

export async function addProduct(tx: Tx, actor: Actor, values: ProductValues) {
  officersOnly(actor)
  const row = await tx
    .insertInto('products')
    .values(values)
    .onConflict((key) => key.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  taken(row, 'slug')
  await record(tx, 'catalog.product_added', row!.id)
  return row!.id
}

/** Of two officers who move the same product at once, the second is refused: `already-moved`. */
export async function moveProduct(tx: Tx, actor: Actor, productId: string, move: ProductMove) {
  officersOnly(actor)
  const { from, to } = productLifecycle.moves[move]
  const moved = await tx
    .updateTable('products')
    .set({ state: to })
    .where('id', '=', productId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  refuseIf(moved ? null : 'already-moved')
  await record(tx, `catalog.product_${to === 'active' ? 'activated' : 'retired'}`, productId)
}

export async function addEdition(tx: Tx, actor: Actor, productId: string, values: EditionValues) {
  officersOnly(actor)
  const row = await tx
    .insertInto('editions')
    .values({ ...values, productId })
    .onConflict((key) => key.columns(['productId', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  taken(row, 'code')
  await record(tx, 'catalog.edition_added', row!.id, { product: productId })
  return row!.id
}

export async function addReferencePrice(tx: Tx, actor: Actor, values: ReferencePriceValues) {
  officersOnly(actor)
  const { id } = await tx
    .insertInto('referencePrices')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'catalog.price_added', values.editionId, { price: id })
  return id
}

export async function addClass(tx: Tx, actor: Actor, values: ClassValues) {
  officersOnly(actor)
  const row = await tx
    .insertInto('equivalenceClasses')
    .values(values)
    .onConflict((key) => key.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  taken(row, 'code')
  await record(tx, 'catalog.class_added', row!.id)
  return row!.id
}

/** A reviewed member of a class: serves the same purpose on the same platform. */
export async function addClassMember(tx: Tx, actor: Actor, classId: string, editionId: string) {
  officersOnly(actor)
  const row = await tx
    .insertInto('classMembers')
    .values({ classId, editionId, reviewedBy: actor.personId })
    .onConflict((key) => key.doNothing())
    .returning('classId')
    .executeTakeFirst()
  taken(row, 'editionId')
  await record(tx, 'catalog.member_added', classId, { edition: editionId })
}

/** An edition stands on the recommended list once at a time: `already-recommended`. */
export async function recommend(tx: Tx, actor: Actor, values: RecommendValues) {
  officersOnly(actor)
  await tx
    .updateTable('recommendedEntries')
    .set({ removedReason: 'expired' })
    .where('editionId', '=', values.editionId)
    .where('removedReason', 'is', null)
    .where('until', '<', values.listedOn)
    .execute()
  const row = await tx
    .insertInto('recommendedEntries')
    .values(values)
    .onConflict((key) => key.column('editionId').where('removedReason', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  refuseIf(row ? null : 'already-recommended', { field: 'editionId' })
  await record(tx, 'catalog.recommended', row!.id, { edition: values.editionId })
  return row!.id
}

export async function removeRecommendation(tx: Tx, actor: Actor, entryId: string, reason: string) {
  officersOnly(actor)
  const removed = await tx
    .updateTable('recommendedEntries')
    .set({ removedReason: reason })
    .where('id', '=', entryId)
    .where('removedReason', 'is', null)
    .returning('editionId')
    .executeTakeFirst()
  refuseIf(removed ? null : 'already-moved')
  await record(tx, 'catalog.recommendation_removed', entryId, { edition: removed!.editionId })
}

/** Whoever stood on the list until a day before today leaves it; answers which entries. For the clock. */
export async function expireRecommendations(tx: Tx, today: Day): Promise<string[]> {
  const expired = await tx
    .updateTable('recommendedEntries')
    .set({ removedReason: 'expired' })
    .where('removedReason', 'is', null)
    .where('until', '<', today)
    .returning(['id', 'editionId'])
    .execute()
  await recordEach(
    tx,
    'catalog.recommendation_removed',
    expired.map(({ id, editionId }) => ({ subject: id, facts: { edition: editionId } })),
  )
  return expired.map(({ id }) => id)
}

/**
 * Takes over a checked file as one: publishers, products and editions are added or renewed by their keys, prices
 * added. The same file twice changes nothing.
 */
export async function importCatalog(tx: Tx, actor: Actor, lines: readonly CatalogLine[]) {
  officersOnly(actor)
  const { rows } = await sql<{ products: number; editions: number; prices: number }>`
    with line as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(lines, bigintsAsText)}::jsonb) as l (
        publisher text, publisher_zh text, publisher_en text, country text, product text, name_zh text, name_en text,
        category text, license_class text, domestic boolean, brand text, edition text, edition_zh text, edition_en text, metric text,
        term text, term_months int, min_quantity int, household boolean, unit_price bigint, price_source text, valid_from date, key_pattern text)
    ), publisher as (
      insert into publishers as p (key, name_zh, name_en, country)
      select distinct on (publisher) publisher, publisher_zh, publisher_en, country from line order by publisher
      on conflict (key) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, country = excluded.country
      returning id, key
    ), product as (
      insert into products as p (publisher_id, slug, name_zh, name_en, category, license_class, domestic, brand_key, key_pattern, state)
      select distinct on (l.product) publisher.id, l.product, l.name_zh, l.name_en, l.category, l.license_class, l.domestic,
             l.brand, l.key_pattern, 'active'
      from line l join publisher on publisher.key = l.publisher order by l.product, l.key_pattern nulls last
      on conflict (slug) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, category = excluded.category,
        license_class = excluded.license_class, domestic = excluded.domestic, brand_key = excluded.brand_key,
        key_pattern = coalesce(excluded.key_pattern, p.key_pattern)
      returning id, slug
    ), edition as (
      insert into editions as e (product_id, code, name_zh, name_en, metric, term, term_months, min_quantity, household)
      select product.id, l.edition, l.edition_zh, l.edition_en, l.metric, l.term, l.term_months, l.min_quantity, l.household
      from line l join product on product.slug = l.product
      on conflict (product_id, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
        metric = excluded.metric, term = excluded.term, term_months = excluded.term_months, min_quantity = excluded.min_quantity, household = excluded.household
      returning id, product_id, code
    ), price as (
      insert into reference_prices (edition_id, unit_price, source, valid_from)
      select edition.id, l.unit_price, l.price_source, l.valid_from
      from line l join product on product.slug = l.product
      join edition on edition.product_id = product.id and edition.code = l.edition
      where l.unit_price is not null and not exists (
        select from reference_prices r where r.edition_id = edition.id and r.unit_price = l.unit_price
          and r.source = l.price_source and r.valid_from = l.valid_from)
      returning id
    )
    select (select count(*)::int from product) as products, (select count(*)::int from edition) as editions,
           (select count(*)::int from price) as prices`.execute(tx)
  await record(tx, 'catalog.imported', actor.organizationId, rows[0]!)
  return rows[0]!
}

const bigintsAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
