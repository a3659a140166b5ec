import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { PilotState } from '../lifecycle'
import type { PilotFilter } from './form'
import { areas, passes, pointsOf, type PilotFigures, type Scores } from './maturity'

type Db = Kysely<Database>

export type PilotRow = {
  id: string
  name: string
  nameEn: string | null
  year: number
  state: PilotState
  appliedAt: Date
  startPoints: number | null
  endPoints: number | null
  gapBefore: number | null
  gapAfter: number | null
}

/** One's own pilots, or those of the enterprises one answers for; what goes on first, then the newest. */
export async function listPilots(db: Db, { q, state, year }: PilotFilter): Promise<PilotRow[]> {
  const like = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<PilotRow>`
    select p.id, o.name, o.name_en, p.year, p.state, p.applied_at, s.start_points, s.end_points,
           (p.before ->> 'gap')::int as gap_before, (p.after ->> 'gap')::int as gap_after
    from pilots p join organizations o on o.id = p.org_id
    cross join lateral (
      select sum(points) filter (where phase = 'start')::int as start_points, sum(points) filter (where phase = 'end')::int as end_points
      from pilot_scores where pilot_id = p.id) s
    where true ${q ? sql`and (o.name ilike ${like} or o.name_en ilike ${like} or o.uscc = ${q.toUpperCase()})` : sql``}
      ${state ? sql`and p.state = ${state}` : sql``} ${year ? sql`and p.year = ${year}` : sql``}
    order by p.state in ('passed', 'failed', 'withdrawn'), p.year desc, p.applied_at desc, p.id`.execute(db)
  return rows
}

/** A pilot that the reader may see. */
export async function findPilot(db: Db, id: string) {
  const row = await db
    .selectFrom('pilots')
    .innerJoin('organizations', 'organizations.id', 'pilots.orgId')
    .selectAll('pilots')
    .select(['organizations.name', 'organizations.nameEn'])
    .where('pilots.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { before, after, ...pilot } = row
  return { ...pilot, before: before as PilotFigures | null, after: after as PilotFigures | null }
}
export type Pilot = NonNullable<Awaited<ReturnType<typeof findPilot>>>

/** How the enterprise stands today. */
export async function findFiguresNow(db: Db, id: string): Promise<PilotFigures> {
  const { rows } = await sql<{ figures: PilotFigures }>`
    select pilot_figures_now(${id}::uuid) as figures`.execute(db)
  return rows[0]!.figures
}

/** The figures at each quarter's beginning while the pilot ran. */
export async function listSnapshots(db: Db, pilotId: string) {
  const rows = await db
    .selectFrom('pilotSnapshots')
    .select(['takenAt', 'figures'])
    .where('pilotId', '=', pilotId)
    .orderBy('quarter')
    .execute()
  return rows.map(({ takenAt, figures }) => ({ at: takenAt, figures: figures as unknown as PilotFigures }))
}

/** The years that the pilots within the reader's reach belong to, the newest first. */
export async function listYears(db: Db) {
  const rows = await db.selectFrom('pilots').select('year').distinct().orderBy('year', 'desc').execute()
  return rows.map(({ year }) => year)
}

/** The checklist at the start and at the end, as far as it is filled in. */
export async function findScores(db: Db, id: string): Promise<Scores> {
  const rows = await db.selectFrom('pilotScores').selectAll().where('pilotId', '=', id).execute()
  const phases = Map.groupBy(rows, ({ phase }) => phase)
  return Object.fromEntries(
    [...phases].map(([phase, scores]) => [
      phase,
      Object.fromEntries(areas.map((area) => [area, scores.find((score) => score.area === area)])),
    ]),
  )
}

/** Verified enterprises that have no pilot this year: those that the office can choose. */
export async function listChoosable(db: Db, year: number) {
  const { rows } = await sql<{ id: string; name: string; nameEn: string | null }>`
    select o.id, o.name, o.name_en from organizations o
    where o.kind = 'enterprise' and o.state = 'verified'
      and not exists (select from pilots p where p.org_id = o.id and p.year = ${year} and p.state <> 'withdrawn')
    order by o.name, o.id`.execute(db)
  return rows
}

/** How the points of the end make a pilot end. */
export const outcomeOf = ({ end }: Scores): 'passed' | 'failed' | null =>
  end ? (passes(pointsOf(end)) ? 'passed' : 'failed') : null
