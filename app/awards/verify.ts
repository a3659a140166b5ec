import { awardHashOf, byName, type Certificate, certificateHashOf, gapPpmOf } from './certificate'
import { type Instance, instanceHash } from './instance'
import { exactBound } from './verifying/bound'
import { type Claim, type Facts, factsOf, takes } from './verifying/facts'
import { type Outcome, outcomeOf, type Row } from './verifying/outcome'
import { countsOf, keyOf, reasonsOf } from './verifying/reasons'
import { scoresOf } from './verifying/scores'

export type VerificationError = { code: string; where: string }

/** `award-verification/1`: what holds of a certificate, recomputed from the instance with integers alone. */
export type Verification = {
  format: 'award-verification/1'
  ok: boolean
  errors: VerificationError[]
  warnings: VerificationError[]
  objective: string | null
  cost: string | null
  exactBound: string | null
  gapPpm: number | null
  optimal: boolean
  instanceHash: string
  awardHash: string
}

type Wrong = (code: string, where: string) => void

/** Whether a certificate holds for an instance; both have been read by `readInstance` and `readCertificate`. */
export function verify(instance: Instance, certificate: Certificate): Verification {
  const errors: VerificationError[] = []
  const wrong: Wrong = (code, where) => errors.push({ code, where })
  const hash = `sha256:${instanceHash(instance)}`
  const awardHash = awardHashOf(certificate)
  checkHashes(instance, hash, certificate, awardHash, wrong)
  checkOptions(instance, certificate, wrong)
  const facts = factsOf(instance, certificate.options.noWorseOff)
  const rows = checkRows(facts, certificate.assign, wrong)
  const outcome = outcomeOf(facts, rows)
  checkFeasible(facts, outcome, wrong)
  checkStated(certificate, outcome, wrong)
  const bound = checkBound(facts, certificate, outcome, wrong)
  checkReasons(facts, certificate, outcome, wrong)
  if (certificate.method === 'comprehensive') checkScores(facts, certificate, outcome, wrong)
  const { improvable } = countsOf(facts, outcome)
  return {
    format: 'award-verification/1',
    ok: errors.length === 0,
    errors,
    warnings: improvable > 0 ? [{ code: 'improvable', where: String(improvable) }] : [],
    objective: String(outcome.saving),
    cost: String(outcome.cost),
    exactBound: bound === null ? null : String(bound),
    gapPpm: gapPpmOf(outcome.saving, bound),
    optimal: bound !== null && bound === outcome.saving,
    instanceHash: hash,
    awardHash,
  }
}

/** `award-counter/1`: whether another assignment is feasible and saves strictly more. */
export function counter(
  instance: Instance,
  certificate: Certificate,
  candidate: Pick<Certificate, 'assign'>,
) {
  const errors: VerificationError[] = []
  const wrong: Wrong = (code, where) => errors.push({ code, where })
  const facts = factsOf(instance, certificate.options.noWorseOff)
  checkOptions(instance, certificate, wrong)
  const standing = outcomeOf(
    facts,
    checkRows(facts, certificate.assign, () => {}),
  )
  const outcome = outcomeOf(facts, checkRows(facts, candidate.assign, wrong))
  checkFeasible(facts, outcome, wrong)
  // Where scores decide, an award that saves more is not a better one.
  if (certificate.method === 'comprehensive') wrong('score', 'method')
  const gain = outcome.saving - standing.saving
  return {
    format: 'award-counter/1' as const,
    accepted: errors.length === 0 && gain > 0n,
    errors,
    objective: String(outcome.saving),
    gain: String(gain),
  }
}

function checkHashes(
  instance: Instance,
  hash: string,
  certificate: Certificate,
  awardHash: string,
  wrong: Wrong,
) {
  if (certificate.instance.hash !== hash) wrong('hash', 'instance.hash')
  if (certificate.instance.id !== instance.id) wrong('hash', 'instance.id')
  if (certificate.awardHash !== awardHash) wrong('hash', 'awardHash')
  if (certificate.hash !== certificateHashOf(certificate)) wrong('hash', 'hash')
}

function checkOptions({ options, objective }: Instance, certificate: Certificate, wrong: Wrong) {
  const stated = options?.noWorseOff
  if (stated !== undefined && stated !== certificate.options.noWorseOff)
    wrong('options', 'options.noWorseOff')
  if (certificate.method !== objective) wrong('options', 'method')
}

/** The rows that can be reckoned with: of a known pledge, bid and quantity, once each. */
function checkRows(facts: Facts, assign: Certificate['assign'], wrong: Wrong): Row[] {
  const buyers = new Set(facts.instance.buyers.map(({ id }) => id))
  const seen = new Set<Claim>()
  const rows: Row[] = []
  assign.forEach((row, at) => {
    const [buyer, lotId, vendor, quantity] = row
    const where = `assign.${at}`
    const lot = facts.lots.get(lotId)
    if (!buyers.has(buyer)) return wrong('unknown-buyer', where)
    if (!lot) return wrong('unknown-lot', where)
    const claim = lot.claimOf.get(buyer)
    if (!claim) return wrong('unknown-lot', where)
    if (!lot.bidOf.has(vendor)) return wrong('unknown-bid', where)
    if (seen.has(claim)) return wrong('double', where)
    seen.add(claim)
    const { qty, stretch } = claim.pledge
    if (quantity !== qty && quantity !== qty + (stretch?.qty ?? 0)) return wrong('quantity', where)
    if (!takes(claim.pledge, vendor)) wrong('unacceptable', where)
    rows.push(row)
  })
  return rows
}

function checkFeasible(facts: Facts, { winners, served }: Outcome, wrong: Wrong) {
  for (const [lot, its] of Map.groupBy(winners, (winner) => winner.lot))
    if (its.length > facts.lots.get(lot)!.lot.maxWinners) wrong('winners', lot)
  for (const { lot, vendor, quantity, unitPrice } of winners) {
    const { lot: terms, bidOf } = facts.lots.get(lot)!
    const bid = bidOf.get(vendor)!
    const where = `${lot}/${vendor}`
    if (quantity < bid.minQty) wrong('minimum', where)
    if (bid.maxQty !== null && quantity > bid.maxQty) wrong('capacity', where)
    if (unitPrice === null) wrong('below-first-tier', where)
    else if (unitPrice > BigInt(terms.referencePrice)) wrong('reference', where)
  }
  for (const { row, claim, winner } of served) {
    if (winner.unitPrice === null) continue
    const isStretched = row[3] > claim.pledge.qty
    const declared = isStretched
      ? Math.min(claim.pledge.stretch?.ceiling ?? claim.declared, claim.declared)
      : claim.declared
    const where = `${row[0]}/${row[1]}`
    if (winner.unitPrice > BigInt(declared)) wrong('ceiling', where)
    else if (winner.unitPrice > BigInt(isStretched ? claim.stretch : claim.base)) wrong('stand-alone', where)
  }
  const servedOf = Map.groupBy(served, ({ row }) => row[0])
  for (const { id, allOrNothing, pledges } of facts.instance.buyers) {
    const count = servedOf.get(id)?.length ?? 0
    if (allOrNothing && count > 0 && count < pledges.length) wrong('all-or-nothing', id)
  }
}

/** What the certificate states beside the assignment: prices, sums, counts, order. */
function checkStated(certificate: Certificate, { winners, saving, cost }: Outcome, wrong: Wrong) {
  const stated = new Map(certificate.winners.map((winner) => [`${winner.lot}/${winner.vendor}`, winner]))
  for (const winner of winners) {
    const where = `${winner.lot}/${winner.vendor}`
    const said = stated.get(where)
    const agrees =
      said &&
      said.tier === winner.tier &&
      said.bundle === winner.bundle &&
      said.unitPrice === String(winner.unitPrice) &&
      said.quantity === winner.quantity &&
      said.pledges === winner.pledges
    if (!agrees) wrong('price', where)
    stated.delete(where)
  }
  for (const where of stated.keys()) wrong('price', where)
  if (certificate.winners.length !== winners.length && stated.size === 0) wrong('price', 'winners')
  if (certificate.objective !== String(saving)) wrong('objective', 'objective')
  if (certificate.cost !== String(cost)) wrong('cost', 'cost')
  if (!isSorted(certificate.winners.map(({ lot, vendor }) => [lot, vendor]))) wrong('order', 'winners')
  if (!isSorted(certificate.assign)) wrong('order', 'assign')
  if (!isSorted(certificate.unserved)) wrong('order', 'unserved')
}

const isSorted = (rows: readonly (readonly unknown[])[]) =>
  rows.every((row, at) => {
    const before = rows[at - 1]
    if (!before) return true
    return (byName(String(before[0]), String(row[0])) || byName(String(before[1]), String(row[1]))) <= 0
  })

function checkBound(
  facts: Facts,
  certificate: Certificate,
  { saving }: Outcome,
  wrong: Wrong,
): bigint | null {
  const { bound, status, gapPpm, method } = certificate
  if (method !== 'saving') {
    if (bound !== null) wrong('bound', 'bound')
    if (status !== 'ranked') wrong('bound', 'status')
    if (gapPpm !== null) wrong('bound', 'gapPpm')
    return null
  }
  const value = bound && exactBound(facts, bound)
  if (bound && bound.value !== String(value)) wrong('bound', 'bound.value')
  if (bound && (bound.method === 'plan-lagrangian/2') !== (bound.lambda !== undefined))
    wrong('bound', 'bound.method')
  if (gapPpm !== gapPpmOf(saving, value)) wrong('bound', 'gapPpm')
  if ((status === 'optimal') !== (value !== null && value === saving) || status === 'ranked')
    wrong('bound', 'status')
  return value
}

function checkReasons(facts: Facts, certificate: Certificate, outcome: Outcome, wrong: Wrong) {
  const reasons = reasonsOf(facts, outcome)
  const seen = new Set<string>()
  for (const [buyer, lot, reason] of certificate.unserved) {
    const key = keyOf(buyer, lot)
    if (reasons.get(key) !== reason || seen.has(key)) wrong('reason', `${buyer}/${lot}`)
    seen.add(key)
  }
  for (const key of reasons.keys())
    if (!seen.has(key)) wrong('reason', (JSON.parse(key) as string[]).join('/'))
  const counts: Record<string, number> = countsOf(facts, outcome)
  for (const [name, count] of Object.entries(certificate.counts))
    if (counts[name] !== count) wrong('counts', `counts.${name}`)
}

function checkScores(facts: Facts, certificate: Certificate, outcome: Outcome, wrong: Wrong) {
  const scores = scoresOf(facts, certificate.options.seed)
  const rows = new Map(certificate.scoring.map((row) => [`${row.lot}/${row.vendor}`, row]))
  for (const score of scores) {
    const where = `${score.lot}/${score.vendor}`
    const row = rows.get(where) as Record<string, unknown> | undefined
    if (!row || Object.entries(score).some(([name, value]) => row[name] !== value)) wrong('score', where)
    rows.delete(where)
  }
  for (const where of rows.keys()) wrong('score', where)
  for (const { lot, vendor } of outcome.winners) {
    const rank = scores.find((score) => score.lot === lot && score.vendor === vendor)?.rank ?? 0
    if (rank < 1 || rank > facts.lots.get(lot)!.lot.maxWinners) wrong('score', `${lot}/${vendor}`)
  }
}
