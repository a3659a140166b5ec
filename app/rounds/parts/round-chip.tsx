import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { LotState, PledgeState, RoundState } from '../lifecycle'
import { useRoundsTexts } from './texts'

const meanings: Record<RoundState, Meaning> = {
  draft: 'quiet',
  published: 'ok',
  frozen: 'info',
  closed: 'info',
  technical_opened: 'info',
  eligibility_fixed: 'info',
  prices_opened: 'info',
  decided: 'info',
  confirmed: 'ok',
  concluded: 'quiet',
  suspended: 'attention',
  failed: 'risk',
  canceled: 'quiet',
}

export function RoundChip({ state }: { state: RoundState }) {
  return <Chip meaning={meanings[state]}>{useRoundsTexts().state[state]}</Chip>
}

const lotMeanings: Record<LotState, Meaning> = {
  active: 'info',
  unsuccessful: 'risk',
  awarded: 'ok',
  canceled: 'quiet',
}

export function LotChip({ state }: { state: LotState }) {
  return <Chip meaning={lotMeanings[state]}>{useRoundsTexts().lotState[state]}</Chip>
}

const pledgeMeanings: Record<PledgeState, Meaning> = {
  draft: 'quiet',
  awaiting_approval: 'attention',
  active: 'ok',
  withdrawn: 'quiet',
  invalidated: 'attention',
  frozen: 'info',
  dropped: 'quiet',
  served: 'ok',
  unserved: 'quiet',
  released: 'quiet',
  ordered: 'ok',
  defaulted: 'risk',
}

export function PledgeChip({ state }: { state: PledgeState }) {
  return <Chip meaning={pledgeMeanings[state]}>{useRoundsTexts().pledgeState[state]}</Chip>
}
