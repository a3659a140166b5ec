import type { RoundState } from '~/rounds/lifecycle'
import type { AwardRunState } from '../lifecycle'

export type Decidable = {
  kind: 'official' | 'scenario'
  state: AwardRunState
  awardHash: string | null
  /** a newer official run, or one under way */
  isNewest: boolean
}

/** Why this run cannot be decided on now; null when it can. `seen` is the hash of the award that the officer saw. */
export function whyNotDecide(roundState: RoundState, run: Decidable, openInquiries: number, seen: string) {
  if (roundState === 'suspended') return 'round-suspended'
  if (roundState !== 'prices_opened') return 'award-not-open'
  if (run.kind === 'scenario') return 'scenario-not-official'
  if (openInquiries > 0) return 'inquiries-open'
  if (run.state !== 'finished') return 'run-not-finished'
  if (!run.isNewest) return 'run-outdated'
  return run.awardHash === seen ? null : 'award-changed'
}

export type DecideRefusal = NonNullable<ReturnType<typeof whyNotDecide>>
