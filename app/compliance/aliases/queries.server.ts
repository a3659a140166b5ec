import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { AliasState } from '../lifecycle'

type Db = Kysely<Database>

export type CommonAlias = {
  id: string
  title: string
  publisher: string
  class: string
  state: AliasState
  at: Date
  nameZh: string | null
  nameEn: string | null
  slug: string | null
  edition: string | null
  editionEn: string | null
  release: string | null
  /** Organizations that say the same, and those that say otherwise. */
  backing: number
  against: number
  /** Enterprises that have the title, those where it still waits, and their computers. */
  enterprises: number
  waiting: number
  computers: number
}

/** What is offered to all, frozen or released: what waits for the office first. */
export async function listCommonAliases(db: Db): Promise<CommonAlias[]> {
  const { rows } = await sql<CommonAlias>`
    select a.id, a.title, a.publisher, a.class, a.state, a.at, p.name_zh, p.name_en, p.slug, e.name_zh as edition, e.name_en as edition_en, r.name as release,
           s.backing, s.against, t.enterprises, t.waiting, t.computers
    from recognition_aliases a
    left join products p on p.id = a.product_id left join editions e on e.id = a.edition_id left join releases r on r.id = a.release_id
    cross join lateral (
      select count(distinct o.org_id) filter (where x.alike)::int as backing, count(distinct o.org_id) filter (where not x.alike)::int as against
      from recognition_aliases o
      cross join lateral (select (o.class, o.product_id, o.edition_id, o.release_id) is not distinct from (a.class, a.product_id, a.edition_id, a.release_id) as alike) x
      where o.org_id is not null and o.state = 'active' and o.publisher = a.publisher and o.title = a.title) s
    cross join lateral alias_reach(a.publisher, a.title) t
    where a.org_id is null and a.state in ('offered', 'frozen', 'active')
    order by array_position('{frozen,offered,active}', a.state), t.computers desc, a.title limit 200`.execute(
    db,
  )
  return rows
}

export type Contradiction = {
  aliasId: string
  class: string
  nameZh: string | null
  nameEn: string | null
  slug: string | null
  edition: string | null
  editionEn: string | null
  release: string | null
  organizations: number
}

/** What else is said of titles that are frozen, and by how many. */
export async function listContradictions(db: Db): Promise<Contradiction[]> {
  const { rows } = await sql<Contradiction>`
    select a.id as alias_id, o.class, p.name_zh, p.name_en, p.slug, e.name_zh as edition, e.name_en as edition_en, r.name as release,
           count(distinct o.org_id)::int as organizations
    from recognition_aliases a
    join recognition_aliases o on o.publisher = a.publisher and o.title = a.title and o.org_id is not null and o.state = 'active'
      and (o.class, o.product_id, o.edition_id, o.release_id) is distinct from (a.class, a.product_id, a.edition_id, a.release_id)
    left join products p on p.id = o.product_id left join editions e on e.id = o.edition_id left join releases r on r.id = o.release_id
    where a.org_id is null and a.state = 'frozen'
    group by a.id, o.class, p.id, e.id, r.id order by organizations desc`.execute(db)
  return rows
}
