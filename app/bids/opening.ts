import type { RoundState } from '~/rounds/lifecycle'
import {
  type BundleBid,
  bundleBid,
  type PriceBid,
  priceBid,
  type TechnicalBid,
  technicalBid,
  tierProblems,
  type TierTerms,
  whyNotBundle,
} from './form'

/** Technical parts first; prices only of what is still in. */
export type Stage = 'technical' | 'price'

export const stateBefore: Record<Stage, RoundState> = { technical: 'closed', price: 'eligibility_fixed' }

/** The stage that is next in this state; null when nothing is to be opened. */
export const stageOf = (state: RoundState): Stage | null =>
  state === 'closed' ? 'technical' : state === 'eligibility_fixed' ? 'price' : null

export type Attendance = {
  state: RoundState
  openingAt: Date
  /** when the round names its openers, only they open; null: anyone charged with opening */
  appointed: readonly string[] | null
  present: readonly { personId: string; organizationId: string }[]
  /** the window of the openers is over: authors show their frames instead */
  authorsAsked: boolean
}

/** Why this person may not say at the opening that they are present; null when they may. */
export function whyNotAttend(
  stage: Stage,
  { state, openingAt, appointed, present, authorsAsked }: Attendance,
  person: { personId: string; organizationId: string; isOpener: boolean },
  now: Date,
) {
  if (!person.isOpener) return 'not-your-move'
  if (state === 'suspended') return 'round-suspended'
  if (state !== stateBefore[stage]) return 'not-to-be-opened'
  if (now < openingAt) return 'opening-too-early'
  if (authorsAsked) return 'opening-window-over'
  if (appointed && !appointed.includes(person.personId)) return 'not-an-opener-here'
  if (present.some(({ personId }) => personId === person.personId)) return 'already-present'
  if (present.some(({ organizationId }) => organizationId === person.organizationId))
    return 'opener-of-same-organization'
  return null
}

export type AttendRefusal = NonNullable<ReturnType<typeof whyNotAttend>>

/** What an opened envelope must be about. */
export type Expected = { round: string; lot: string; vendor: string }

export type Fault = 'schema' | 'other-lot' | 'edition-differs' | 'tiers-not-falling' | 'above-reference'

/** The technical part as it counts, or what makes the bid void. `editions` are those the lot takes. */
export function judgeTechnical(
  body: unknown,
  expected: Expected,
  editions: readonly string[],
): { body: TechnicalBid } | { fault: Fault } {
  const read = technicalBid.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  if (!isAbout(read.data, expected)) return { fault: 'other-lot' }
  return editions.includes(read.data.edition) ? { body: read.data } : { fault: 'edition-differs' }
}

/** The price part as it counts, held to the rule that its form was held to; or what makes the bid void. */
export function judgePrice(
  body: unknown,
  expected: Expected,
  edition: string,
  terms: TierTerms,
): { body: PriceBid } | { fault: Fault } {
  const read = priceBid.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  if (!isAbout(read.data, expected)) return { fault: 'other-lot' }
  if (read.data.edition !== edition) return { fault: 'edition-differs' }
  const tiers = read.data.tiers.map(({ from, price }) => ({ from, price: BigInt(price) }))
  const [problem] = tierProblems(tiers, terms)
  if (!problem) return { body: read.data }
  return { fault: problem.code === 'above-reference' ? 'above-reference' : 'tiers-not-falling' }
}

/** A vendor's bundles as they count: of their own round, each lot in one of them and bid for. */
export function judgeBundles(
  body: unknown,
  expected: Omit<Expected, 'lot'>,
  ownLots: readonly string[],
): { body: BundleBid } | { fault: Fault } {
  const read = bundleBid.safeParse(body)
  if (!read.success) return { fault: 'schema' }
  const { round, vendor, bundles } = read.data
  if (round !== expected.round || vendor !== expected.vendor) return { fault: 'other-lot' }
  return whyNotBundle(bundles, ownLots) ? { fault: 'schema' } : { body: read.data }
}

const isAbout = (
  { round, lot, vendor }: { round: string; lot: string; vendor: string },
  expected: Expected,
) => round === expected.round && lot === expected.lot && vendor === expected.vendor
