import type { Calendar } from '~/kernel/workdays'
import { whyNotPayBy } from './payment-terms'
import { leastPriceWeight, type RoundTerms } from './terms'
import { timetableProblems, type Timetable } from './timetable'

export type Opener = {
  no: number
  organizationId: string
  /** the key is made and has opened a rehearsal item */
  ready: boolean
  /** what keeps this person from opening: bids or buys in the round, or mediates for a party */
  conflict: 'bidder' | 'buyer' | 'mediator' | null
}

export type DraftLot = {
  code: string
  kind: 'class' | 'product'
  justification: string | null
  hasEvidence: boolean
  milestones: readonly number[]
}

export type DraftRound = {
  terms: RoundTerms
  lots: readonly DraftLot[]
  openers: readonly Opener[]
  /** the lottery among equals is drawn and sealed to these very openers */
  seedSealed: boolean
  timetable: Timetable
  /** the organization that runs the platform */
  officeId: string
}

export type Violation = { field: string; code: string }

/** Everything that keeps a round from being published, each with its field; empty when it may be. */
export function whyNotPublish(round: DraftRound, now: Date, calendar: Calendar): Violation[] {
  return [
    ...timetableProblems(round.timetable, now, round.terms, calendar),
    ...termsProblems(round.terms),
    ...lotProblems(round),
    ...openerProblems(round),
    ...(round.seedSealed ? [] : [{ field: 'seed', code: 'seed-missing' }]),
  ]
}

function termsProblems(terms: RoundTerms): Violation[] {
  const unpayable = whyNotPayBy(terms.payment)
  const problems: Violation[] = unpayable ? [{ field: 'dues', code: unpayable }] : []
  if (terms.method === 'lowest_price') return problems
  const sum = terms.criteria.reduce((points, { weight }) => points + weight, terms.priceWeight)
  if (sum !== 100) problems.push({ field: 'criteria', code: 'weights-not-100' })
  if (terms.criteria.length === 0) problems.push({ field: 'criteria', code: 'criteria-missing' })
  if (new Set(terms.criteria.map(({ code }) => code)).size < terms.criteria.length)
    problems.push({ field: 'criteria', code: 'criterion-twice' })
  if (terms.priceWeight < leastPriceWeight[terms.object])
    problems.push({ field: 'priceWeight', code: 'price-weight-too-low' })
  if (terms.bundles) problems.push({ field: 'bundles', code: 'bundles-not-comprehensive' })
  return problems
}

function lotProblems({ lots, terms }: DraftRound): Violation[] {
  if (lots.length === 0) return [{ field: 'lots', code: 'no-lots' }]
  return lots.flatMap((lot) => {
    const problems: Violation[] = []
    const wrong = (field: string, code: string) => problems.push({ field: `${lot.code}.${field}`, code })
    if (!lot.hasEvidence) wrong('reference', 'reference-without-evidence')
    if (lot.kind === 'product' && !lot.justification?.trim()) wrong('justification', 'justification-missing')
    if (terms.tierMode === 'fixedSteps' && lot.milestones.length === 0) wrong('milestones', 'steps-missing')
    if (lot.milestones.length > terms.maxTiers) wrong('milestones', 'too-many-steps')
    if (!isRising(lot.milestones)) wrong('milestones', 'steps-not-rising')
    return problems
  })
}

function openerProblems({ openers, terms, officeId }: DraftRound): Violation[] {
  if (terms.sealing === 'platform') return []
  const problems: Violation[] = []
  if (openers.length !== terms.openers) problems.push({ field: 'openers', code: 'openers-missing' })
  const organizations = new Set(openers.map(({ organizationId }) => organizationId))
  if (organizations.size < openers.length)
    problems.push({ field: 'openers', code: 'openers-same-organization' })
  if (openers.length > 0 && openers.every(({ organizationId }) => organizationId === officeId))
    problems.push({ field: 'openers', code: 'openers-all-of-office' })
  for (const { no, ready, conflict } of openers) {
    if (!ready) problems.push({ field: `openers.${no}`, code: 'opener-not-ready' })
    if (conflict) problems.push({ field: `openers.${no}`, code: `opener-is-${conflict}` })
  }
  return problems
}

const isRising = (volumes: readonly number[]) =>
  volumes.every((volume, place) => place === 0 || volume > volumes[place - 1]!)
