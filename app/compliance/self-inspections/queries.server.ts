import { type Kysely, sql } from 'kysely'
import { findKnown } from '../known/known.server'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Action, ComputerFigures, Declared, Figures, ProductFigures } from './figures'

type Db = Kysely<Database>

export type ReturnReason = { line: string | null; reason: string }

/** A self-inspection that the reader may see: one's own, or of an enterprise one answers for. */
export async function findSelfInspection(db: Db, id: string) {
  const row = await db
    .selectFrom('selfInspections')
    .innerJoin('campaigns', 'campaigns.id', 'selfInspections.campaignId')
    .innerJoin('campaignUnits', (on) =>
      on
        .onRef('campaignUnits.campaignId', '=', 'selfInspections.campaignId')
        .onRef('campaignUnits.orgId', '=', 'selfInspections.orgId'),
    )
    .innerJoin('organizations', 'organizations.id', 'selfInspections.orgId')
    .leftJoin('persons as signer', 'signer.id', 'selfInspections.signedBy')
    .leftJoin('persons as reviewer', 'reviewer.id', 'selfInspections.reviewedBy')
    .selectAll('selfInspections')
    .select([
      'campaigns.title as campaign',
      'campaigns.state as campaignState',
      'campaigns.categories',
      'campaigns.instructions',
      'campaignUnits.dueOn',
      'organizations.name',
      'organizations.nameEn',
      'organizations.uscc',
      'organizations.headcount as registeredHeadcount',
      'signer.name as signer',
      'reviewer.name as reviewer',
    ])
    .where('selfInspections.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { figures, declared, actions, reasons, ...its } = row
  return {
    ...its,
    frozen: figures as unknown as Figures | null,
    declared: declared as unknown as Declared,
    actions: actions as unknown as Action[],
    reasons: reasons as unknown as ReturnReason[],
  }
}

export type SelfInspection = NonNullable<Awaited<ReturnType<typeof findSelfInspection>>>

/** All versions of an enterprise's answer to one campaign. */
export const listVersions = (db: Db, { campaignId, orgId }: { campaignId: string; orgId: string }) =>
  db
    .selectFrom('selfInspections')
    .select(['id', 'version', 'state', 'submittedAt'])
    .where('campaignId', '=', campaignId)
    .where('orgId', '=', orgId)
    .orderBy('version', 'desc')
    .execute()

/** What one's own position says now of the software that a campaign asks about. */
export async function takeFigures(db: Db, orgId: string, categories: readonly string[]): Promise<Figures> {
  const { rows: products } = await sql<ProductFigures>`
    select n.product_id, p.slug, p.name_zh, p.name_en, p.category, p.domestic, n.installed, n.entitled, n.covered, n.gap, n.surplus,
           n.undetermined, n.unknown, coalesce(e.nos, '{}') as license_nos, e.until::text as valid_until
    from positions n
    join products p on p.id = n.product_id
    left join lateral (
      select (array_agg(distinct x.license_no) filter (where x.license_no is not null))[1:3] as nos, max(x.ends_on) as until
      from entitlements x where x.org_id = n.org_id and x.product_id = n.product_id and x.state = 'active') e on true
    where n.org_id = ${orgId}::uuid and p.category = any (${sql.val([...categories])}::text[])
      and n.installed + n.entitled + n.undetermined + n.unknown > 0
    order by array_position(${sql.val([...categories])}::text[], p.category), n.gap desc, p.slug`.execute(db)
  const { rows: computers } = await sql<ComputerFigures>`
    select count(*) filter (where class = 'desktop')::int as desktop, count(*) filter (where class = 'laptop')::int as laptop,
           count(*) filter (where class = 'server')::int as server,
           count(*) filter (where class not in ('desktop', 'laptop', 'server'))::int as other,
           count(*) filter (where tenure = 'leased')::int as leased, count(*) filter (where network = 'isolated')::int as isolated,
           count(*)::int as in_use, count(*) filter (where is_inventoried(computers))::int as inventoried,
           count(*) filter (where protected)::int as protected
    from computers where org_id = ${orgId}::uuid and state = 'in_use'`.execute(db)
  return { products, computers: computers[0]!, known: await findKnown(db, orgId) }
}

/** The latest order that followed from a self-inspection. */
export const findFollowing = (db: Db, id: string) =>
  db
    .selectFrom('rectifications')
    .select(['id', 'no', 'state', 'dueOn'])
    .where('sourceKind', '=', 'self_inspection')
    .where('sourceId', '=', id)
    .executeTakeFirst()

export type { Day }
