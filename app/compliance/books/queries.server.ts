import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { bringUpToDate } from '../positions/queries.server'
import { type Book, differencesIn } from './causes'

type Row = Book & {
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  bought: number
  entitled: number
  assigned: number
  installed: number
  unknown: number
  verified: number
}

/** Per product what was bought, may be used, is assigned and runs, with the causes of what differs; gaps first. */
export async function listBooks(db: Kysely<Database>, actor: Actor) {
  await bringUpToDate(db)
  const { rows } = await sql<Row>`
    with bought as (
      select n.product_id, sum((x.body::jsonb ->> 'quantity')::int)::int as bought,
             coalesce(sum((x.body::jsonb ->> 'quantity')::int) filter (where not exists (
               select from purchase_facts f where f.record_id = x.id and f.kind = 'invoice')), 0)::int as uninvoiced
      from purchase_records x join entitlements n on n.purchase_record_id = x.id and n.parent_id is null
      where x.org_id = ${actor.organizationId} group by 1),
    claimed as (
      select product_id, coalesce(sum(quantity) filter (where claim ->> 'source_type' = 'purchased'), 0)::int as claimed,
             coalesce(sum(quantity) filter (where state in ('active', 'claimed') and evidence_file_id is null), 0)::int as unproven
      from entitlements where org_id = ${actor.organizationId} and source = 'claimed' and state <> 'rejected' group by 1),
    assigned as (
      select n.product_id, count(*)::int as assigned,
             count(*) filter (where not exists (select from coverage v where v.entitlement_id = n.id and v.unit_no = a.unit_no))::int as idle
      from assignments a join entitlements n on n.id = a.entitlement_id
      where a.org_id = ${actor.organizationId} and a.until is null group by 1),
    used as (
      select i.product_id, count(*) filter (where v.reason = 'pool')::int as pooled,
             count(*) filter (where v.reason = 'other-edition')::int as other_edition,
             count(*) filter (where i.last_seen > shanghai_day() - inventory_days())::int as verified
      from installations i left join coverage v on v.installation_id = i.id
      where i.org_id = ${actor.organizationId} and i.removed_on is null and i.class = 'licensable' group by 1),
    waiting as (
      select q.suggested_id as product_id, sum(q.computers)::int as computers from queue_entries q
      where q.org_id = ${actor.organizationId} and q.state <> 'decided' group by 1)
    select p.id as product_id, p.slug, p.name_zh, p.name_en, n.installed, n.entitled, n.gap, n.surplus, n.unknown + n.undetermined as unknown, n.undetermined,
           least(n.unknown, coalesce(w.computers, 0)) as unrecognized, n.unknown - least(n.unknown, coalesce(w.computers, 0)) as unlisted,
           coalesce(b.bought, 0) + coalesce(c.claimed, 0) as bought, coalesce(b.uninvoiced, 0) as uninvoiced, coalesce(c.unproven, 0) as unproven,
           coalesce(a.assigned, 0) as assigned, coalesce(a.idle, 0) as idle, coalesce(u.pooled, 0) as pooled,
           coalesce(u.other_edition, 0) as other_edition, coalesce(u.verified, 0) as verified
    from positions n join products p on p.id = n.product_id
    left join bought b on b.product_id = p.id left join claimed c on c.product_id = p.id
    left join assigned a on a.product_id = p.id left join used u on u.product_id = p.id
    left join waiting w on w.product_id = p.id
    where n.org_id = ${actor.organizationId} and n.installed + n.entitled + n.unknown + n.undetermined > 0
    order by n.gap desc, n.surplus desc, p.slug`.execute(db)
  return rows.map((row) => ({ ...row, differences: differencesIn(row) }))
}
