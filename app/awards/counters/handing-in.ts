import type { RoundState } from '~/rounds/lifecycle'
import type { RoundTerms } from '~/rounds/terms'

/** Why no better award can be handed in, or take effect, now; null when it can (award.md §11). */
export function whyNotHandIn(
  round: { state: RoundState; standstillEndsAt: Date | null; terms: Pick<RoundTerms, 'method'> },
  now: Date,
) {
  // Scores decide there, not what is saved: nothing that saves more is better.
  if (round.terms.method === 'comprehensive') return 'counter-scored'
  if (round.state === 'suspended') return 'round-suspended'
  if (round.state !== 'decided' || !round.standstillEndsAt) return 'counter-not-open'
  return now >= round.standstillEndsAt ? 'counter-closed' : null
}

export type HandInRefusal = NonNullable<ReturnType<typeof whyNotHandIn>>
