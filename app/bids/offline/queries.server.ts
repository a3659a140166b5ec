import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** Every lot of a round with what may be offered in it, in the order of their codes. */
export async function listLotsOffered(db: Kysely<Database>, roundId: string) {
  const { rows } = await sql<{
    id: string
    code: string
    editions: { id: string; zh: string; en: string }[]
  }>`
    select l.id, l.code, jsonb_agg(jsonb_build_object('id', e.id, 'zh', p.name_zh || ' ' || e.name_zh,
             'en', p.name_en || ' ' || e.name_en) order by p.slug, e.code) as editions
    from lots l
    join editions e on e.id = l.edition_id or e.id in (select edition_id from class_members m where m.class_id = l.class_id)
    join products p on p.id = e.product_id
    where l.round_id = ${roundId} and l.state = 'active' group by l.id, l.code order by l.code`.execute(db)
  return rows
}
