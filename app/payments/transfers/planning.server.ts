import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { reversalsOf } from './transferring'

type Db = Kysely<Database>

/** Why money is taken back: a refund that was approved, or a chargeback that was lost. */
export type Cause = { cause: 'refund' | 'chargeback'; causeId: string }

/**
 * The vendor owes what its buyer gets back: as far as it was paid by transfer of this order, that is taken back from its
 * account, before the buyer's money goes. What was paid by bank is netted with its next payout as ever.
 */
export async function planReversals(tx: Db, orderId: string, { cause, causeId }: Cause, owed: bigint) {
  if (owed <= 0n) return
  const { rows } = await sql<{ payoutId: string; left: bigint }>`
    select y.id as payout_id, (y.amount - coalesce((select sum(v.amount) from transfer_reversals v
      where v.payout_id = y.id and v.state <> 'failed'), 0))::bigint as left
    from payouts y join payout_parts t on t.payout_id = y.id
    where t.order_id = ${orderId}::uuid and y.rail = 'stripe_transfer' and y.state in ('approved', 'sent', 'settled')
    order by y.id desc`.execute(tx)
  const planned = reversalsOf(rows, owed)
  if (planned.length > 0)
    await tx
      .insertInto('transferReversals')
      .values(planned.map((reversal) => ({ ...reversal, orderId, cause, causeId })))
      .execute()
}
