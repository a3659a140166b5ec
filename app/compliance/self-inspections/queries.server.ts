import { type Kysely, sql } from 'kysely'
import { findKnown } from '../known/known.server'
import type { Database } from '~db/schema'
import type { Day } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { findUnit, listSoftware } from '../ledgers/queries.server'
import { softwareFigures } from './software-lines'
import type {
  Action,
  ComputerFigures,
  ComputerGroup,
  Declared,
  Figures,
  ProductFigures,
  UnitFigures,
} from './figures'

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
      'campaigns.titleEn as campaignEn',
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
  const [known, software] = [
    await findKnown(db, orgId),
    softwareFigures(await listSoftware(db, { organizationId: orgId }), categories),
  ]
  const [groups, unit] = [await listGroups(db, orgId), await findRegistered(db, orgId)]
  return { products, computers: computers[0]!, known, software, groups, unit }
}

async function listGroups(db: Db, orgId: string): Promise<ComputerGroup[]> {
  const { rows } = await sql<ComputerGroup>`
    select case when class in ('desktop', 'laptop', 'server') then class else 'other' end as class, tenure, network, count(*)::int as computers
    from computers where org_id = ${orgId}::uuid and state = 'in_use' group by 1, 2, 3 order by 1, 2 desc, 3`.execute(
    db,
  )
  return rows
}

const findRegistered = (db: Db, orgId: string): Promise<UnitFigures> =>
  db
    .selectFrom('organizations')
    .leftJoin('sectors', 'sectors.code', 'organizations.sector')
    .leftJoin('districts', 'districts.code', 'organizations.district')
    .select([
      'organizations.scale',
      'organizations.ownership',
      'sectors.nameZh as sectorZh',
      'sectors.nameEn as sectorEn',
      'districts.nameZh as districtZh',
      'districts.nameEn as districtEn',
    ])
    .where('organizations.id', '=', orgId)
    .executeTakeFirstOrThrow()

/** The form that the enterprise signed last for another campaign; undefined before its first. */
export async function findEarlier(
  db: Db,
  { orgId, campaignId }: Pick<SelfInspection, 'orgId' | 'campaignId'>,
) {
  const row = await db
    .selectFrom('selfInspections')
    .select(['id', 'figures', 'declared', 'asOf'])
    .where('orgId', '=', orgId)
    .where('campaignId', '<>', campaignId)
    .where('state', 'in', ['submitted', 'accepted'])
    .orderBy('asOf', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, asOf } = row
  return {
    id,
    asOf: asOf!,
    figures: row.figures as unknown as Figures,
    declared: row.declared as unknown as Declared,
  }
}

/** What a form begins with: what was declared last time, else what the register knows. */
export async function knownOf(db: Db, actor: Actor, campaignId: string): Promise<Declared> {
  const earlier = await findEarlier(db, { orgId: actor.organizationId, campaignId })
  const { head, headcount, preparer } = await findUnit(db, actor)
  return {
    head: earlier?.declared.head ?? head,
    contact: earlier?.declared.contact ?? preparer,
    headcount: headcount ?? earlier?.declared.headcount ?? null,
  }
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
