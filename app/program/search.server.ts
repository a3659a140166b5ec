import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { queryTokens } from '~/kernel/search'
import type { Actor } from '~/people/actor'
import type { Hit } from './searching'

const each = 8

/**
 * What the actor may see that fits the words: rounds, products, own orders, organizations one answers for, own cases,
 * own computers and licenses. The row policies decide what is found; at most eight of a kind, one statement.
 */
export async function search(db: Kysely<Database>, actor: Actor, words: string): Promise<Hit[]> {
  const text = words.normalize('NFKC').trim().slice(0, 80)
  if (text === '') return []
  const like = `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`
  const tokens = queryTokens(text)
  const { rows } = await sql<Hit>`
    (select 'round' as kind, id::text, title, number as note from rounds
       where state <> 'draft' and (title ilike ${like} or title_en ilike ${like} or number ilike ${like}) order by id desc limit ${each})
    union all
    (select 'product', slug, name_zh, name_en from products
       where state = 'active' and tokens @> ${sql.val(tokens)}::text[] and words ilike ${like} order by slug limit ${each})
    union all
    (select 'order', id::text, number, state from orders where number ilike ${like} or payment_code ilike ${like} order by id desc limit ${each})
    union all
    (select 'organization', id::text, name, uscc from organizations
       where (select app_is('officer') or app_is('auditor') or app_is('liaison') or app_is('leader') or app_is('inspector'))
         and (name ilike ${like} or uscc ilike ${like}) order by name limit ${each})
    union all
    (select 'case', id::text, number, state from cases where has_seat(id) and number ilike ${like} order by id desc limit ${each})
    union all
    (select 'computer', id::text, no, name from computers where org_id = ${actor.organizationId} and (no ilike ${like} or name ilike ${like}) order by no limit ${each})
    union all
    (select 'entitlement', e.id::text, e.no, p.name_zh from entitlements e join products p on p.id = e.product_id
       where e.org_id = ${actor.organizationId} and (e.no ilike ${like} or p.words ilike ${like}) order by e.no limit ${each})`.execute(
    db,
  )
  return rows
}
