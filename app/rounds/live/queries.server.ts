import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { nextMoment } from '../overview/stages'
import { findRound, listLots } from '../queries.server'

/** Where a round stands for whoever may see it: stage, the deadline that runs, and the figures of its lots that are shown to all. */
export async function findLiveRound(db: Kysely<Database>, actor: Actor, roundId: string) {
  const round = await findRound(db, actor, roundId)
  if (!round) return undefined
  const lots = await listLots(db, roundId)
  return {
    state: round.state,
    dueAt: nextMoment(round),
    standstillEndsAt: round.standstillEndsAt,
    lots: lots.map(({ code, state, low, high, buyers, frozen, bandAt }) => ({
      code,
      state,
      low,
      high,
      buyers,
      frozen,
      bandAt,
    })),
  }
}
