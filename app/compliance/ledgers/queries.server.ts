import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Lived, Software, Unit, Use } from './ledger'
import type { Right } from './operations'

type Db = Kysely<Database>

/** The heads of all ledgers: who, how many people and machines, who prepares and who answers for it. */
export async function findUnit(db: Db, actor: Actor) {
  const { rows } = await sql<Unit>`
    select o.name, o.uscc, o.headcount, me.name as preparer, h.name as head, c.*, coalesce(s.inventoried, 0) as ever, coalesce(s.in_use, 0) as in_use
    from organizations o join persons me on me.id = ${actor.personId}
    left join organization_statuses s on s.org_id = o.id
    left join lateral (select p.name from members m join persons p on p.id = m.person_id
                       where m.org_id = o.id and m.until is null and m.roles && '{head,approver}' order by 'head' = any (m.roles) desc, p.name limit 1) h on true
    cross join lateral (
      select count(*) filter (where class = 'desktop')::int as desktops, count(*) filter (where class = 'laptop')::int as laptops,
             count(*) filter (where class = 'server')::int as servers, count(*)::int as computers
      from computers where org_id = o.id and state in ('in_use', 'spare')) c
    where o.id = ${actor.organizationId}`.execute(db)
  return rows[0]!
}

/** Ledger 1: each software with its installations, rights and papers; first whatever has no number is given one. */
export async function listSoftware(db: Db, actor: Pick<Actor, 'organizationId'>): Promise<Software[]> {
  await sql`select number_software()`.execute(db)
  const { rows } = await sql<Software>`
    with held as materialized (
      select n.id, n.product_id, n.edition_id, n.release_id, source_class('licensable', n.channel, null) as source_class, n.quantity, n.ends_on,
             n.license_no, n.claim, x.body::jsonb as body, x.id as record_id, units_in_use(n.id) as used,
             case when n.channel = 'oem' then 'preinstalled' else coalesce(n.claim ->> 'source_type', 'purchased') end as source_type,
             coalesce(x.no, case when n.evidence_file_id is not null then n.no end) as evidence
      from counting(shanghai_day()) c join entitlements n on n.id = c.id left join purchase_records x on x.id = n.purchase_record_id
      where n.org_id = ${actor.organizationId}),
    rights as (
      select h.product_id, h.edition_id, h.release_id, h.source_class, sum(coalesce(h.quantity, 0))::int as licenses, sum(h.used)::int as used,
             sum(coalesce((h.claim ->> 'sets')::int, 1))::int as sets,
             array_agg(distinct coalesce(h.ends_on::text, '')) as terms,
             array_remove(array_agg(distinct h.license_no), null) as license_nos,
             array_remove(array_agg(distinct coalesce(h.body -> 'vendor' ->> 'name', h.claim ->> 'supplier')), null) as suppliers,
             array_remove(array_agg(distinct coalesce(h.body -> 'price' ->> 'unitPrice', h.claim ->> 'unit_price')), null) as unit_prices,
             sum(coalesce((h.body -> 'price' ->> 'gross')::bigint, (h.claim ->> 'unit_price')::bigint * h.quantity))::text as amount,
             array_remove(array_agg(distinct left(coalesce(h.body -> 'delivery' ->> 'at', h.claim ->> 'purchased_on'), 10)), null) as purchased_on,
             array_remove(array_agg(distinct coalesce(h.body -> 'contract' ->> 'no', h.claim ->> 'contract_no')), null) as contract_nos,
             array_remove(array_agg(distinct h.claim ->> 'invoice_no'), null) || coalesce(array_agg(distinct f.ref) filter (where f.ref is not null), '{}') as invoice_nos,
             array_agg(distinct h.source_type) as source_types, array_remove(array_agg(distinct h.evidence), null) as evidence
      from held h left join purchase_facts f on f.record_id = h.record_id and f.kind = 'invoice'
      group by 1, 2, 3, 4),
    installed as (
      select i.product_id, i.edition_id, i.release_id, i.source_class, count(*)::int as installed,
             count(*) filter (where i.entitlement_id is not null or i.class <> 'licensable')::int as covered,
             count(*) filter (where i.reason = 'undetermined')::int as unclear
      from ledger_installations i where i.org_id = ${actor.organizationId} and i.removed_on is null group by 1, 2, 3, 4)
    select s.no, s.product_id, p.category, p.name_zh, p.name_en, p.domestic, s.source_class,
           concat_ws(' ', e.name_zh, r.name) as version, concat_ws(' ', e.name_en, r.name) as version_en,
           coalesce(i.installed, 0) as installed, coalesce(i.covered, 0) as covered, coalesce(i.unclear, 0) as unclear,
           coalesce(h.licenses, 0) as licenses, coalesce(h.used, 0) as used, coalesce(h.sets, 0) as sets, coalesce(h.terms, '{}') as terms,
           coalesce(h.license_nos, '{}') as license_nos, coalesce(h.suppliers, '{}') as suppliers, coalesce(h.unit_prices, '{}') as unit_prices,
           h.amount, coalesce(h.purchased_on, '{}') as purchased_on, coalesce(h.contract_nos, '{}') as contract_nos,
           coalesce(h.invoice_nos, '{}') as invoice_nos, coalesce(h.source_types, '{}') as source_types, coalesce(h.evidence, '{}') as evidence
    from software_numbers s join products p on p.id = s.product_id
    left join editions e on e.id = s.edition_id left join releases r on r.id = s.release_id
    left join installed i on i.product_id = s.product_id and i.source_class = s.source_class
      and (i.edition_id, i.release_id) is not distinct from (s.edition_id, s.release_id)
    left join rights h on h.product_id = s.product_id and h.source_class = s.source_class
      and (h.edition_id, h.release_id) is not distinct from (s.edition_id, s.release_id)
    where s.org_id = ${actor.organizationId} and (i.installed > 0 or h.licenses > 0 or h.sets > 0)
    order by array_position('{commercial,preinstalled,free}', s.source_class), s.no`.execute(db)
  return rows
}

/** Ledger 2: every computer and every person, with each software or without any. */
export async function listUse(db: Db, actor: Actor): Promise<Use[]> {
  const { rows } = await sql<Use>`
    select c.department, s.name as person, c.no as computer_no, c.name as computer_name, c.class as kind, c.network, n.no, i.source_class,
           coalesce(t.license_no, t.no) as "right", i.first_seen::text as installed_on, i.last_seen::text as checked_on, i.reason,
           coalesce(i.class = 'licensable', false) as licensable
    from computers c left join persons s on s.id = c.person_id
    left join ledger_installations i on i.computer_id = c.id and i.removed_on is null
    left join software_numbers n on n.org_id = c.org_id and n.product_id = i.product_id and n.source_class = i.source_class
      and (n.edition_id, n.release_id) is not distinct from (i.edition_id, i.release_id)
    left join entitlements t on t.id = i.entitlement_id
    where c.org_id = ${actor.organizationId} and (c.state in ('in_use', 'spare') or i.id is not null)
    union all
    select m.department, p.name, null, null, null, null, null, null, null, null, null, null, false
    from members m join persons p on p.id = m.person_id
    where m.org_id = ${actor.organizationId} and m.until is null
      and not exists (select from computers c where c.org_id = m.org_id and c.person_id = m.person_id and c.state in ('in_use', 'spare'))
    order by 3 nulls last, 7 nulls last, 2`.execute(db)
  return rows
}

/** Ledger 3: every installation there ever was, with the list that brought it and who accepted that. */
export async function listLives(db: Db, actor: Actor): Promise<Lived[]> {
  const { rows } = await sql<Lived>`
    select i.id, n.no, i.product_id || ' ' || i.source_class as key, i.computer_id, i.first_seen::text as "from", i.removed_on::text as "until",
           c.state as computer_state, c.no as computer_no, s.name as person,
           t.no || coalesce(' #' || i.unit_no, '') as unit, l.operator, l.basis
    from ledger_installations i join computers c on c.id = i.computer_id left join persons s on s.id = c.person_id
    join software_numbers n on n.org_id = i.org_id and n.product_id = i.product_id and n.source_class = i.source_class
      and (n.edition_id, n.release_id) is not distinct from (i.edition_id, i.release_id)
    left join entitlements t on t.id = i.entitlement_id
    left join lateral (
      select v.file_name as basis, p.name as operator from inventories v join imports m on m.id = v.import_id left join persons p on p.id = m.accepted_by
      where v.computer_id = i.computer_id and v.accepted_at is not null and shanghai_day(coalesce(v.collected_at, v.accepted_at)) >= i.first_seen
      order by v.accepted_at limit 1) l on true
    where i.org_id = ${actor.organizationId} order by n.no, i.first_seen, c.no`.execute(db)
  return rows
}

/** What licenses were held when, by product and source class. */
export async function listRights(db: Db, actor: Actor): Promise<Right[]> {
  const { rows } = await sql<Right>`
    select n.product_id || ' ' || source_class('licensable', n.channel, null) as key, coalesce(n.quantity, 0) as quantity,
           n.starts_on::text, n.ends_on::text
    from counting(shanghai_day()) c join entitlements n on n.id = c.id where n.org_id = ${actor.organizationId}`.execute(
    db,
  )
  return rows
}
