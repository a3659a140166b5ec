import { type Kysely, sql } from 'kysely'
import { refuse } from '~/kernel/refusal'
import type { Database } from '~db/schema'
import type { LateJoinState } from '../lifecycle'
import { isWithinCap } from '../rebate'
import { findStanding } from './standing.server'

type Tx = Kysely<Database>

/** One deed with an award's late joins at a time: its cap and its volume are counted without a race. */
export async function takeAward(tx: Tx, awardId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`late joins ${awardId}`}, 0))`.execute(tx)
  return (await findStanding(tx, awardId)) ?? refuse('late-join-closed')
}

/** Takes a request in one of these states, with its award held and counted. Refuses already-moved. */
export async function takeJoin(tx: Tx, joinId: string, states: readonly LateJoinState[]) {
  const seen = await tx.selectFrom('lateJoins').select('awardId').where('id', '=', joinId).executeTakeFirst()
  if (!seen) return refuse('already-moved')
  const standing = await takeAward(tx, seen.awardId)
  const join = await tx
    .selectFrom('lateJoins')
    .innerJoin('awards', 'awards.id', 'lateJoins.awardId')
    .selectAll('lateJoins')
    .select(['awards.vendorId', 'awards.runId'])
    .where('lateJoins.id', '=', joinId)
    .where('lateJoins.state', 'in', states)
    .forUpdate('lateJoins')
    .executeTakeFirst()
  return { join: join ?? refuse('already-moved'), standing }
}

export type TakenJoin = Awaited<ReturnType<typeof takeJoin>>['join']

/** Whether an approved request lies within the cap: what was approved before it comes first. */
export async function liesWithinCap(
  tx: Tx,
  { id, awardId, quantity }: { id: string; awardId: string; quantity: number },
) {
  const standing = (await findStanding(tx, awardId)) ?? refuse('late-join-closed')
  const { rows } = await sql<{ joined: number }>`select units_before_join(${id}::uuid) as joined`.execute(tx)
  return isWithinCap({ ...standing.cap, joined: rows[0]!.joined, units: quantity })
}
