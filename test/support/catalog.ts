import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { CatalogLine } from '~/catalog/import'
import type { Database } from '~db/schema'

let count = 0
/** Files that share a market, as journeys do, count each for itself. */
const own = randomBytes(4).toString('hex')

/** A sound line of a catalog file. */
export function aLine(facts: Partial<CatalogLine> = {}): CatalogLine {
  count += 1
  return {
    publisher: 'kingsoft',
    publisher_zh: '金山办公',
    publisher_en: 'Kingsoft Office',
    country: 'CN',
    product: `wps-office-${count}`,
    name_zh: 'WPS 办公软件',
    name_en: 'WPS Office',
    category: 'office',
    license_class: 'licensable',
    domestic: true,
    brand: 'wps',
    edition: 'professional',
    edition_zh: '专业版',
    edition_en: 'Professional',
    metric: 'device',
    term: 'subscription',
    term_months: 12,
    min_quantity: 1,
    household: false,
    unit_price: 45_800n,
    price_source: 'list',
    key_pattern: null,
    valid_from: '2026-01-01',
    ...facts,
  }
}

/** An edition for sale; answers its ids. */
export async function anEdition(
  owner: { db: Kysely<Database> },
  facts: {
    slug?: string
    brandKey?: string
    name?: string
    unitPrice?: bigint
    metric?: 'device' | 'user'
  } = {},
) {
  count += 1
  const { id: publisherId } = await owner.db
    .insertInto('publishers')
    .values({
      key: `publisher-${own}-${count}`,
      nameZh: `厂商${count}`,
      nameEn: `Publisher ${count}`,
      country: 'CN',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: productId } = await owner.db
    .insertInto('products')
    .values({
      publisherId,
      slug: facts.slug ?? `product-${own}-${count}`,
      nameZh: facts.name ?? `产品${count}`,
      nameEn: `Product ${count}`,
      category: 'office',
      brandKey: facts.brandKey ?? `brand-${own}-${count}`,
      state: 'active',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: editionId } = await owner.db
    .insertInto('editions')
    .values({
      productId,
      code: 'standard',
      nameZh: '标准版',
      nameEn: 'Standard',
      metric: facts.metric ?? 'device',
      term: 'subscription',
      termMonths: 12,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await owner.db
    .insertInto('referencePrices')
    .values({ editionId, unitPrice: facts.unitPrice ?? 100_000n, source: 'list', validFrom: '2026-01-01' })
    .execute()
  return { publisherId, productId, editionId }
}
