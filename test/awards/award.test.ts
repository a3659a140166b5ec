import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Certificate } from '~/awards/certificate'
import type { Instance } from '~/awards/instance'
import { type Decidable, whyNotDecide } from '~/awards/runs/deciding'
import { verify } from '~/awards/verify'
import { awardingOf } from '../support/awarding'
import type { BidFacts, LotFacts, PledgeFacts } from '../support/bidding'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const { owner } = connections
const market = awardingOf(connections)
const { aRound, anApprover, anOfficer, aVendor, compute, seal, pledge, stateOf } = market

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** T0 of award.md §13 as a round of the house. */
async function aT0({ lots = [{ referencePrice: 1000n }] }: { lots?: LotFacts[] } = {}) {
  const round = await aRound({ lots })
  const [v1, v2] = [await aVendor(), await aVendor()]
  const bids = [
    await seal(v1, round, 0, {
      tiers: [
        [1, 900n],
        [50, 700n],
        [100, 640n],
      ],
    }),
    await seal(v2, round, 0, {
      tiers: [
        [1, 800n],
        [90, 600n],
      ],
      maxQty: 80,
    }),
  ]
  const buyers = [await anApprover(), await anApprover(), await anApprover()]
  const pledges = [
    await pledge(buyers[0]!, round, 0, { quantity: 40 }),
    await pledge(buyers[1]!, round, 0, { quantity: 40, ceiling: 750n }),
    await pledge(buyers[2]!, round, 0, { quantity: 20, ceiling: 650n }),
  ]
  return { round, vendors: [v1, v2], buyers, bids, pledges }
}

const certificateOf = async (roundId: string) => {
  const run = (await market.findRun(roundId))!
  const { body } = await owner.db
    .selectFrom('awardInstances')
    .select('body')
    .where('hash', '=', run.instanceHash!)
    .executeTakeFirstOrThrow()
  return {
    run,
    certificate: run.certificate as unknown as Certificate,
    instance: body as unknown as Instance,
  }
}

describe('the award of a round', () => {
  test('is computed from frozen pledges and opened bids, verified, and recomputes by anyone', async () => {
    const { round, vendors } = await aT0()
    await compute(round)
    const { run, certificate, instance } = await certificateOf(round.id)
    expect(run).toMatchObject({ state: 'finished', objective: 36_000n, exactBound: 36_000n, gapPpm: 0 })
    expect(certificate.winners).toMatchObject([
      { lot: 'L01', vendor: vendors[0]!.orgId, unitPrice: '640', quantity: 100, pledges: 3 },
    ])
    expect(verify(instance, certificate)).toMatchObject({ ok: true, optimal: true })
    expect(verify({ ...instance, id: 'other' }, certificate).ok).toBe(false)
  })

  test('holds no organization of a buyer and no true ceiling', async () => {
    const { round, buyers } = await aT0()
    await compute(round)
    const { instance } = await certificateOf(round.id)
    const text = JSON.stringify(instance)
    for (const { orgId } of buyers) expect(text).not.toContain(orgId)
    expect(instance.buyers.map(({ pledges }) => pledges[0]!.ceiling).toSorted()).toEqual([640, 700, null])
  })

  test('gives each pledge its row: what it pays, what it would pay alone, or why it is not served', async () => {
    const { round, buyers, pledges } = await aT0()
    await pledge(await anApprover(), round, 0, { quantity: 5, ceiling: 100n })
    await compute(round)
    const allocations = await owner.db
      .selectFrom('allocations')
      .innerJoin('awards', 'awards.id', 'allocations.awardId')
      .innerJoin('lots', 'lots.id', 'awards.lotId')
      .select(['pledgeId', 'orgId', 'allocations.quantity', 'allocations.unitPrice', 'standAlonePrice'])
      .where('lots.roundId', '=', round.id)
      .execute()
    const own = allocations.find(({ pledgeId }) => pledgeId === pledges[0])
    expect(own).toMatchObject({
      orgId: buyers[0]!.orgId,
      quantity: 40,
      unitPrice: 640n,
      standAlonePrice: 800n,
    })
    const unserved = await owner.db
      .selectFrom('unservedPledges')
      .innerJoin('pledges', 'pledges.id', 'unservedPledges.pledgeId')
      .select('reason')
      .where('pledges.roundId', '=', round.id)
      .execute()
    expect(unserved).toEqual([{ reason: 'ceiling' }])
  })

  test('with several winners and buyers tied to several lots, computed aside and kept with what was known meanwhile', async () => {
    const round = await aRound({
      lots: [{ referencePrice: 1000n, maxWinners: 2 }, { referencePrice: 500n }],
    })
    const [small, large] = [await aVendor(), await aVendor()]
    await seal(small, round, 0, { tiers: [[1, 600n]], maxQty: 30 })
    await seal(large, round, 0, { tiers: [[1, 800n]] })
    await seal(large, round, 1, { tiers: [[1, 400n]] })
    const tied = await anApprover()
    await pledge(tied, round, 0, { quantity: 20, ceiling: 700n, allOrNothing: true })
    await pledge(tied, round, 1, { quantity: 10, ceiling: 300n, allOrNothing: true })
    await pledge(await anApprover(), round, 0, { quantity: 30 })
    await pledge(await anApprover(), round, 0, { quantity: 40 })
    await compute(round)
    const { run, certificate, instance } = await certificateOf(round.id)
    expect(run).toMatchObject({ state: 'finished', problem: null, gapPpm: 0, objective: 20_000n })
    expect(
      new Map(certificate.winners.map(({ vendor, unitPrice, quantity }) => [vendor, [unitPrice, quantity]])),
    ).toEqual(
      new Map([
        [small.orgId, ['600', 30]],
        [large.orgId, ['800', 40]],
      ]),
    )
    expect(certificate.engine.name).toBe('plans')
    expect((run.progress as { phase: string }[]).at(-1)).toMatchObject({ phase: 'done', incumbent: '20000' })
    expect(verify(instance, certificate)).toMatchObject({ ok: true, optimal: true })
  })

  test('of bids of one brand in a class lot only the best takes part', async () => {
    const round = await aRound({ lots: [{ classOf: 2, referencePrice: 1000n }] })
    const [dear, cheap, other] = [await aVendor(), await aVendor(), await aVendor()]
    const [same, another] = round.lots[0]!.editions
    await seal(dear, round, 0, { edition: same!, tiers: [[1, 700n]] })
    await seal(cheap, round, 0, { edition: same!, tiers: [[1, 690n]] })
    await seal(other, round, 0, { edition: another!, tiers: [[1, 800n]] })
    await pledge(await anApprover(), round)
    await compute(round)
    const { instance } = await certificateOf(round.id)
    expect(new Set(instance.bids.map(({ vendor }) => vendor))).toEqual(new Set([cheap.orgId, other.orgId]))
  })
})

describe('two officers', () => {
  test('decide over the same award; notice and standstill begin', async () => {
    const { round, bids } = await aT0()
    const run = (await compute(round))!
    const officer = await anOfficer()
    expect(await market.consentAs(officer, run)).toBe(false)
    expect(await codeOf(market.consentAs(officer, run))).toBe('already-consented')
    expect(await stateOf('rounds', round.id)).toBe('prices_opened')
    expect(await market.consentAs(await anOfficer(), run)).toBe(true)
    expect(await stateOf('rounds', round.id)).toBe('decided')
    expect([await stateOf('bids', bids[0]!), await stateOf('bids', bids[1]!)]).toEqual(['won', 'lost'])
    expect(await stateOf('lots', round.lots[0]!.id)).toBe('awarded')
    const decided = await owner.db
      .selectFrom('rounds')
      .selectAll()
      .where('id', '=', round.id)
      .executeTakeFirstOrThrow()
    expect(decided.standstillEndsAt!.getTime()).toBeGreaterThan(decided.decidedAt!.getTime())
    const notice = await owner.db
      .selectFrom('notices')
      .selectAll()
      .where('roundId', '=', round.id)
      .executeTakeFirstOrThrow()
    expect(notice).toMatchObject({
      kind: 'award',
      body: { saving: '36000', lots: [{ code: 'L01', quantity: 100, unitPrice: '640', buyers: 3 }] },
    })
  })

  test('over the newest finished official run alone, once every question about a price is decided', () => {
    const run: Decidable = { kind: 'official', state: 'finished', awardHash: 'seen', isNewest: true }
    const whyNot = (facts: Partial<Decidable>, openInquiries = 0) =>
      whyNotDecide('prices_opened', { ...run, ...facts }, openInquiries, 'seen')
    expect(whyNot({})).toBeNull()
    expect(whyNot({ kind: 'scenario' })).toBe('scenario-not-official')
    expect(whyNot({}, 1)).toBe('inquiries-open')
    expect(whyNot({ state: 'running' })).toBe('run-not-finished')
    expect(whyNot({ isNewest: false })).toBe('run-outdated')
    expect(whyNot({ awardHash: 'changed' })).toBe('award-changed')
  })

  test('not over another hash, not as someone else than an officer, not twice at the same moment', async () => {
    const { round } = await aT0()
    const run = (await compute(round))!
    const other = { ...run, awardHash: `sha256:${'0'.repeat(64)}` }
    expect(await codeOf(market.consentAs(await anOfficer(), other))).toBe('award-changed')
    expect(await codeOf(market.consentAs(await market.someone('agency', ['auditor']), run))).toBe(
      'not-your-move',
    )
    await market.consentAs(await anOfficer(), run)
    const outcomes = await Promise.all(
      [await anOfficer(), await anOfficer()].map((officer) =>
        market.consentAs(officer, run).catch((error: { code: string }) => error.code),
      ),
    )
    expect(outcomes.toSorted()).toEqual(['award-not-open', true].toSorted())
  })
})

describe('when the standstill is over', () => {
  test('the clock confirms: pledges are cleared, orders placed at the awarded price', async () => {
    const { round, buyers, pledges, vendors } = await aT0()
    const left = await pledge(await anApprover(), round, 0, { quantity: 5, ceiling: 100n })
    await market.decide((await compute(round))!)
    await market.tick()
    expect(await stateOf('rounds', round.id)).toBe('decided')
    await market.confirm(round.id)
    expect(await stateOf('rounds', round.id)).toBe('confirmed')
    expect(await stateOf('pledges', left)).toBe('unserved')
    expect(['served', 'ordered']).toContain(await stateOf('pledges', pledges[0]!))
    const orders = await owner.db
      .selectFrom('orders')
      .select(['enterpriseId', 'vendorId', 'total'])
      .where('roundId', '=', round.id)
      .execute()
    expect(orders).toHaveLength(3)
    expect(orders).toContainEqual({
      enterpriseId: buyers[0]!.orgId,
      vendorId: vendors[0]!.orgId,
      total: 25_600n,
    })
  })

  test('an open challenge holds it back', async () => {
    const { round, vendors } = await aT0()
    await market.decide((await compute(round))!)
    const challenge = { roundId: round.id, byOrgId: vendors[1]!.orgId, about: 'result' as const }
    await owner.db
      .insertInto('challenges')
      .values({ ...challenge, state: 'filed', filedAt: new Date() })
      .execute()
    await market.confirm(round.id)
    expect(await stateOf('rounds', round.id)).toBe('decided')
  })

  test('and the late joins’ time too, the round is concluded with its saving', async () => {
    const { round } = await aT0()
    await market.decide((await compute(round))!)
    await market.confirm(round.id)
    await owner.db
      .updateTable('rounds')
      .set({ lateJoinUntil: new Date(Date.now() - 1000) })
      .where('id', '=', round.id)
      .execute()
    await market.tick()
    expect(await stateOf('rounds', round.id)).toBe('concluded')
  })
})

test('a lot in which nothing clears is unsuccessful, the others go on', async () => {
  const { round } = await aT0({ lots: [{ referencePrice: 1000n }, { referencePrice: 1000n }] })
  await seal(await aVendor(), round, 1, { tiers: [[100, 500n]] })
  const alone = await pledge(await anApprover(), round, 1, { quantity: 3 })
  await market.decide((await compute(round))!)
  expect([await stateOf('lots', round.lots[0]!.id), await stateOf('lots', round.lots[1]!.id)]).toEqual([
    'awarded',
    'unsuccessful',
  ])
  expect(await stateOf('pledges', alone)).toBe('released')
})

describe('who sees what', () => {
  const results = async ({ db }: Someone, roundId: string) => ({
    runs: (await db.selectFrom('awardRuns').select('id').where('roundId', '=', roundId).execute()).length,
    instances: (await db.selectFrom('awardInstances').select('hash').where('roundId', '=', roundId).execute())
      .length,
    shares: (
      await db
        .selectFrom('allocations')
        .innerJoin('awards', 'awards.id', 'allocations.awardId')
        .innerJoin('lots', 'lots.id', 'awards.lotId')
        .select('pledgeId')
        .where('lots.roundId', '=', roundId)
        .execute()
    ).length,
  })
  test('nobody but the office before the decision; then members the award and their own share; then everyone the award', async () => {
    const { round, buyers, vendors } = await aT0()
    const run = (await compute(round))!
    const stranger = await anApprover()
    for (const someone of [buyers[0]!, vendors[0]!, stranger, market.visitor])
      expect(await results(someone, round.id)).toMatchObject({ runs: 0, shares: 0 })
    expect(await results(round.officer, round.id)).toMatchObject({ runs: 1, shares: 3 })
    await market.decide(run)
    expect(await results(buyers[0]!, round.id)).toEqual({ runs: 1, instances: 1, shares: 1 })
    expect(await results(vendors[0]!, round.id)).toEqual({ runs: 1, instances: 1, shares: 3 })
    expect(await results(vendors[1]!, round.id)).toEqual({ runs: 1, instances: 1, shares: 0 })
    expect(await results(stranger, round.id)).toEqual({ runs: 0, instances: 0, shares: 0 })
    await market.confirm(round.id)
    expect(await results(stranger, round.id)).toEqual({ runs: 1, instances: 1, shares: 0 })
    expect(await results(market.visitor, round.id)).toEqual({ runs: 1, instances: 1, shares: 0 })
  })
})

describe('an abnormally low price', () => {
  test('is asked about first; unexplained it is excluded and everything computed anew', async () => {
    const round = await aRound({
      lots: [{ referencePrice: 1000n }],
      terms: { abnormal: { meanPct: 50, nextPct: 50, referencePct: 45, replyWorkdays: 2 } },
    })
    const [low, mid] = [await aVendor(), await aVendor()]
    const bid = await seal(low, round, 0, { tiers: [[1, 400n]] })
    await seal(mid, round, 0, { tiers: [[1, 900n]] })
    await pledge(await anApprover(), round)
    expect(await compute(round)).toBeUndefined()
    const { decideInquiry, replyToInquiry } = await import('~/awards/prices/inquiry.server')
    const decide = (explained: boolean) =>
      round.officer.db
        .transaction()
        .execute((tx) => decideInquiry(tx, round.officer.actor, bid, { explained, reason: '未提供成本依据' }))
    expect(await codeOf(decide(false))).toBe('reply-awaited')
    const reply = (someone: Someone) =>
      someone.db
        .transaction()
        .execute((tx) => replyToInquiry(tx, someone.actor, bid, { reply: '厂商促销', fileId: null }))
    expect(await codeOf(reply(mid))).toBe('already-moved')
    await reply(low)
    expect(await codeOf(reply(low))).toBe('already-replied')
    await decide(false)
    await market.work()
    expect(await stateOf('bids', bid)).toBe('excluded')
    const { certificate } = await certificateOf(round.id)
    expect(certificate.winners).toMatchObject([{ vendor: mid.orgId, unitPrice: '900' }])
  })
})

describe('against brute force, through the database', () => {
  const price = fc.integer({ min: 3, max: 9 })
  const aBid: fc.Arbitrary<BidFacts> = fc
    .record({
      first: price,
      cut: fc.integer({ min: 0, max: 3 }),
      from: fc.integer({ min: 2, max: 8 }),
      minQty: fc.constantFrom(undefined, 4),
    })
    .map(({ first, cut, from, minQty }) => ({
      tiers: [
        [1, BigInt(first)],
        [from, BigInt(Math.max(1, first - cut))],
      ],
      ...(minQty && { minQty }),
    }))
  const aPledge: fc.Arbitrary<PledgeFacts> = fc.record({
    quantity: fc.integer({ min: 1, max: 4 }),
    ceiling: fc.constantFrom(undefined, 4n, 6n, 8n),
  }) as never
  const markets = fc.record({
    bids: fc.array(aBid, { minLength: 1, maxLength: 3 }),
    pledges: fc.array(aPledge, { minLength: 1, maxLength: 4 }),
  })

  test.each(fc.sample(markets, { numRuns: 6, seed: 20_261_124 }).map((facts, at) => [at, facts] as const))(
    'market %i',
    async (_, { bids, pledges }) => {
      const round = await aRound({ lots: [{ referencePrice: 10n }] })
      for (const facts of bids) await seal(await aVendor(), round, 0, facts)
      for (const facts of pledges) await pledge(await anApprover(), round, 0, facts)
      const run = (await compute(round))!
      expect(run.problem).toBeNull()
      expect(run.objective).toBe(bestSaving(bids, pledges, 10))
    },
  )
})

/** The largest saving of any vendor with any set of buyers whose ceilings, and prices alone, bear what they pay together. */
function bestSaving(bids: readonly BidFacts[], pledges: readonly PledgeFacts[], reference: number): bigint {
  const priceAt = ({ tiers = [], minQty = 0 }: BidFacts, volume: number) =>
    volume < minQty ? Infinity : Number(tiers.findLast(([from]) => from <= volume)?.[1] ?? Infinity)
  const ceilings = pledges.map(({ quantity = 0, ceiling }) =>
    Math.min(Number(ceiling ?? reference), reference, ...bids.map((bid) => priceAt(bid, quantity))),
  )
  let best = 0
  for (const bid of bids)
    for (let set = 1; set < 1 << pledges.length; set += 1) {
      const those = pledges.map((_, at) => at).filter((at) => set & (1 << at))
      const volume = those.reduce((sum, at) => sum + pledges[at]!.quantity!, 0)
      const paid = priceAt(bid, volume)
      if (those.every((at) => ceilings[at]! >= paid)) best = Math.max(best, (reference - paid) * volume)
    }
  return BigInt(best)
}
