import { refuseIf } from '~/kernel/refusal'
import type { Tx } from '../commands.server'
import type { Sealed } from '../sealing.server'

/**
 * Refuses with `envelope-replayed` what was put in before. What another organization put in cannot be told from what
 * was never put in: only the own envelopes are compared here, and a foreign ciphertext names its author inside, where
 * the opening finds it.
 */
export async function refuseReplay(tx: Tx, items: readonly Sealed[]) {
  const commitments = items.map(({ commitment }) => commitment)
  const before = await tx
    .selectFrom('sealedItems')
    .select('id')
    .where('commitment', 'in', commitments)
    .limit(1)
    .executeTakeFirst()
  const twice = new Set(commitments.map((commitment) => commitment.toString('hex'))).size < items.length
  refuseIf(before || twice ? 'envelope-replayed' : null)
}
