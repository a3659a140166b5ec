import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { listEditions } from '~/catalog/queries.server'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import type { Assignment, Installation } from '../coverage'
import type { Release, Right } from '../rights'
import type { Coming, Machine, Market, WholeEstate } from './estate'

type Db = Kysely<Database>

/** Everything that one's own positions are counted from, as it is now. */
export async function findWholeEstate(db: Db, actor: Actor, now: Date): Promise<WholeEstate> {
  const org = actor.organizationId
  const declared = await sql<{ productId: string; units: number }>`
    select product_id, units from declarations where org_id = ${org} and withdrawn_at is null`.execute(db)
  const regularized = await sql<{ productId: string }>`
    select distinct product_id from gap_findings where org_id = ${org} and (found_on + interval '24 months')::date > shanghai_day()`.execute(
    db,
  )
  return {
    day: dayOf(now),
    machines: await machinesOf(db, org),
    installations: await installationsOf(db, org),
    rights: await rightsOf(db, org),
    releases: await releasesOf(db),
    assignments: await assignmentsOf(db, org),
    parts: await db.selectFrom('productParts').select(['suiteId', 'partProductId as partId']).execute(),
    declared: new Map(declared.rows.map(({ productId, units }) => [productId, units])),
    systems: await systemsOf(db),
    questions: await questionsOf(db, org),
    regularized: new Set(regularized.rows.map(({ productId }) => productId)),
  }
}

async function machinesOf(db: Db, org: string): Promise<Machine[]> {
  const { rows } = await sql<Machine>`
    select id, no, department, person_id, site_id, cores, sockets, state = 'in_use' as is_in_use,
           jsonb_build_object('software', is_young(software_at), 'os', is_young(os_at), 'ever', coalesce(software_at, os_at) is not null) as listed
    from computers where org_id = ${org} and state in ('in_use', 'spare')`.execute(db)
  return rows
}

async function installationsOf(db: Db, org: string): Promise<Installation[]> {
  const { rows } = await sql<Installation>`
    select i.id, i.product_id, i.edition_id, coalesce(r.rank, 0) as rank, i.computer_id, c.no as computer_no, c.person_id, c.site_id,
           i.edition_id is not null and (i.release_id is not null or not exists (select from releases a where a.product_id = i.product_id)) as determined,
           i.household or coalesce(e.household, false) as household
    from installations i
    join computers c on c.id = i.computer_id
    left join editions e on e.id = i.edition_id
    left join releases r on r.id = i.release_id
    where i.org_id = ${org} and i.removed_on is null and i.class = 'licensable'`.execute(db)
  return rows
}

async function rightsOf(db: Db, org: string): Promise<Right[]> {
  const { rows } = await sql<Right>`
    select id, no, product_id, edition_id, release_id, metric, quantity, site_id, state, evidence_file_id is not null as has_evidence,
           term, starts_on, ends_on, maintenance_until, channel, purpose, bound_computer_id, rights
    from entitlements where org_id = ${org} and state in ('active', 'suspended', 'claimed')`.execute(db)
  return rows
}

async function releasesOf(db: Db): Promise<Release[]> {
  return db.selectFrom('releases').select(['id', 'productId', 'code', 'rank', 'releasedOn']).execute()
}

async function systemsOf(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('products')
    .select('id')
    .where('category', '=', 'operating-system')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function assignmentsOf(db: Db, org: string): Promise<Assignment[]> {
  const { rows } = await sql<Assignment>`
    select entitlement_id, unit_no, computer_id, person_id, mark is not null as in_excess, reason is not null as has_reason
    from assignments where org_id = ${org} and until is null`.execute(db)
  return rows
}

/** Computers whose list has a title that nobody has explained, with the product that it may be. */
async function questionsOf(db: Db, org: string) {
  const { rows } = await sql<{ productId: string; computerId: string }>`
    select distinct w.suggested_id as product_id, c.id as computer_id
    from queue_entries w join computers c on c.org_id = w.org_id and c.state in ('in_use', 'spare')
    join inventory_rows r on r.inventory_id = c.software_from and r.class = 'unknown' and r.title = w.title and r.publisher = w.publisher
    where w.org_id = ${org} and w.suggested_id is not null and w.state <> 'decided'`.execute(db)
  return rows
}

/** What may be supposed to be bought, and what one's own orders still bring. */
export async function findMarket(db: Db, actor: Actor) {
  const editions = await listEditions(db)
  const { rows: coming } = await sql<Coming & { number: string }>`
    select o.id as order_id, o.number, l.id as line_id, l.edition_id, l.release_id, l.metric, l.term, l.term_months, l.rights,
           l.term_start as starts_on, l.term_end as ends_on, l.quantity - l.canceled - l.delivered as quantity
    from orders o join order_lines l on l.order_id = o.id
    where o.enterprise_id = ${actor.organizationId} and o.state in ('placed', 'confirmed', 'funded', 'delivered')
      and l.quantity > l.canceled + l.delivered
    order by o.number desc, l.no`.execute(db)
  const market: Market = {
    editions: editions.map(({ referencePrice, rights, ...edition }) => ({
      ...edition,
      rights: rights as Market['editions'][number]['rights'],
      price: referencePrice,
    })),
    coming,
  }
  return { market, editions, coming }
}
