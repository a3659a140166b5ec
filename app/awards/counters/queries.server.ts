import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

/** Awards that were handed in against the round's, the newest first: one's own, all of them to the office (row policy). */
export async function listCounters(db: Kysely<Database>, roundId: string) {
  const rows = await db
    .selectFrom('counterAwards')
    .innerJoin('awardRuns', 'awardRuns.id', 'counterAwards.runId')
    .innerJoin('organizations', 'organizations.id', 'counterAwards.byOrgId')
    .select(['counterAwards.id', 'accepted', 'gain', 'errors', 'at', 'awardRuns.state as run'])
    .select(['organizations.name', 'organizations.nameEn'])
    .where('awardRuns.roundId', '=', roundId)
    .orderBy('counterAwards.id', 'desc')
    .execute()
  return rows.map(({ errors, run, ...counter }) => ({
    ...counter,
    errors: errors as unknown as { code: string; where: string }[],
    /** the award it was measured against still stands */
    isStanding: run === 'adopted',
  }))
}

export type CounterAward = Awaited<ReturnType<typeof listCounters>>[number]
