import type { RoundState } from '../../../app/rounds/lifecycle.ts'
import type { RoundTerms } from '../../../app/rounds/terms.ts'
import type { Clock } from '../telling.ts'

/** When each step of a round was, or is to be. */
export type Times = {
  drafted: Date
  published: Date
  questions: Date
  freeze: Date
  close: Date
  opening: Date
  technical?: Date
  eligibility?: Date
  prices?: Date
  decided?: Date
  ended?: Date
}

/** What one enterprise promises in a lot; of whom nothing is said, the dice decide. */
export type PledgeTale = {
  quantity: number
  stretch?: number
  /** yuan */
  ceiling?: number
  accept?: 'any' | 'recommended'
  state?: 'draft' | 'awaiting_approval' | 'withdrawn'
}

export type BidTale = {
  vendor: string
  edition: readonly [slug: string, code: string]
  /** units from which, and yuan per unit */
  tiers: readonly (readonly [from: number, yuan: number])[]
  min?: number
  max?: number
  /** why the committee did not admit it */
  ineligible?: string
  withdrawn?: boolean
  /** what it answers to the criteria of its round */
  answers?: Readonly<Record<string, string>>
  /** text files that come with the technical part, by name */
  files?: Readonly<Record<string, string>>
  /** points by evaluator, in the order of the criteria; a sheet with all of them is handed in */
  scores?: Readonly<Record<string, readonly number[]>>
  /** how its vendor explains a price that the house asked about */
  explains?: string
}

export type LotTale = {
  code: string
  class?: string
  edition?: readonly [slug: string, code: string]
  justification?: string
  metric?: 'device' | 'user' | 'named-user'
  months?: number
  /** yuan */
  reference: number
  note: string
  min: number
  milestones: readonly number[]
  winners?: number
  /** share of the enterprises that pledge, and units per computer of those that do */
  appetite: number
  perSeat: number
  pledges?: Readonly<Record<string, PledgeTale | null>>
  bids: readonly BidTale[]
  /** how it fell */
  fell?: 'below_min_volume' | 'too_few_bids'
}

export type RoundTale = {
  key: string
  title: string
  titleEn: string
  profile: 'enterprise' | 'statutory' | 'quick'
  state: RoundState
  /** the phase in which a suspended, failed or canceled one stopped */
  reached?: RoundState
  reason?: string
  terms?: Partial<RoundTerms>
  times: (clock: Clock) => Times
  lots: readonly LotTale[]
  questions?: readonly (readonly [asker: string, lot: string | null, text: string, answer?: string])[]
}
