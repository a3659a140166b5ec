import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { RectificationState } from '../lifecycle'
import { itemState } from './carrying-out'
import type { OrderFilter } from './form'

type Db = Kysely<Database>

export type OrderRow = {
  id: string
  no: string
  orgId: string
  name: string
  nameEn: string | null
  state: RectificationState
  dueOn: Day
  issuedAt: Date | null
  items: number
  overdue: boolean
}

const overdue = sql`(r.due_on < shanghai_day() and r.state in ('issued', 'in_progress', 'returned'))`

/** One's own orders, or those of the enterprises one answers for; what is due first on top, what is over last. */
export async function listOrders(db: Db, { q, state }: OrderFilter): Promise<OrderRow[]> {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<OrderRow>`
    select r.id, r.no, r.org_id, o.name, o.name_en, r.state, r.due_on::text, r.issued_at, ${overdue} as overdue,
           (select count(*)::int from rectification_items i where i.rectification_id = r.id) as items
    from rectifications r join organizations o on o.id = r.org_id
    where true ${q ? sql`and (o.name ilike ${like} or o.name_en ilike ${like} or r.no = ${q.toUpperCase()})` : sql``}
      ${state === 'overdue' ? sql`and ${overdue}` : state ? sql`and r.state = ${state}` : sql``}
    order by r.state in ('accepted', 'withdrawn'), r.due_on, r.id`.execute(db)
  return rows
}

/** An order that the reader may see. */
export function findOrder(db: Db, id: string) {
  return db
    .selectFrom('rectifications')
    .innerJoin('organizations', 'organizations.id', 'rectifications.orgId')
    .leftJoin('persons as issuer', 'issuer.id', 'rectifications.issuedBy')
    .leftJoin('persons as decider', 'decider.id', 'rectifications.decidedBy')
    .selectAll('rectifications')
    .select([
      'organizations.name',
      'organizations.nameEn',
      'organizations.uscc',
      'issuer.name as issuer',
      'decider.name as decider',
    ])
    .where('rectifications.id', '=', id)
    .executeTakeFirst()
}

export type Order = NonNullable<Awaited<ReturnType<typeof findOrder>>>

type RawItem = {
  id: string
  action: 'buy' | 'uninstall' | 'replace' | 'document'
  productId: string | null
  slug: string | null
  nameZh: string | null
  nameEn: string | null
  quantity: number | null
  title: string | null
  dueOn: Day
  evidenceFileId: string | null
  note: string | null
  have: number | null
  met: boolean
}

/** What the order asks for and how far facts have carried it out at this moment. */
export async function listItems(db: Db, id: string) {
  const { rows } = await sql<RawItem>`
    select i.id, i.action, i.product_id, p.slug, p.name_zh, p.name_en, i.quantity, i.title, i.due_on::text, i.evidence_file_id, i.note,
           c.have, coalesce(c.met, false) as met
    from rectification_items i
    left join rectification_checks(${id}::uuid) c on c.item_id = i.id
    left join products p on p.id = i.product_id
    where i.rectification_id = ${id}::uuid order by i.due_on, i.id`.execute(db)
  return rows.map((item) => ({ ...item, state: itemState(item) }))
}

export type Item = Awaited<ReturnType<typeof listItems>>[number]
