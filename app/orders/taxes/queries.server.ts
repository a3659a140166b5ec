import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import { type TaxCategory, usualCategory } from '../tax-category'
import { ratesOn } from './rates.server'

type Db = Kysely<Database>

/** Editions that a vendor has sold, won, is allowed to sell by a confirmed letter, or has spoken of. */
const soldBy = (db: Db, vendorId: string) =>
  db
    .selectFrom('editions')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .where(
      sql<boolean>`(
        exists (select from order_lines l join orders o on o.id = l.order_id
                where l.edition_id = editions.id and o.vendor_id = ${vendorId})
        or exists (select from awards a where a.edition_id = editions.id and a.vendor_id = ${vendorId})
        or exists (select from sku_taxes t where t.edition_id = editions.id and t.vendor_id = ${vendorId})
        or exists (select from reseller_authorizations r where r.vendor_id = ${vendorId} and r.state = 'confirmed'
                   and r.publisher_id = products.publisher_id and coalesce(r.product_id, products.id) = products.id))`,
    )

/** What a vendor sells, each with the category that counts today, the one that waits, and the rate of the day. */
export async function listSkus(db: Db, actor: Actor, day: string, editionId: string | null = null) {
  const vendorId = actor.organizationId
  const rows = await soldBy(db, vendorId)
    .$if(editionId !== null, (query) => query.where('editions.id', '=', editionId!))
    .leftJoin('skuTaxes as checked', (join) =>
      join
        .onRef('checked.editionId', '=', 'editions.id')
        .on('checked.vendorId', '=', vendorId)
        .on('checked.state', '=', 'checked'),
    )
    .leftJoin('skuTaxes as waiting', (join) =>
      join
        .onRef('waiting.editionId', '=', 'editions.id')
        .on('waiting.vendorId', '=', vendorId)
        .on('waiting.state', '=', 'proposed'),
    )
    .select([
      'editions.id',
      'editions.sku',
      'editions.term',
      'editions.termMonths',
      'editions.metric',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
      'products.slug',
      'products.nameZh',
      'products.nameEn',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      'checked.category as checked',
      'waiting.category as waiting',
    ])
    .orderBy(sql`waiting.id is null`)
    .orderBy('products.nameZh')
    .orderBy('editions.nameZh')
    .execute()
  const rates = await ratesOn(db, vendorId, day)
  return rows.map((row) => {
    const category: TaxCategory = row.checked ?? usualCategory(row.term)
    return { ...row, category, bps: rates.get(category) ?? null }
  })
}

export type Sku = Awaited<ReturnType<typeof listSkus>>[number]

/** Every read of what was said of categories: a vendor's own, the office all (row policy). */
const saidTo = (db: Db, actor: Actor) =>
  db
    .selectFrom('skuTaxes')
    .innerJoin('editions', 'editions.id', 'skuTaxes.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('organizations as vendor', 'vendor.id', 'skuTaxes.vendorId')
    .leftJoin('persons as proposer', 'proposer.id', 'skuTaxes.proposedBy')
    .leftJoin('persons as decider', 'decider.id', 'skuTaxes.decidedBy')
    .$if(!is(actor, 'officer', 'auditor'), (query) =>
      query.where('skuTaxes.vendorId', '=', actor.organizationId),
    )
    .selectAll('skuTaxes')
    .select([
      'editions.term',
      'editions.termMonths',
      'editions.metric',
      'editions.sku',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
      'products.slug',
      'products.nameZh',
      'products.nameEn',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'proposer.name as proposer',
      'decider.name as decider',
    ])
    .select(
      sql<TaxCategory | null>`(select c.category from sku_taxes c where c.vendor_id = sku_taxes.vendor_id
        and c.edition_id = sku_taxes.edition_id and c.state = 'checked' and c.id <> sku_taxes.id)`.as(
        'before',
      ),
    )

/** What one vendor has said of one edition, the newest first. */
export const listSaidOf = (db: Db, actor: Actor, editionId: string) =>
  saidTo(db, actor).where('skuTaxes.editionId', '=', editionId).orderBy('skuTaxes.id', 'desc').execute()

/** The office's list: what waits first, then what counts, by vendor. */
export const listSkuTaxes = (db: Db, actor: Actor, { q, category }: AskedSkuTaxes = {}) =>
  saidTo(db, actor)
    .where('skuTaxes.state', 'in', ['proposed', 'checked'])
    .$if(!!category, (query) => query.where('skuTaxes.category', '=', category!))
    .$if(!!q, (query) => {
      const words = `%${q!.replaceAll(/[%_\\]/g, '\\$&')}%`
      return query.where((row) =>
        row.or(
          (
            ['vendor.name', 'vendor.nameEn', 'products.nameZh', 'products.nameEn', 'editions.sku'] as const
          ).map((name) => row(name, 'ilike', words)),
        ),
      )
    })
    .orderBy(sql`sku_taxes.state = 'checked'`)
    .orderBy('vendor.name')
    .orderBy('products.nameZh')
    .orderBy('skuTaxes.id')
    .limit(2_000)
    .execute()

export type AskedSkuTaxes = { q?: string | undefined; category?: TaxCategory | undefined }
export type SkuTax = Awaited<ReturnType<typeof listSkuTaxes>>[number]
