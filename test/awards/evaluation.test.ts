import { describe, expect, test } from 'vitest'
import * as comparison from '~/awards/evaluation/pages/comparison'
import * as comparisonCsv from '~/awards/evaluation/pages/comparison-csv'
import * as csv from '~/awards/evaluation/pages/evaluation-csv'
import * as evaluation from '~/awards/evaluation/pages/evaluation'
import * as screens from '~/awards/evaluation/pages/screens'
import { compare } from '~/awards/evaluation/comparison'
import { stabilityOf } from '~/awards/evaluation/stability'
import { solveByFixedPoints } from '~/awards/engine/solve'
import type { Instance } from '~/awards/instance'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const market = awardingOf(database)
servePages(database.app.pool)

const seed = 'ab'.repeat(32)
/** T0 of award.md §13. */
const t0: Instance = {
  format: 'award-instance/1',
  id: 'T0',
  moneyUnit: 'minor',
  objective: 'saving',
  lots: [{ id: 'L1', referencePrice: 1000, maxWinners: 1 }],
  vendors: [{ id: 'V1' }, { id: 'V2' }],
  buyers: [
    { id: 'B1', allOrNothing: false, pledges: [{ lot: 'L1', qty: 40, ceiling: null, acceptable: null }] },
    { id: 'B2', allOrNothing: false, pledges: [{ lot: 'L1', qty: 40, ceiling: 750, acceptable: null }] },
    { id: 'B3', allOrNothing: false, pledges: [{ lot: 'L1', qty: 20, ceiling: 650, acceptable: null }] },
  ],
  bids: [
    {
      vendor: 'V1',
      lot: 'L1',
      tiers: [
        { from: 1, price: 900 },
        { from: 50, price: 700 },
        { from: 100, price: 640 },
      ],
      minQty: 0,
      maxQty: null,
    },
    {
      vendor: 'V2',
      lot: 'L1',
      tiers: [
        { from: 1, price: 800 },
        { from: 90, price: 600 },
      ],
      minQty: 0,
      maxQty: 80,
    },
  ],
  bundles: [],
}

describe('the figures of a bid by itself', () => {
  test('effective price: what is not served counts at the reference price', () => {
    const lot = compare(t0).get('L1')!
    expect(lot).toMatchObject({ demand: 100, pledges: 3 })
    expect(lot.bids.get('V1')).toMatchObject({
      alone: { quantity: 100, price: 640, saving: 36_000n },
      effectivePrice: 640n,
    })
    // 40 units at 800: (1000 × 100 − 200 × 40) / 100
    expect(lot.bids.get('V2')).toMatchObject({ alone: { quantity: 40, price: 800 }, effectivePrice: 920n })
  })
})

describe('rank stability', () => {
  test('without the winner the next one wins and saves less; without a loser nothing changes', () => {
    const removals = stabilityOf(t0, solveByFixedPoints(t0, { seed, noWorseOff: false }), [])!
    expect(removals).toMatchObject([
      {
        change: { vendor: 'V1' },
        isUnchanged: false,
        lost: 28_000n,
        winners: [{ vendor: 'V2', unitPrice: 800n }],
      },
      { change: { vendor: 'V2' }, isUnchanged: true, lost: 0n },
    ])
  })

  test('of the only bid nobody is left', () => {
    const alone = { ...t0, bids: t0.bids.slice(0, 1) }
    expect(stabilityOf(alone, solveByFixedPoints(alone, { seed, noWorseOff: false }), [])).toMatchObject([
      { change: { vendor: 'V1' }, isUnchanged: false, winners: [], lost: 36_000n },
    ])
  })

  test('is not said where lots hang together', () => {
    const certificate = solveByFixedPoints(t0, { seed, noWorseOff: false })
    const tied = { ...t0, lots: [{ ...t0.lots[0]!, maxWinners: 2 }] }
    expect(stabilityOf(tied, certificate, [])).toBeNull()
  })
})

const signIn = (who: Someone) => cookieFor(database.worker.db, who)
const anEvaluator = () => market.someone('agency', ['evaluator'])

async function aPricedRound() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n, milestones: [50, 200] }] })
  const [v1, v2] = [await market.aVendor(), await market.aVendor()]
  await market.seal(v1, round, 0, {
    tiers: [
      [1, 900n],
      [50, 700n],
      [100, 640n],
    ],
  })
  await market.seal(v2, round, 0, { tiers: [[1, 800n]], maxQty: 80 })
  const buyer = await market.anApprover()
  await market.pledge(buyer, round, 0, { quantity: 60 })
  await market.pledge(await market.anApprover(), round, 0, { quantity: 40, ceiling: 777n })
  return { round, vendors: [v1, v2], buyer }
}

describe('the comparison of a round', () => {
  test('stands beside each other for those who judge: tiers, volumes, who is served; no ceiling, no buyer', async () => {
    const { round, vendors, buyer } = await aPricedRound()
    await market.compute(round)
    const params = { roundId: round.id }
    for (const who of [round.officer, await anEvaluator(), await market.someone('agency', ['auditor'])]) {
      const { status, data } = await visit(evaluation.loader as never, { params, cookie: await signIn(who) })
      expect(status).toBe(200)
      const [lot] = (data as { evaluation: { lots: Record<string, any>[] } }).evaluation.lots
      expect(lot).toMatchObject({ demand: 100, pledges: 2, volumes: [50, 100, 200] })
      const own = lot!.bids.find(({ vendorId }: { vendorId: string }) => vendorId === vendors[0]!.orgId)
      expect(own).toMatchObject({
        alone: { quantity: 100, price: 640 },
        won: { quantity: 100, unitPrice: 640n, pledges: 2 },
        prices: [
          { volume: 50, price: 700n },
          { volume: 100, price: 640n },
          { volume: 200, price: 640n },
        ],
      })
      expect(lot!.placed.map(({ quantity }: { quantity: number }) => quantity).toSorted()).toEqual([40, 60])
      const text = JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value))
      expect(text).not.toMatch(/\b777\b/)
      expect(text).not.toContain(buyer.orgId)
    }
  })

  test('is nobody’s before prices are open, and never a vendor’s or a buyer’s', async () => {
    const { round, vendors, buyer } = await aPricedRound()
    const params = { roundId: round.id }
    const before = await visit(evaluation.loader as never, { params, cookie: await signIn(round.officer) })
    expect(before.data).toMatchObject({ evaluation: null })
    await market.compute(round)
    for (const who of [vendors[0]!, buyer])
      for (const { loader } of [evaluation, csv, screens])
        expect((await visit(loader as never, { params, cookie: await signIn(who) })).status).toBe(404)
  })

  test('is a file with a line per bid', async () => {
    const { round } = await aPricedRound()
    await market.compute(round)
    const request = new Request('http://localhost:3000/', {
      headers: { cookie: await signIn(round.officer), 'accept-language': 'en' },
    })
    const answer = await csv.loader({
      request,
      params: { roundId: round.id },
      context: { requestId: 'test', ip: '127.0.0.1' },
    } as never)
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]! + lines[2]!).toContain('100: 6.40')
  })

  test('keeps the matrix that a price was asked over beside the one without it', async () => {
    const abnormal = { meanPct: 50, nextPct: 50, referencePct: 45, replyWorkdays: 2 }
    const round = await market.aRound({ lots: [{ referencePrice: 1000n }], terms: { abnormal } })
    const low = await market.aVendor()
    const bid = await market.seal(low, round, 0, { tiers: [[1, 400n]] })
    await market.seal(await market.aVendor(), round, 0, { tiers: [[1, 900n]] })
    await market.pledge(await market.anApprover(), round)
    await market.compute(round)
    const { decideInquiry, replyToInquiry } = await import('~/awards/prices/inquiry.server')
    await low.db
      .transaction()
      .execute((tx) => replyToInquiry(tx, low.actor, bid, { reply: '厂商促销', fileId: null }))
    await round.officer.db
      .transaction()
      .execute((tx) =>
        decideInquiry(tx, round.officer.actor, bid, { explained: false, reason: '未提供成本依据' }),
      )
    await market.work()
    const params = { roundId: round.id }
    const cookie = await signIn(round.officer)
    const { data } = await visit(evaluation.loader as never, { params, cookie })
    const { matrices, lots } = (data as { evaluation: { matrices: { hash: string }[]; lots: any[] } })
      .evaluation
    expect(matrices).toHaveLength(2)
    expect(lots[0].bids.map(({ isCandidate }: { isCandidate: boolean }) => isCandidate).toSorted()).toEqual([
      false,
      true,
    ])
    const path = `/?matrix=${encodeURIComponent(matrices[1]!.hash)}`
    const before = await visit(evaluation.loader as never, { params, cookie, path })
    const [first] = (before.data as { evaluation: { lots: any[] } }).evaluation.lots
    expect(first.bids.every(({ isCandidate }: { isCandidate: boolean }) => isCandidate)).toBe(true)
  })
})

describe('the comparison after the decision', () => {
  const shown = async (who: Someone, roundId: string) => {
    const { status, data } = await visit(comparison.loader as never, {
      params: { roundId },
      cookie: await signIn(who),
    })
    const text = JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    return { status, data: data as any, text: text ?? '' }
  }

  test('goes to members: bidders get every price of their lot, buyers the winner’s; nobody else anything', async () => {
    const { round, vendors, buyer } = await aPricedRound()
    await market.compute(round)
    const [winner, loser] = vendors as [Someone, Someone]
    for (const who of [winner, buyer]) expect((await shown(who, round.id)).status).toBe(404)
    await market.decide((await market.findRun(round.id))!)
    for (const stranger of [await market.aVendor(), await market.anApprover()])
      expect((await shown(stranger, round.id)).status).toBe(404)

    const bidder = await shown(loser, round.id)
    expect(bidder.data.lots[0].bids).toHaveLength(2)
    expect(bidder.data.lots[0].bids.find(({ won }: any) => won)).toMatchObject({
      vendorId: winner.orgId,
      alone: { price: 640 },
      effectivePrice: 640n,
    })
    expect(bidder.data.trials).toMatchObject([{ winners: [{ unitPrice: 800n }] }, {}])

    const member = await shown(buyer, round.id)
    expect(member.data.lots[0].bids).toMatchObject([
      { vendorId: winner.orgId, tiers: [{ price: 900 }, { price: 700 }, { price: 640 }] },
    ])
    expect(member.data.trials).toMatchObject([
      { isUnchanged: false, lost: null, winners: [{ vendor: '1', unitPrice: null }] },
      { change: { vendor: '1' }, isUnchanged: true },
    ])
    const file = async (who: Someone) => {
      const answer = await comparisonCsv.loader({
        request: new Request('http://localhost:3000/', { headers: { cookie: await signIn(who) } }),
        params: { roundId: round.id },
        context: { requestId: 'test', ip: '127.0.0.1' },
      } as never)
      return (await answer.text()).trim().split('\n').slice(1)
    }
    const [lines, others] = [await file(buyer), await file(loser)]
    expect([lines.length, others.length]).toEqual([1, 2])
    expect(lines[0]).toContain('1: 9.00; 50: 7.00; 100: 6.40')
    expect(lines[0]).not.toContain('8.00')
    expect(others.join()).toContain('8.00')
    await expect(file(await market.anApprover())).rejects.toMatchObject({ status: 404 })
    expect(member.text).not.toContain(loser.orgId)
    expect(member.text).not.toMatch(/\b800\b/)
    for (const { text } of [bidder, member]) {
      expect(text).not.toMatch(/\b777\b/)
      expect(text).not.toContain(buyer.orgId)
    }
  })
})

test('the screens say nothing below four bids, and each look is recorded', async () => {
  const round = await market.aRound({ lots: [{ referencePrice: 20_000n }, { referencePrice: 20_000n }] })
  for (const price of [10_000n, 10_200n, 10_300n, 10_400n])
    await market.seal(await market.aVendor(), round, 0, { tiers: [[1, price]] })
  await market.seal(await market.aVendor(), round, 1, { tiers: [[1, 9000n]] })
  for (const lot of [0, 1]) await market.pledge(await market.anApprover(), round, lot)
  await market.compute(round)
  const params = { roundId: round.id }
  const { data } = await visit(screens.loader as never, { params, cookie: await signIn(round.officer) })
  const { lots } = data as { lots: Record<string, any>[] }
  expect(lots[0]).toMatchObject({ code: 'L01', isFlagged: true })
  expect(lots[0]!.screens[0].screen.cv).toBeCloseTo(0.0167, 3)
  expect(lots[1]).toMatchObject({ code: 'L02', screens: [], isFlagged: false })
  const looks = await owner.db
    .selectFrom('events')
    .select('actorId')
    .where('kind', '=', 'screens.looked')
    .where('subjectId', '=', round.id)
    .execute()
  expect(looks).toEqual([{ actorId: round.officer.personId }])
  const evaluator = await anEvaluator()
  expect((await visit(screens.loader as never, { params, cookie: await signIn(evaluator) })).status).toBe(403)
})
