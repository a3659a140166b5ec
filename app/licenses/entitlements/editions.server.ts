import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

export type OfferedProduct = {
  id: string
  slug: string
  nameZh: string
  nameEn: string
  editions: { id: string; code: string; name: string; nameEn: string }[]
  releases: { id: string; code: string; name: string }[]
}

/** What an older license can be of: products that need one, with their editions and releases. */
export async function listOffered(db: Kysely<Database>): Promise<OfferedProduct[]> {
  const { rows } = await sql<OfferedProduct>`
    select p.id, p.slug, p.name_zh, p.name_en,
           (select jsonb_agg(jsonb_build_object('id', e.id, 'code', e.code, 'name', e.name_zh, 'nameEn', e.name_en) order by e.household, e.code) from editions e where e.product_id = p.id) as editions,
           (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'code', r.code, 'name', r.name) order by r.rank desc), '[]') from releases r where r.product_id = p.id) as releases
    from products p
    where p.license_class = 'licensable' and exists (select from editions e where e.product_id = p.id)
    order by p.category, p.slug`.execute(db)
  return rows
}
