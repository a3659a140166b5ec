import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { momentsOf } from './progress'
import { findFiguresNow, findPilot, findScores, listSnapshots } from './queries.server'

/** A pilot with its checklist and every moment of which figures are known; undefined where it is not the reader's. */
export async function openPilot(db: Kysely<Database>, id: string, at: Date) {
  const its = await findPilot(db, id)
  if (!its) return undefined
  const today = its.state === 'running' ? { at, figures: await findFiguresNow(db, id) } : null
  const moments = momentsOf(its, await listSnapshots(db, id), today)
  return { its, scores: await findScores(db, id), moments, today: today?.figures ?? null }
}
