import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { TrueUpState } from '../lifecycle'

type Db = Kysely<Database>

type Named = {
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
}

export type HeldPrice = Named & {
  awardId: string
  roundId: string
  roundNo: string
  vendor: string
  vendorEn: string | null
  metric: string
  unitPrice: bigint
  heldUntil: string
  /** the next of the quarterly days of the contract */
  nextOn: string | null
  daysLeft: number
  bought: number
}

/** The prices that awards still hold for one's organization, those that end first on top. */
export async function listHeldPrices(db: Db): Promise<HeldPrice[]> {
  const { rows } = await sql<HeldPrice>`
    select h.award_id, h.round_id, d.number as round_no, v.name as vendor, v.name_en as vendor_en, h.product_id, p.slug, p.name_zh, p.name_en,
           e.name_zh as edition, e.name_en as edition_en, h.metric, h.unit_price, h.held_until::text, h.held_until - shanghai_day() as days_left, h.bought,
           (select min(q.day)::text from generate_series(3, 60, 3) m (months)
            cross join lateral (select (shanghai_day(d.confirmed_at) + make_interval(months => m.months))::date as day) q
            where q.day between shanghai_day() and h.held_until) as next_on
    from prices_held() h
    join rounds d on d.id = h.round_id
    join organizations v on v.id = h.vendor_id
    join editions e on e.id = h.edition_id
    join products p on p.id = h.product_id
    order by h.held_until, p.slug, h.award_id`.execute(db)
  return rows
}

export type TrueUpRow = Named & {
  id: string
  state: TrueUpState
  awardId: string
  proposed: number
  quantity: number
  unitPrice: bigint
  heldUntil: string
  daysLeft: number
  reason: string | null
  proposedAt: Date
  editedBy: string | null
  decidedBy: string | null
  decidedAt: Date | null
  orderId: string | null
  orderNo: string | null
}

/** True-ups of one's organization: what is to be decided first, then what was, with the order that came of it. */
export async function listTrueUps(db: Db, actor: Actor): Promise<TrueUpRow[]> {
  const { rows } = await sql<TrueUpRow>`
    select t.id, t.state, t.award_id, t.proposed, t.quantity, t.unit_price, t.held_until::text, t.held_until - shanghai_day() as days_left, t.reason,
           t.proposed_at, m.name as edited_by, s.name as decided_by, t.decided_at, p.id as product_id, p.slug, p.name_zh, p.name_en,
           e.name_zh as edition, e.name_en as edition_en, o.id as order_id, o.number as order_no
    from true_ups t
    join editions e on e.id = t.edition_id
    join products p on p.id = e.product_id
    left join persons m on m.id = t.edited_by
    left join persons s on s.id = t.decided_by
    left join events c on c.kind = 'true_up.confirmed' and c.subject_id = t.id
    left join orders o on o.source_event = c.id
    where t.org_id = ${actor.organizationId}
    order by t.state in ('proposed', 'edited') desc, t.held_until, coalesce(t.decided_at, t.proposed_at) desc, t.id limit 200`.execute(
    db,
  )
  return rows
}
