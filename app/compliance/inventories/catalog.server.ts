import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Category } from '~/catalog/codes'
import type { RecognitionPack } from '../recognition/pack'
import type { Installation } from '../recognition/result'
import { nameOfSlug, rankFor } from './cataloguing'

type Tx = Kysely<Database>
type Found = Pick<
  Installation,
  'publisher' | 'product' | 'edition' | 'release' | 'category' | 'class' | 'household'
>

const counted = ['licensable', 'free', 'open-source']

/**
 * Gives the catalog a row for everything that inventories found and it lacks, so that nothing installed is lost for
 * want of a name; new products are drafts for an officer. A product without editions gets a standard one.
 */
export async function ensureCatalog(tx: Tx, found: readonly Found[], pack: RecognitionPack) {
  const wanted = Map.groupBy(
    found.filter((one) => one.product !== null && counted.includes(one.class)),
    (one) => one.product!,
  )
  for (const [slug, its] of [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const productId = await ensureProduct(tx, slug, its[0]!, pack)
    await ensureEditions(tx, productId, its)
    await ensureReleases(tx, productId, new Set(its.flatMap(({ release }) => release ?? [])))
  }
}

async function ensureProduct(
  tx: Tx,
  slug: string,
  { publisher, category, class: kind }: Found,
  pack: RecognitionPack,
) {
  const known = await tx.selectFrom('products').select('id').where('slug', '=', slug).executeTakeFirst()
  if (known) return known.id
  const key = publisher ?? slug.split('-')[0]!
  const name = pack.publishers.find((candidate) => candidate.key === key)?.names[0] ?? nameOfSlug(key)
  await tx
    .insertInto('publishers')
    .values({ key, nameZh: name, nameEn: name, country: 'ZZ' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .insertInto('products')
    .values((row) => ({
      publisherId: row.selectFrom('publishers').select('id').where('key', '=', key),
      slug,
      nameZh: nameOfSlug(slug),
      nameEn: nameOfSlug(slug),
      category: (category ?? 'other') as Category,
      licenseClass: kind as 'licensable',
      brandKey: slug,
      state: 'draft',
      words: '',
    }))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await tx.selectFrom('products').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
}

async function ensureEditions(tx: Tx, productId: string, found: readonly Found[]) {
  const known = await tx.selectFrom('editions').select('code').where('productId', '=', productId).execute()
  const household = new Map(found.map((one) => [one.edition, one.household]))
  const named = [...household.keys()].filter((code) => code !== null)
  const missing = named.filter((code) => !known.some((edition) => edition.code === code))
  if (known.length === 0 && named.length === 0) missing.push('standard')
  if (missing.length === 0) return
  await tx
    .insertInto('editions')
    .values(
      missing.toSorted().map((code) => ({
        productId,
        code,
        nameZh: nameOfSlug(code),
        nameEn: nameOfSlug(code),
        household: household.get(code) ?? household.get(null) ?? false,
        metric: 'device' as const,
        term: 'perpetual' as const,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function ensureReleases(tx: Tx, productId: string, codes: ReadonlySet<string>) {
  const known = await tx
    .selectFrom('releases')
    .select(['code', 'rank'])
    .where('productId', '=', productId)
    .execute()
  for (const code of codes) {
    if (known.some((release) => release.code === code)) continue
    if (rankFor(code, known) === null) await spread(tx, productId, known)
    const rank = rankFor(code, known)!
    await tx
      .insertInto('releases')
      .values({ productId, code, name: code, rank })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    known.push({ code, rank })
  }
}

// Ranks only order releases; twice negated, since each is unique at every moment.
async function spread(tx: Tx, productId: string, known: { code: string; rank: number }[]) {
  const sorted = known.toSorted((a, b) => a.rank - b.rank)
  for (const sign of [-1, 1])
    for (const [at, release] of sorted.entries()) {
      release.rank = sign * (at + 1) * 1000
      await tx
        .updateTable('releases')
        .set({ rank: release.rank })
        .where('productId', '=', productId)
        .where('code', '=', release.code)
        .execute()
    }
}
