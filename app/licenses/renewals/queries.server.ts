import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { RenewalState } from '../lifecycle'

type Db = Kysely<Database>

export type RenewalRow = {
  id: string
  state: RenewalState
  proposed: number
  quantity: number | null
  neededBy: string
  reason: string | null
  decidedAt: Date | null
  decidedBy: string | null
  entitlementId: string
  entitlementNo: string
  nameZh: string
  nameEn: string
  edition: string
  editionEn: string
  held: number | null
  lastPrice: bigint | null
  daysLeft: number
  successorId: string | null
  successorNo: string | null
  successorStarts: string | null
  /** days between the old end and the new start on which nothing covers */
  gapDays: number | null
}

/** Terms that end: those to be decided first by their day, then what was decided, the latest first. */
export async function listRenewals(db: Db, actor: Actor): Promise<RenewalRow[]> {
  const { rows } = await sql<RenewalRow>`
    select w.id, w.state, w.proposed, w.quantity, w.needed_by, w.reason, w.decided_at, s.name as decided_by, n.id as entitlement_id,
           n.no as entitlement_no, p.name_zh, p.name_en, e.name_zh as edition, e.name_en as edition_en, n.quantity as held, l.unit_price as last_price,
           w.needed_by - shanghai_day() as days_left, y.id as successor_id, y.no as successor_no,
           y.starts_on as successor_starts, case when y.id is not null then greatest(y.starts_on - w.needed_by - 1, 0) end as gap_days
    from renewals w
    join entitlements n on n.id = w.entitlement_id
    join products p on p.id = n.product_id
    join editions e on e.id = n.edition_id
    left join purchase_records x on x.id = n.purchase_record_id
    left join order_lines l on l.id = x.order_line_id
    left join persons s on s.id = w.decided_by
    left join lateral (
      select y.id, y.no, y.starts_on from entitlements y where y.renews_id = n.id and y.state not in ('revoked', 'rejected')
      order by y.starts_on, y.id limit 1) y on true
    where w.org_id = ${actor.organizationId}
    order by w.state = 'open' desc, case when w.state = 'open' then w.needed_by end, w.decided_at desc nulls last, w.id limit 200`.execute(
    db,
  )
  return rows
}
