import type { Day } from '~/kernel/workdays'
import type { AuthorizationState } from '../lifecycle'

/** What of a publisher's letter decides whether it covers a bid. */
export type Letter = {
  /** null: all that the publisher makes */
  productId: string | null
  state: AuthorizationState
  validFrom: Day
  validUntil: Day
}

export type Cover<One extends Letter> =
  | { how: 'own' | 'none' }
  | { how: 'covered' | 'unconfirmed' | 'not-valid'; by: One }

/**
 * Which of a vendor's letters from a product's publisher covers a bid on the day that bids close: a confirmed one that
 * holds on the day (also when it has ended since), the one for this very product before one for all, the longest
 * first. Without one, what comes nearest: one that the office has not confirmed, one that did not hold on the day.
 * Whoever is the publisher itself needs none.
 */
export function coverOf<One extends Letter>(
  { productId, ownWork }: { productId: string; ownWork: boolean },
  letters: readonly One[],
  day: Day,
): Cover<One> {
  if (ownWork) return { how: 'own' }
  const fitting = letters
    .filter((letter) => letter.productId === null || letter.productId === productId)
    .toSorted(closestThenLongest)
  const holds = ({ validFrom, validUntil }: Letter) => validFrom <= day && day <= validUntil
  const confirmed = fitting.filter(({ state }) => state === 'confirmed' || state === 'expired')
  const covering = confirmed.find(holds)
  if (covering) return { how: 'covered', by: covering }
  const submitted = fitting.find((letter) => letter.state === 'submitted' && holds(letter))
  if (submitted) return { how: 'unconfirmed', by: submitted }
  return confirmed[0] ? { how: 'not-valid', by: confirmed[0] } : { how: 'none' }
}

function closestThenLongest(a: Letter, b: Letter) {
  if ((a.productId === null) !== (b.productId === null)) return a.productId === null ? 1 : -1
  return a.validUntil < b.validUntil ? 1 : a.validUntil > b.validUntil ? -1 : 0
}
