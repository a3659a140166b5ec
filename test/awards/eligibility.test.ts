import { describe, expect, test } from 'vitest'
import { tooFewEligible, undecided, whyNotJudge } from '~/awards/eligibility/judging'
import { declareConflict, decideEligibility, fixEligibility } from '~/awards/eligibility/commands.server'
import { type BiddingRound, biddingOf, type LotFacts } from '../support/bidding'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const { owner } = connections
const market = biddingOf(connections)
const { stateOf } = market

const anEvaluator = () => market.someone('agency', ['evaluator'])
const inTx = <T>({ db }: Someone, work: (tx: typeof db) => Promise<T>) => db.transaction().execute(work)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

async function anOpenedRound(
  bidders: number,
  {
    lot = {},
    minBids = 1,
    edition,
  }: { lot?: LotFacts; minBids?: number; edition?: (n: number, round: BiddingRound) => string } = {},
) {
  const round = await market.aRound({ lots: [lot], terms: { minBids } })
  const bids: string[] = []
  for (let n = 0; n < bidders; n += 1)
    bids.push(
      await market.seal(await market.aVendor(), round, 0, edition ? { edition: edition(n, round) } : {}),
    )
  await market.close(round)
  await market.open(round, 'technical')
  return { round, bids }
}

const declare = (person: Someone, roundId: string, conflict: string | null = null) =>
  inTx(person, (tx) => declareConflict(tx, person.actor, roundId, conflict))
const decide = (person: Someone, roundId: string, verdicts: Record<string, string | true>) =>
  inTx(person, (tx) =>
    decideEligibility(
      tx,
      person.actor,
      roundId,
      Object.entries(verdicts).map(([bidId, verdict]) => ({
        bidId,
        verdict: verdict === true ? 'eligible' : 'ineligible',
        reason: verdict === true ? '' : verdict,
      })),
    ),
  )
const fix = (person: Someone, roundId: string) =>
  inTx(person, (tx) => fixEligibility(tx, person.actor, roundId))

describe('two evaluators', () => {
  test('who agree on every bid fix eligibility; the reason stands with the bid', async () => {
    const { round, bids } = await anOpenedRound(2)
    const [one, two] = [await anEvaluator(), await anEvaluator()]
    await declare(one, round.id)
    await declare(two, round.id)
    await decide(one, round.id, { [bids[0]!]: true, [bids[1]!]: '授权书过期' })
    expect(await codeOf(fix(one, round.id))).toBe('not-agreed-yet')
    await decide(two, round.id, { [bids[0]!]: true, [bids[1]!]: '授权书过期' })
    await fix(two, round.id)
    expect(await stateOf('rounds', round.id)).toBe('eligibility_fixed')
    expect([await stateOf('bids', bids[0]!), await stateOf('bids', bids[1]!)]).toEqual([
      'eligible',
      'ineligible',
    ])
    const row = await owner.db
      .selectFrom('eligibilityDecisions')
      .selectAll()
      .where('bidId', '=', bids[1]!)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ eligible: false, reason: '授权书过期', fixedAt: expect.any(Date) })
    expect(new Set(row.decidedBy)).toEqual(new Set([one.personId, two.personId]))
  })

  test('of whom one decides otherwise begin anew', async () => {
    const { round, bids } = await anOpenedRound(1)
    const [one, two] = [await anEvaluator(), await anEvaluator()]
    await declare(one, round.id)
    await declare(two, round.id)
    await decide(one, round.id, { [bids[0]!]: true })
    await decide(two, round.id, { [bids[0]!]: '未提供来源证明' })
    expect(await codeOf(fix(one, round.id))).toBe('not-agreed-yet')
    await decide(one, round.id, { [bids[0]!]: '未提供来源证明' })
    await fix(one, round.id)
    expect(await stateOf('rounds', round.id)).toBe('failed')
  })

  test('deciding at the same moment both count', async () => {
    const { round, bids } = await anOpenedRound(1)
    const people = [await anEvaluator(), await anEvaluator()]
    for (const person of people) await declare(person, round.id)
    await Promise.all(people.map((person) => decide(person, round.id, { [bids[0]!]: true })))
    await fix(people[0]!, round.id)
    expect(await stateOf('bids', bids[0]!)).toBe('eligible')
  })
})

test('who has not declared, or has declared a conflict, does not judge; nor does an officer or a vendor', async () => {
  const { round, bids } = await anOpenedRound(1)
  const [silent, conflicted] = [await anEvaluator(), await anEvaluator()]
  expect(await codeOf(decide(silent, round.id, { [bids[0]!]: true }))).toBe('declare-first')
  await declare(conflicted, round.id, '曾受雇于投标人')
  expect(await codeOf(decide(conflicted, round.id, { [bids[0]!]: true }))).toBe('conflict-declared')
  expect(await codeOf(decide(round.officer, round.id, { [bids[0]!]: true }))).toBe('not-your-move')
  expect(await codeOf(declare(await market.aVendor(), round.id))).toBe('not-your-move')
})

test('what is fixed is fixed, also for the owner of the tables', async () => {
  const { round, bids } = await anOpenedRound(1)
  const [one, two] = [await anEvaluator(), await anEvaluator()]
  for (const person of [one, two]) {
    await declare(person, round.id)
    await decide(person, round.id, { [bids[0]!]: true })
  }
  await fix(one, round.id)
  expect(await codeOf(decide(one, round.id, { [bids[0]!]: '反悔' }))).toBe('eligibility-not-open')
  const changed = owner.db
    .updateTable('eligibilityDecisions')
    .set({ eligible: false, reason: '反悔' })
    .where('bidId', '=', bids[0]!)
    .execute()
  await expect(changed).rejects.toThrow('eligibility is fixed')
})

test('two brands of three bidders in a class lot for three: prices are never opened; in a product lot they are', async () => {
  const sameBrand = (n: number, round: BiddingRound) => round.lots[0]!.editions[n === 2 ? 1 : 0]!
  const judge = async (lot: LotFacts) => {
    const { round, bids } = await anOpenedRound(3, { lot, minBids: 3, edition: sameBrand })
    const [one, two] = [await anEvaluator(), await anEvaluator()]
    for (const person of [one, two]) {
      await declare(person, round.id)
      await decide(person, round.id, Object.fromEntries(bids.map((id) => [id, true as const])))
    }
    await fix(one, round.id)
    return { round, bids }
  }
  const { round, bids } = await judge({ classOf: 2 })
  expect([await stateOf('rounds', round.id), await stateOf('bids', bids[0]!)]).toEqual([
    'failed',
    'returned_unopened',
  ])
  const product = await anOpenedRound(3, { minBids: 3 })
  const [one, two] = [await anEvaluator(), await anEvaluator()]
  for (const person of [one, two]) {
    await declare(person, product.round.id)
    await decide(person, product.round.id, Object.fromEntries(product.bids.map((id) => [id, true as const])))
  }
  await fix(one, product.round.id)
  expect(await stateOf('rounds', product.round.id)).toBe('eligibility_fixed')
})

test('decisions and declarations are the committee’s; a vendor reads its own once fixed', async () => {
  const { round, bids } = await anOpenedRound(2)
  const [one, two] = [await anEvaluator(), await anEvaluator()]
  for (const person of [one, two]) {
    await declare(person, round.id)
    await decide(person, round.id, { [bids[0]!]: true, [bids[1]!]: true })
  }
  const bid = await owner.db
    .selectFrom('bids')
    .selectAll()
    .where('id', '=', bids[0]!)
    .executeTakeFirstOrThrow()
  const rival = await market.someone('vendor', ['vendor'], bid.vendorId)
  const read = () => rival.db.selectFrom('eligibilityDecisions').select('bidId').execute()
  expect(await read()).toEqual([])
  await fix(one, round.id)
  expect(await read()).toEqual([{ bidId: bids[0] }])
  expect(await rival.db.selectFrom('evaluators').selectAll().execute()).toEqual([])
})

describe('rules', () => {
  test('brands count in a class, suppliers in one product', () => {
    const bid = (vendorId: string, brandKey: string, eligible = true) => ({
      lotId: 'l',
      vendorId,
      brandKey,
      eligible,
    })
    const bids = [bid('a', 'x'), bid('b', 'x'), bid('c', 'y'), bid('d', 'z', false)]
    expect(tooFewEligible([{ id: 'l', kind: 'class' }], bids, 3)).toEqual(['l'])
    expect(tooFewEligible([{ id: 'l', kind: 'product' }], bids, 3)).toEqual([])
    expect(tooFewEligible([{ id: 'm', kind: 'product' }], bids, 1)).toEqual(['m'])
  })

  test('a bid is decided when two agree', () => {
    const decision = (bidId: string, decidedBy: string[]) => ({
      bidId,
      eligible: true,
      reason: null,
      decidedBy,
    })
    expect(undecided(['a', 'b', 'c'], [decision('a', ['p', 'q']), decision('b', ['p'])])).toEqual(['b', 'c'])
  })

  test('judging is open between the two openings only', () => {
    const evaluator = { isEvaluator: true, declared: { conflict: null } }
    expect(whyNotJudge('technical_opened', evaluator)).toBeNull()
    expect(whyNotJudge('eligibility_fixed', evaluator)).toBe('eligibility-not-open')
    expect(whyNotJudge('suspended', evaluator)).toBe('round-suspended')
  })
})
