import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Alias } from '../recognition/aliases'

/** What an organization has said of titles; its own word goes before what is released to all. */
export async function aliasesOf(db: Kysely<Database>, orgId: string): Promise<Alias[]> {
  const rows = await db
    .selectFrom('recognitionAliases as alias')
    .leftJoin('products', 'products.id', 'alias.productId')
    .leftJoin('editions', 'editions.id', 'alias.editionId')
    .leftJoin('releases', 'releases.id', 'alias.releaseId')
    .where('alias.state', '=', 'active')
    .where((row) => row.or([row('alias.orgId', '=', orgId), row('alias.orgId', 'is', null)]))
    .select([
      'alias.orgId',
      'alias.publisher',
      'alias.title',
      'alias.class',
      'products.slug',
      'category',
      'household',
    ])
    .select(['editions.code as edition', 'releases.code as release'])
    .orderBy('alias.orgId', (order) => order.desc().nullsFirst())
    .execute()
  return rows.map(({ publisher, title, class: kind, slug, category, household, edition, release }) => ({
    publisher: publisher || null,
    title,
    class: kind,
    category,
    product: slug,
    edition,
    release,
    household: household ?? false,
  }))
}
