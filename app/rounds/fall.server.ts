import { record, recordEach } from '~/kernel/events.server'
import type { Tx } from './commands.server'

export type FallReason =
  | 'below_min_volume'
  | 'too_few_bids'
  | 'too_few_eligible'
  | 'all_above_reference'
  | 'no_clearing'

/**
 * Lots that come to nothing; when none is left, the round has failed. Pledges and demand lines follow by the events.
 * Answers whether the round goes on. The caller holds the round's lock.
 */
export async function fallLots(
  tx: Tx,
  roundId: string,
  lotIds: readonly string[],
  reason: FallReason,
): Promise<boolean> {
  const fallen = lotIds.length
    ? await tx
        .updateTable('lots')
        .set({ state: 'unsuccessful', reason })
        .where('roundId', '=', roundId)
        .where('id', 'in', lotIds)
        .where('state', 'in', ['active', 'awarded'])
        .returning('id')
        .execute()
    : []
  const told = fallen.map(({ id }) => ({ subject: id, facts: { lot: id, reason } }))
  await recordEach(tx, 'award.lot_unsuccessful', told, { round: roundId })
  const left = await tx
    .selectFrom('lots')
    .select('id')
    .where('roundId', '=', roundId)
    .where('state', 'in', ['active', 'awarded'])
    .limit(1)
    .executeTakeFirst()
  if (left) return true
  await tx
    .updateTable('rounds')
    .set({ state: 'failed', reason: 'all-lots-unsuccessful' })
    .where('id', '=', roundId)
    .execute()
  await record(tx, 'round.voided', roundId, { cause: 'failed' }, { round: roundId })
  return false
}
