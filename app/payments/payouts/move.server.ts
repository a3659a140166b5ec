import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { PayoutMove } from '../form'
import { approvePayout, dropPayout, failPayout, sendPayout } from './payout.server'

/** Makes a move with a payout that an officer has chosen on its page; answers the code of what was done. */
export async function movePayoutAs(
  tx: Kysely<Database>,
  actor: Actor,
  payoutId: string,
  move: PayoutMove,
): Promise<string> {
  switch (move.move) {
    case 'approve':
      return (await approvePayout(tx, actor, payoutId)) ? 'payout-approved' : 'payout-half-approved'
    case 'drop':
      await dropPayout(tx, payoutId)
      return 'payout-dropped'
    case 'send':
      await sendPayout(tx, payoutId)
      return 'payout-sent'
    case 'fail':
      await failPayout(tx, payoutId, move.reason)
      return 'payout-failed'
  }
}
