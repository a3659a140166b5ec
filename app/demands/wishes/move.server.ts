import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { confirmInterest, declineWish, openInterest, setThreshold } from './commands.server'
import type { WishMove } from './form'

/** One move on a wish's page; answers the code of what was done. */
export async function moveWish(
  tx: Kysely<Database>,
  actor: Actor,
  wishId: string,
  values: WishMove,
  now: Date,
) {
  switch (values.move) {
    case 'threshold': {
      const { move: _, ...threshold } = values
      await setThreshold(tx, actor, wishId, threshold)
      return 'wish-threshold'
    }
    case 'interest':
      await openInterest(tx, actor, wishId, now)
      return 'wish-interest'
    case 'decline':
      await declineWish(tx, actor, wishId, values.reason)
      return 'wish-declined'
    case 'confirm':
      await confirmInterest(tx, actor, values.line, values.quantity)
      return 'wish-confirmed'
  }
}
