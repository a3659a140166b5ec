import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Score } from '../recognition/score'
import type { RecognitionPackState } from '../lifecycle'
import type { Standing } from './activation'

type Db = Kysely<Database>

export type Run = {
  id: string
  kind: 'comparison' | 'activation'
  phase: 'waiting' | 'running' | 'done' | 'failed'
  against: string | null
  lists: number
  done: number
  rows: bigint
  startedAt: Date
  endedAt: Date | null
}

export type Pack = Standing & {
  id: string
  name: string
  version: string
  state: RecognitionPackState
  rules: number
  publishers: number
  sha256: string
  loadedAt: Date
  activatedAt: Date | null
  activatedBy: string | null
  activeId: string | null
  activeVersion: string | null
  figures: Score | null
}

const packs = sql`
  select k.id, k.name, k.version, k.state, k.rules, k.publishers, encode(k.sha256, 'hex') as sha256, k.loaded_at, k.activated_at, s.name as activated_by,
         a.id as active_id, a.version as active_version, m.figures, (m.figures ->> 'passed')::boolean as passed,
         exists (select from recognition_runs r where r.kind = 'activation' and r.phase in ('waiting', 'running')) as busy,
         case when c.phase is null then 'none' when c.phase in ('waiting', 'running') then 'running' when c.phase = 'failed' then 'failed'
              when c.against_id is distinct from a.id then 'stale' else 'done' end as compared
  from recognition_packs k
  left join recognition_packs a on a.name = k.name and a.state = 'active'
  left join persons s on s.id = k.activated_by
  left join lateral (select figures from recognition_measurements x where x.pack_id = k.id order by measured_at desc limit 1) m on true
  left join lateral (select phase, against_id from recognition_runs r where r.pack_id = k.id and r.kind = 'comparison' order by id desc limit 1) c on true`

/** Every pack that was brought, the newest first. */
export async function listPacks(db: Db): Promise<Pack[]> {
  const { rows } = await sql<Pack>`${packs} order by k.version desc, k.name`.execute(db)
  return rows
}

export async function findPack(db: Db, packId: string): Promise<Pack | undefined> {
  const { rows } = await sql<Pack>`${packs} where k.id = ${packId}::uuid`.execute(db)
  return rows[0]
}

/** The runs of a pack, the newest first. */
export async function listRuns(db: Db, packId: string): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select r.id, r.kind, r.phase, a.version as against, r.lists, r.done, r.rows, r.started_at, r.ended_at
    from recognition_runs r left join recognition_packs a on a.id = r.against_id
    where r.pack_id = ${packId}::uuid order by r.id desc limit 20`.execute(db)
  return rows
}

export type Effect = {
  product: string
  nameZh: string | null
  nameEn: string | null
  category: string | null
  organizations: number
  installedBefore: number
  installedAfter: number
  gapUp: number
  gapDown: number
  valueUp: bigint
  valueDown: bigint
}

/** What a run does to positions, the most money first. */
export async function listEffects(db: Db, runId: string): Promise<Effect[]> {
  const { rows } = await sql<Effect>`
    select e.product, p.name_zh, p.name_en, p.category, e.organizations, e.installed_before, e.installed_after, e.gap_up, e.gap_down, e.value_up, e.value_down
    from recognition_effects e left join products p on p.slug = e.product
    where e.run_id = ${runId}::uuid
    order by e.value_up + e.value_down desc, e.gap_up + e.gap_down desc, abs(e.installed_after - e.installed_before) desc, e.product`.execute(
    db,
  )
  return rows
}

export type RowDifference = {
  publisher: string
  title: string
  fromClass: string
  fromProduct: string | null
  fromEdition: string | null
  fromRelease: string | null
  toClass: string
  toProduct: string | null
  toEdition: string | null
  toRelease: string | null
  rows: number
  computers: number
  organizations: number
}

/** The titles that become something else, those on most computers first. */
export async function listDifferences(
  db: Db,
  runId: string,
  { limit = 100 }: { limit?: number | null } = {},
): Promise<RowDifference[]> {
  const { rows } = await sql<RowDifference>`
    select publisher, title, from_class, from_product, from_edition, from_release, to_class, to_product, to_edition, to_release, rows, computers, organizations
    from recognition_differences where run_id = ${runId}::uuid
    order by to_class = 'licensable' or from_class = 'licensable' desc, computers desc, title, publisher limit ${limit}::int`.execute(
    db,
  )
  return rows
}

export async function sumDifferences(db: Db, runId: string) {
  const { rows } = await sql<{
    titles: number
    rows: number
    organizations: number
    valueUp: bigint
    valueDown: bigint
    gapUp: number
    gapDown: number
  }>`
    select (select count(*)::int from recognition_differences d where d.run_id = ${runId}::uuid) as titles,
           (select coalesce(sum(d.rows), 0)::int from recognition_differences d where d.run_id = ${runId}::uuid) as rows,
           coalesce(max(e.organizations), 0)::int as organizations, coalesce(sum(e.value_up), 0)::bigint as value_up,
           coalesce(sum(e.value_down), 0)::bigint as value_down, coalesce(sum(e.gap_up), 0)::int as gap_up, coalesce(sum(e.gap_down), 0)::int as gap_down
    from recognition_effects e where e.run_id = ${runId}::uuid`.execute(db)
  return rows[0]!
}

const shown = 100

/** What the newest finished run of a pack changes, or has changed. */
export async function findOutcome(db: Db, runs: readonly Run[]) {
  const run = runs.find(({ phase }) => phase === 'done')
  if (!run) return null
  const [sums, effects] = [await sumDifferences(db, run.id), await listEffects(db, run.id)]
  return { run, sums, effects, differences: await listDifferences(db, run.id, { limit: shown }) }
}

export type Outcome = NonNullable<Awaited<ReturnType<typeof findOutcome>>>
