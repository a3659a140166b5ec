import type { LotState, PledgeState, RoundState } from '../lifecycle'

export type PledgeDeed = 'review' | 'edit' | 'ask' | 'take' | 'return' | 'discard' | 'withdraw'

type Standing = {
  state: PledgeState
  version: number
  askedVersion: number
  roundState: RoundState
  lotState: LotState
  pledgesCloseAt: Date | null
}

/** What the people of an organization may do with a pledge now; commands and the database's clock decide again. */
export function movesOfPledge(pledge: Standing, approves: boolean, now: Date): PledgeDeed[] {
  const { state, version, askedVersion, roundState, pledgesCloseAt } = pledge
  if (roundState !== 'published' || !pledgesCloseAt || now >= pledgesCloseAt) return []
  const changes = askedVersion > version
  switch (state) {
    case 'draft':
      return ['review', 'edit', 'withdraw']
    case 'awaiting_approval':
      return [...(approves ? (['review', 'return'] as const) : []), 'take', 'withdraw']
    case 'active':
      return changes ? ['review', 'edit', 'discard', 'withdraw'] : ['edit', 'withdraw']
    case 'invalidated':
      return changes ? ['review', 'edit', 'discard', 'withdraw'] : ['review', 'edit', 'withdraw']
    default:
      return []
  }
}
