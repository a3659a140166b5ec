import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { RecognitionPack } from '../recognition/pack'
import type { Installation } from '../recognition/result'
import { ensureCatalog } from './catalog.server'
import type { Changes } from './reporting'

type Tx = Kysely<Database>

/** The lists of an import, or all that an organization's computers go by today. */
type Lists = { importId: string; orgId?: null } | { importId?: null; orgId: string }

/** What changes an organization's installations takes turns: imports, packs, deliveries. */
export async function lockEstate(tx: Tx, orgId: string) {
  await sql`insert into organization_statuses (org_id) values (${orgId}) on conflict do nothing`.execute(tx)
  await sql`select from organization_statuses where org_id = ${orgId} for no key update`.execute(tx)
}

/** Gives the catalog what lists found or may have found, and it lacks. */
export async function nameFound(tx: Tx, { importId, orgId }: Lists, pack: RecognitionPack) {
  const lists = importId
    ? sql`select id from inventories where import_id = ${importId}`
    : sql`select inventory_id from speaking_now(${orgId}::uuid)`
  await ensureCatalog(tx, [...(await listFound(tx, lists)), ...(await listSuggested(tx, lists, pack))], pack)
}

async function listFound(tx: Tx, lists: RawBuilder<unknown>) {
  const { rows } = await sql<Installation>`
    select distinct f.product, f.edition, f.release, f.publisher, f.category, f.class, coalesce(f.household, false) as household
    from inventories i cross join lateral jsonb_to_recordset(i.found) as f (product text, edition text, release text, publisher text,
      category text, class text, household boolean)
    where i.id in (${lists}) and i.choice in ('existing', 'new') and i.identity <> 'aggregate'
    order by 1, 2, 3`.execute(tx)
  return rows
}

// A rule that takes the word from the title names none.
const fixed = (code: string | null | undefined) => (code && !code.includes('{') ? code : null)

// What unrecognized titles may be must be there to be chosen.
async function listSuggested(tx: Tx, lists: RawBuilder<unknown>, { rules }: RecognitionPack) {
  const { rows } = await sql<{ product: string }>`
    select distinct s ->> 'product' as product
    from inventories i join inventory_rows r on r.inventory_id = i.id and r.class = 'unknown'
    cross join lateral jsonb_array_elements(r.suggestions) s
    where i.id in (${lists}) and not exists (select from products p where p.slug = s ->> 'product')`.execute(
    tx,
  )
  const lacking = new Set(rows.map(({ product }) => product))
  return rules
    .filter((rule) => lacking.has(rule.product))
    .map(({ household = false, edition, release, ...rule }) => ({
      ...rule,
      household,
      edition: fixed(edition),
      release: fixed(release),
    }))
}

/** Makes installations of what lists say, and ends those that none says any more. */
// One statement, so that the position is calculated once, from the end of the change.
export async function changeInstallations(tx: Tx, { importId = null, orgId = null }: Lists) {
  const { rows } = await sql<Pick<Changes, 'added' | 'removed' | 'kept'>>`
    with told as materialized (select * from installations_in(${importId}::uuid, ${orgId}::uuid)),
    spoken as materialized (
      select * from (select * from spoken_in(${importId}::uuid) union all select * from speaking_now(${orgId}::uuid)) l where section in ('software', 'os')),
    gone as (
      update installations n set removed_on = greatest(n.last_seen, shanghai_day())
      from spoken s
      where n.computer_id = s.computer_id and n.section = s.section and n.removed_on is null and not exists (
        select from told t where t.computer_id = n.computer_id and t.product_id = n.product_id
          and t.edition_id is not distinct from n.edition_id and t.release_id is not distinct from n.release_id)
      returning n.id),
    kept as (
      update installations n set last_seen = greatest(n.last_seen, t.seen), version = coalesce(t.version, n.version),
        channel = case when t.channel <> 'unknown' then t.channel else n.channel end, marks = t.marks
      from told t
      where n.removed_on is null and n.computer_id = t.computer_id and n.product_id = t.product_id
        and n.edition_id is not distinct from t.edition_id and n.release_id is not distinct from t.release_id
        and (n.last_seen < t.seen or n.version is distinct from coalesce(t.version, n.version) or n.marks <> t.marks
             or t.channel <> 'unknown' and t.channel <> n.channel)
      returning n.id),
    added as (
      insert into installations (org_id, computer_id, product_id, edition_id, release_id, class, channel, version, household, section,
        marks, first_seen, last_seen)
      select c.org_id, t.computer_id, t.product_id, t.edition_id, t.release_id, t.class, t.channel, t.version, t.household, t.section,
             t.marks, t.seen, t.seen
      from told t join computers c on c.id = t.computer_id
      where not exists (select from installations n where n.removed_on is null and n.computer_id = t.computer_id
        and n.product_id = t.product_id and n.edition_id is not distinct from t.edition_id and n.release_id is not distinct from t.release_id)
      returning id)
    select (select count(*)::int from added) as added, (select count(*)::int from gone) as removed,
           (select count(*)::int from told) - (select count(*)::int from added) as kept,
           (select count(*) from kept) as renewed`.execute(tx)
  const { added, removed, kept } = rows[0]!
  return { added, removed, kept }
}
