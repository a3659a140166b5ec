import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { AwardRunState } from '../lifecycle'
import { type KeptPoint, pointsOf } from './progress'

/** The newest official computation before it is decided on, as it goes; null for whoever does not judge (row policy). */
export async function findRunProgress(db: Kysely<Database>, roundId: string) {
  const run = await db
    .selectFrom('awardRuns')
    .select(['id', 'state', 'progress', 'startedAt', 'finishedAt', 'engine', 'problem'])
    .where('roundId', '=', roundId)
    .where('kind', '=', 'official')
    .where('state', 'in', ['queued', 'running', 'finished', 'failed', 'adopted'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!run) return null
  const points = pointsOf(run.progress as KeptPoint[])
  return { ...run, state: run.state as AwardRunState, points, phase: points.at(-1)?.phase ?? null }
}

export type RunProgress = NonNullable<Awaited<ReturnType<typeof findRunProgress>>>
