import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { ExportRow } from './cyclonedx'

type Db = Kysely<Database>

/** Whoever holds the rights of an export. */
export const findHolder = (db: Db, actor: Actor) =>
  db
    .selectFrom('organizations')
    .select(['name', 'uscc'])
    .where('id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()

/** One's rights with what catalog, order and record know of each; without `all` only what counts today. */
export async function listExportRows(db: Db, actor: Actor, all: boolean): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select n.id as entitlement_id, n.no, n.license_no, coalesce(x.body::jsonb -> 'contract' ->> 'no', n.claim ->> 'contract_no') as contract_no,
           x.body::jsonb -> 'order' ->> 'no' as order_no, n.metric, n.term, n.channel, n.purpose, n.state, n.quantity, n.site_id,
           n.starts_on, n.ends_on, n.maintenance_until, coalesce(shanghai_day(x.at)::text, n.claim ->> 'purchased_on') as purchased_on,
           case when n.renews_id is not null then n.starts_on::text end as renewed_from, n.rights,
           x.body::jsonb -> 'buyer' ->> 'name' as buyer, x.body::jsonb -> 'tender' ->> 'ocid' as ocid, x.body::jsonb -> 'tender' ->> 'award' as award,
           array(select f.ref from purchase_facts f where f.record_id = x.id and f.kind = 'invoice' order by f.id) as invoices,
           encode(x.sha256, 'hex') as record_sha256,
           (select c.no from certificates c where c.org_id = n.org_id and c.state = 'valid') as certificate_no,
           jsonb_build_object('slug', p.slug, 'name', p.name_zh, 'publisher', b.name_zh, 'category', p.category, 'domestic', p.domestic,
             'edition', e.code, 'editionName', e.name_zh, 'release', r.name, 'cpe', r.cpe, 'purl', r.purl, 'swid', r.swid) as product
    from entitlements n
    join products p on p.id = n.product_id
    join publishers b on b.id = p.publisher_id
    join editions e on e.id = n.edition_id
    left join releases r on r.id = n.release_id
    left join purchase_records x on x.id = n.purchase_record_id
    where n.org_id = ${actor.organizationId}
      and (${all} or n.state in ('active', 'claimed', 'suspended') and shanghai_day() between n.starts_on and coalesce(n.ends_on, shanghai_day()))
    order by n.no`.execute(db)
  return rows
}
