import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  addEdition,
  addReferencePrice,
  importCatalog,
  moveProduct,
  recommend,
  removeRecommendation,
} from '~/catalog/commands.server'
import { editionForm } from '~/catalog/form'
import { findCheapestEdition, findProduct, listProducts } from '~/catalog/queries.server'
import { askedListing } from '~/program/listing/asked'
import { listRecommended } from '~/program/listing/queries.server'
import { aLine, anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import { peopleOf } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const { anOfficer, aBuyer } = peopleOf(database)
const officer = await anOfficer()
const buyer = await aBuyer()
const slugs = async (q: string) =>
  (await listProducts(buyer.db, buyer.actor, { q })).rows.map((row) => row.slug)

test('an imported file is in the catalog, and imported again changes nothing', async () => {
  const lines = [
    aLine({ product: 'wps-office', unit_price: 45_800n }),
    aLine({
      product: 'wps-office',
      edition: 'enterprise',
      edition_zh: '企业版',
      edition_en: 'Enterprise',
      unit_price: 69_800n,
    }),
    aLine({
      product: 'cad-works',
      publisher: 'zwsoft',
      publisher_zh: '中望软件',
      publisher_en: 'ZWSOFT',
      name_zh: '中望CAD 平台软件',
      name_en: 'ZWCAD',
      category: 'design',
      brand: 'zwcad',
    }),
  ]
  const first = await officer.db.transaction().execute((tx) => importCatalog(tx, officer.actor, lines))
  const second = await officer.db.transaction().execute((tx) => importCatalog(tx, officer.actor, lines))
  expect([first, second]).toEqual([
    { products: 2, editions: 3, prices: 3 },
    { products: 2, editions: 3, prices: 0 },
  ])
  expect(await findProduct(buyer.db, buyer.actor, 'wps-office')).toMatchObject({
    publisherZh: '金山办公',
    editions: [
      { code: 'enterprise', nameZh: '企业版', nameEn: 'Enterprise', referencePrice: 69_800n },
      { code: 'professional', referencePrice: 45_800n },
    ],
  })
})

test('two Han characters find a product, by its own or its publisher’s name', async () => {
  expect(await slugs('中望')).toEqual(['cad-works'])
  expect(await slugs('办公')).toEqual(['wps-office'])
  expect(await slugs('软件')).toEqual(['cad-works', 'wps-office'])
})

test('a search finds every word in any order, in English too, and pairs of symbols alone do not suffice', async () => {
  expect(await slugs('office KINGSOFT')).toEqual(['wps-office'])
  expect(await slugs('ＷＰＳ')).toEqual(['wps-office'])
  expect(await slugs('公办')).toEqual([])
  expect(await slugs('%')).toEqual([])
})

test('a search uses the index of symbol pairs', async () => {
  await owner.db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<
      Record<string, string>
    >`explain select from products where tokens @> ${['办公']}::text[]`.execute(tx)
    expect(JSON.stringify(rows)).toContain('products_by_token')
  })
})

test('a renamed publisher is found by its new name', async () => {
  await owner.db
    .updateTable('publishers')
    .set({ nameZh: '广州中望龙腾' })
    .where('key', '=', 'zwsoft')
    .execute()
  expect(await slugs('龙腾')).toEqual(['cad-works'])
})

test('only officers change the catalog', async () => {
  await expect(importCatalog(buyer.db, buyer.actor, [aLine()])).rejects.toMatchObject({
    code: 'not-your-move',
  })
})

test('a retired product is gone for buyers and still there for officers; the second to retire it is refused', async () => {
  const { productId } = await anEdition(owner, { slug: 'old-tool' })
  await officer.db.transaction().execute((tx) => moveProduct(tx, officer.actor, productId, 'retire'))
  await expect(
    officer.db.transaction().execute((tx) => moveProduct(tx, officer.actor, productId, 'retire')),
  ).rejects.toMatchObject({ code: 'already-moved' })
  expect(await findProduct(buyer.db, buyer.actor, 'old-tool')).toBeUndefined()
  expect(await findProduct(officer.db, officer.actor, 'old-tool')).toMatchObject({ state: 'retired' })
})

test('a code is given once within its product', async () => {
  const [one, other] = [await anEdition(owner), await anEdition(owner)]
  const add = (productId: string, code: string) =>
    addEdition(
      officer.db,
      officer.actor,
      productId,
      editionForm.parse({
        code,
        nameZh: '旗舰版',
        nameEn: 'Ultimate',
        metric: 'device',
        term: 'perpetual',
        minQuantity: '1',
      }),
    )
  await expect(add(one.productId, 'standard')).rejects.toMatchObject({
    code: 'already-in-catalog',
    field: 'code',
  })
  await add(one.productId, 'ultimate')
  await add(other.productId, 'ultimate')
})

test('the present reference price is the one that began last; the cheapest edition follows it', async () => {
  const { productId, editionId } = await anEdition(owner, { unitPrice: 100n })
  await addReferencePrice(officer.db, officer.actor, {
    editionId,
    unitPrice: 80n,
    source: 'quote',
    validFrom: '2026-02-01',
    validTo: null,
  })
  await addReferencePrice(officer.db, officer.actor, {
    editionId,
    unitPrice: 10n,
    source: 'quote',
    validFrom: '2999-01-01',
    validTo: null,
  })
  expect((await findCheapestEdition(owner.db, productId))?.id).toBe(editionId)
  expect(
    (
      await findProduct(
        buyer.db,
        buyer.actor,
        (
          await owner.db
            .selectFrom('products')
            .select('slug')
            .where('id', '=', productId)
            .executeTakeFirstOrThrow()
        ).slug,
      )
    )?.editions[0]?.referencePrice,
  ).toBe(80n)
})

test('an edition stands on the recommended list once, until it is removed with a reason', async () => {
  const { editionId } = await anEdition(owner)
  const listing = { editionId, listedOn: '2026-01-01', until: '2998-01-01', decisionNo: '推荐〔2026〕1号' }
  const entry = await recommend(officer.db, officer.actor, listing)
  await expect(recommend(officer.db, officer.actor, listing)).rejects.toMatchObject({
    code: 'already-recommended',
  })
  expect(
    (await listRecommended(buyer.db, askedListing(new URLSearchParams()))).map((row) => row.editionId),
  ).toEqual([editionId])
  await removeRecommendation(officer.db, officer.actor, entry, '停止维护')
  expect(await trailOf(owner.db, entry)).toEqual(['catalog.recommended', 'catalog.recommendation_removed'])
  expect(await listRecommended(buyer.db, askedListing(new URLSearchParams()))).toEqual([])
})
