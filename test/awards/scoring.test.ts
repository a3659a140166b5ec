import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as evaluation from '~/awards/evaluation/pages/evaluation'
import { declareConflict, fixEligibility } from '~/awards/eligibility/commands.server'
import type { Certificate } from '~/awards/certificate'
import type { Instance } from '~/awards/instance'
import { changed } from '~/awards/scenarios/change'
import { askScenario } from '~/awards/scenarios/ask.server'
import { excuseEvaluator, handInScores, saveScores } from '~/awards/scoring/commands.server'
import { scoreForm } from '~/awards/scoring/form'
import * as scores from '~/awards/scoring/pages/scores'
import { meanOf, qualityOf, reweighed } from '~/awards/scoring/quality'
import { areAllIn } from '~/awards/scoring/sheet'
import { stabilityOf } from '~/awards/evaluation/stability'
import { solveByRanks } from '~/awards/engine/solve'
import { counter, verify } from '~/awards/verify'
import { awardHashOf, certificateHashOf } from '~/awards/certificate'
import { profiles } from '~/rounds/terms'
import { awardingOf, type Points } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const market = awardingOf(database)
servePages(database.app.pool)

const terms = {
  ...profiles.quick,
  method: 'comprehensive' as const,
  bundles: false,
  priceWeight: 60,
  criteria: [
    { code: 'function', name: '功能', weight: 25 },
    { code: 'service', name: '服务', weight: 15 },
  ],
  sealing: 'platform' as const,
}

/** Three bids: dear and good, cheap and poor, in between; technical parts are open. */
async function aScoredRound() {
  const round = await market.aRound({ terms, lots: [{ referencePrice: 1000n }] })
  const vendors = [await market.aVendor(), await market.aVendor(), await market.aVendor()]
  const bids: string[] = []
  for (const [at, price] of [900n, 700n, 800n].entries())
    bids.push(await market.seal(vendors[at]!, round, 0, { tiers: [[1, price]] }))
  const buyer = await market.anApprover()
  await market.pledge(buyer, round, 0, { quantity: 40 })
  return { round, vendors, bids, buyer }
}

const sheetOf = (bids: readonly string[], points: readonly (readonly [number, number])[]): Points =>
  Object.fromEntries(bids.map((id, at) => [id, { function: points[at]![0], service: points[at]![1] }]))

const first = [
  [2400, 1400],
  [500, 200],
  [1801, 1000],
] as const
const second = [
  [2300, 1500],
  [600, 300],
  [1800, 1100],
] as const

async function evaluators(roundId: string, count: number) {
  const people: Someone[] = []
  for (let n = 0; n < count; n += 1) {
    const person = await market.someone('agency', ['evaluator'])
    await person.db.transaction().execute((tx) => declareConflict(tx, person.actor, roundId, null))
    people.push(person)
  }
  return people
}

const refusalOf = (
  person: Someone,
  work: Parameters<ReturnType<Someone['db']['transaction']>['execute']>[0],
) =>
  person.db
    .transaction()
    .execute(work)
    .then(
      () => null,
      (error: { code?: string }) => error.code,
    )

describe('the mean of the evaluators', () => {
  test('is rounded half up to hundredths, under each criterion by itself', () => {
    expect(meanOf([1801, 1800])).toBe(1801)
    expect(meanOf([100, 100, 101])).toBe(100)
    const score = (criterion: string, evaluatorId: string, hundredths: number) => ({
      criterion,
      evaluatorId,
      hundredths,
    })
    expect(qualityOf([score('a', 'x', 1), score('a', 'y', 2), score('b', 'x', 3), score('b', 'y', 4)])).toBe(
      2 + 4,
    )
  })

  test('lies between the least and the most, whatever the order', () => {
    const points = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(points, (given) => {
        const mean = meanOf(given)
        expect(mean).toBeGreaterThanOrEqual(Math.min(...given))
        expect(mean).toBeLessThanOrEqual(Math.max(...given))
        expect(meanOf(given.toReversed())).toBe(mean)
        const exact = given.reduce((sum, one) => sum + one, 0) / given.length
        expect(Math.abs(mean - exact)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  test('is stretched when price weighs otherwise, and nothing is left where it weighs all', () => {
    expect(reweighed(4000, 60, 80)).toBe(2000)
    expect(reweighed(3333, 60, 55)).toBe(3750)
    expect(reweighed(4000, 60, 100)).toBe(0)
    expect(reweighed(0, 100, 95)).toBe(0)
  })
})

test('two sheets at least are needed, and nobody who is due is left out', () => {
  const [into, out, excused] = [
    { isIn: true, isDue: true },
    { isIn: false, isDue: true },
    { isIn: false, isDue: false },
  ]
  expect(areAllIn([into])).toBe(false)
  expect(areAllIn([into, into, out])).toBe(false)
  expect(areAllIn([into, into, excused])).toBe(true)
  expect(areAllIn([into, excused])).toBe(false)
})

describe('points as they are typed', () => {
  const read = (points: string) =>
    scoreForm.safeParse({
      move: 'save',
      scores: [{ bidId: '018f0000-0000-7000-8000-000000000000', criterion: 'a', points }],
    })
  test.each([
    ['8', 800],
    ['8.5', 850],
    ['１２.３４', 1234],
    [' ', null],
  ])('%s is read', (typed, hundredths) => {
    expect(read(typed).data).toMatchObject({ scores: [{ points: hundredths }] })
  })
  test.each([
    ['8,5', 'points-form'],
    ['-1', 'points-form'],
    ['8.555', 'points-places'],
    ['acht', 'points-form'],
  ])('%s is not', (typed, code) => {
    expect(read(typed).error!.issues[0]).toMatchObject({ path: ['scores', 0, 'points'], message: code })
  })
})

describe('score sheets', () => {
  test('are hidden from everybody else until all are in, then shown to those who judge', async () => {
    const { round, bids, vendors, buyer } = await aScoredRound()
    await market.close(round)
    await market.open(round, 'technical')
    const [one, two] = await evaluators(round.id, 2)
    await market.score(one!, round.id, sheetOf(bids, first))
    const auditor = await market.someone('agency', ['auditor'])
    const read = (who: Someone) => who.db.selectFrom('scores').select('hundredths').execute()
    for (const who of [two!, round.officer, auditor, vendors[0]!, buyer]) expect(await read(who)).toEqual([])
    expect(await read(one!)).toHaveLength(6)
    const params = { roundId: round.id }
    const seen = async (who: Someone) => {
      const { data } = await visit(scores.loader as never, {
        params,
        cookie: await cookieFor(database.worker.db, who),
      })
      return data as {
        areAllIn: boolean
        bids: { quality: number | null; criteria: { given: unknown[] }[] }[]
      }
    }
    for (const who of [two!, round.officer, auditor]) {
      const page = await seen(who)
      expect(page.areAllIn).toBe(false)
      expect(page.bids.flatMap(({ criteria }) => criteria.flatMap(({ given }) => given))).toEqual([])
    }
    await market.score(two!, round.id, sheetOf(bids, second))
    for (const who of [one!, two!, round.officer, auditor]) {
      const page = await seen(who)
      expect(page.areAllIn).toBe(true)
      expect(page.bids.map(({ quality }) => quality).toSorted()).toEqual([3800, 2851, 800].toSorted())
    }
    for (const who of [vendors[0]!, buyer]) {
      expect(await read(who)).toEqual([])
      const { status } = await visit(scores.loader as never, {
        params,
        cookie: await cookieFor(database.worker.db, who),
      })
      expect(status).toBe(404)
    }
  })

  test('are filled in after declaring, by evaluators alone, within what a criterion weighs, and whole', async () => {
    const { round, bids } = await aScoredRound()
    await market.close(round)
    await market.open(round, 'technical')
    const cells = (points: number) => [{ bidId: bids[0]!, criterion: 'service', points }]
    const undeclared = await market.someone('agency', ['evaluator'])
    const save = (who: Someone, points = 100) =>
      refusalOf(who, (tx) => saveScores(tx, who.actor, round.id, cells(points)))
    expect(await save(undeclared)).toBe('declare-first')
    expect(await save(round.officer)).toBe('not-your-move')
    const partial = await market.someone('agency', ['evaluator'])
    await partial.db.transaction().execute((tx) => declareConflict(tx, partial.actor, round.id, '任职'))
    expect(await save(partial)).toBe('conflict-declared')
    const [one] = await evaluators(round.id, 1)
    expect(await save(one!, 1501)).toBe('score-range')
    expect(await save(one!, 1500)).toBeNull()
    const handIn = (who: Someone) => refusalOf(who, (tx) => handInScores(tx, who.actor, round.id))
    expect(await handIn(one!)).toBe('sheet-incomplete')
    await market.score(one!, round.id, sheetOf(bids, first))
    expect(await save(one!)).toBe('sheet-handed-in')
    await expect(
      one!.db.updateTable('scores').set({ hundredths: 1 }).where('evaluatorId', '=', one!.personId).execute(),
    ).rejects.toThrow(/handed in/)
  })

  test('that are not in keep eligibility open; the office may go on without one when two are in', async () => {
    const { round, bids } = await aScoredRound()
    await market.close(round)
    await market.open(round, 'technical')
    const [one, two, three] = await evaluators(round.id, 3)
    const excuse = (personId: string) =>
      refusalOf(round.officer, (tx) =>
        excuseEvaluator(tx, round.officer.actor, round.id, personId, '出差，无法按时评分'),
      )
    await market.score(one!, round.id, sheetOf(bids, first))
    expect(await excuse(three!.personId)).toBe('excuse-needs-two')
    await market.score(two!, round.id, sheetOf(bids, second))
    const fix = () => refusalOf(one!, (tx) => fixEligibility(tx, one!.actor, round.id))
    expect(await fix()).toBe('scores-awaited')
    expect(await excuse(one!.personId)).toBe('sheet-handed-in')
    expect(await excuse(three!.personId)).toBeNull()
    expect(await fix()).toBe('not-agreed-yet')
    const late = await evaluators(round.id, 1)
    expect(await refusalOf(late[0]!, (tx) => saveScores(tx, late[0]!.actor, round.id, []))).toBe(
      'scores-complete',
    )
    // Who came too late keeps nothing from being shown and fixed.
    expect(await fix()).toBe('not-agreed-yet')
    const { rows } = await sql<{ kind: string }>`
      select kind from events where subject_id = ${round.id} and kind like 'scores.%' order by id`.execute(
      owner.db,
    )
    expect(rows.map(({ kind }) => kind)).toEqual([
      'scores.entered',
      'scores.handed_in',
      'scores.entered',
      'scores.handed_in',
      'scores.excused',
      'scores.complete',
    ])
  })

  test('are not asked for where the lowest price wins', async () => {
    const round = await market.aRound()
    await market.seal(await market.aVendor(), round)
    await market.close(round)
    await market.open(round, 'technical')
    const [one] = await evaluators(round.id, 1)
    expect(await refusalOf(one!, (tx) => saveScores(tx, one!.actor, round.id, []))).toBe('not-scored')
  })
})

describe('a comprehensive round', () => {
  test('is decided by price and quality; the verifier recomputes every score', async () => {
    const { round, vendors, bids } = await aScoredRound()
    const run = await market.compute(round, {}, [sheetOf(bids, first), sheetOf(bids, second)])
    const certificate = run!.certificate as unknown as Certificate
    const { body } = await owner.db
      .selectFrom('awardInstances')
      .select('body')
      .where('hash', '=', run!.instanceHash!)
      .executeTakeFirstOrThrow()
    const instance = body as unknown as Instance
    expect(instance).toMatchObject({
      objective: 'comprehensive',
      options: { noWorseOff: false },
      bundles: [],
    })
    expect(instance.scoring).toEqual([
      {
        lot: 'L01',
        priceWeight: 60,
        quality: Object.fromEntries([3800, 800, 2851].map((points, at) => [vendors[at]!.orgId, points])),
      },
    ])
    const rowOf = (at: number) => certificate.scoring.find(({ vendor }) => vendor === vendors[at]!.orgId)
    // 60 points × 700 ∕ 900 = 46.67, and 38.00 for quality; the cheapest has 60.00 and 8.00.
    expect(rowOf(0)).toMatchObject({ priceScore: 4667, quality: 3800, total: 8467, rank: 1 })
    expect(rowOf(1)).toMatchObject({ priceScore: 6000, quality: 800, total: 6800, rank: 3 })
    expect(rowOf(2)).toMatchObject({ priceScore: 5250, quality: 2851, total: 8101, rank: 2 })
    expect(certificate).toMatchObject({ method: 'comprehensive', status: 'ranked', bound: null })
    expect(certificate.winners).toMatchObject([{ vendor: vendors[0]!.orgId, unitPrice: '900' }])
    expect(verify(instance, certificate)).toMatchObject({ ok: true })

    const told = {
      ...certificate,
      scoring: certificate.scoring.map((row) =>
        row.vendor === vendors[1]!.orgId ? { ...row, quality: row.quality + 1, total: row.total + 1 } : row,
      ),
    }
    const rehashed = { ...told, awardHash: awardHashOf(told) }
    const forged = { ...rehashed, hash: certificateHashOf(rehashed) }
    expect(verify(instance, forged).errors.map(({ code }) => code)).toContain('score')

    // An award that saves more by going to the cheapest is no better one.
    const cheapest = certificate.assign.map(([buyer, lot, , quantity]): Certificate['assign'][number] => [
      buyer,
      lot,
      vendors[1]!.orgId,
      quantity,
    ])
    expect(counter(instance, certificate, { assign: cheapest })).toMatchObject({
      accepted: false,
      errors: [{ code: 'score' }],
    })
  })

  test('shows the office price, quality, total and every evaluator’s points beside each other, and how firm the ranks are', async () => {
    const { round, vendors, bids } = await aScoredRound()
    await market.compute(round, {}, [sheetOf(bids, first), sheetOf(bids, second)])
    const { data } = await visit(evaluation.loader as never, {
      params: { roundId: round.id },
      cookie: await cookieFor(database.worker.db, round.officer),
    })
    const { lots, trials, sheets } = (data as { evaluation: Record<string, any> }).evaluation
    const best = lots[0].bids.find(({ vendorId }: { vendorId: string }) => vendorId === vendors[0]!.orgId)
    expect(best.scored).toMatchObject({
      quality: 3800,
      ranked: { price: 4667, total: 8467, rank: 1 },
      criteria: [
        { criterion: 'function', mean: 2350 },
        { criterion: 'service', mean: 1450 },
      ],
    })
    expect(best.scored.criteria[0].given.map(({ hundredths }: any) => hundredths).toSorted()).toEqual([
      2300, 2400,
    ])
    expect(sheets).toHaveLength(2)
    const kinds = trials.map(({ change }: any) => change.kind)
    expect(kinds).toEqual(['bid', 'bid', 'bid', 'weight', 'weight', 'evaluator', 'evaluator'])
    expect(trials.filter(({ change }: any) => change.kind !== 'bid').every((t: any) => t.isUnchanged)).toBe(
      true,
    )
  })

  test('may be looked at with other weights: quality shrinks as price grows', async () => {
    const { round, vendors, bids } = await aScoredRound()
    await market.compute(round, {}, [sheetOf(bids, first), sheetOf(bids, second)])
    await round.officer.db
      .transaction()
      .execute((tx) => askScenario(tx, round.officer.actor, round.id, { priceWeight: 90 }))
    await market.work()
    const run = await owner.db
      .selectFrom('awardRuns')
      .select(['state', 'certificate'])
      .where('roundId', '=', round.id)
      .where('kind', '=', 'scenario')
      .executeTakeFirstOrThrow()
    expect(run.state).toBe('finished')
    const { scoring, winners } = run.certificate as unknown as Certificate
    expect(scoring.find(({ vendor }) => vendor === vendors[0]!.orgId)).toMatchObject({
      quality: 950,
      priceScore: 7000,
    })
    expect(winners).toMatchObject([{ vendor: vendors[1]!.orgId }])
  })

  test('keeps of one brand the bid of the highest total, not the cheapest', async () => {
    const round = await market.aRound({ terms, lots: [{ referencePrice: 1000n, classOf: 2 }] })
    const [good, cheap, other] = [await market.aVendor(), await market.aVendor(), await market.aVendor()]
    const [brand, third] = round.lots[0]!.editions
    const bids = [
      await market.seal(good, round, 0, { edition: brand!, tiers: [[1, 900n]] }),
      await market.seal(cheap, round, 0, { edition: brand!, tiers: [[1, 850n]] }),
      await market.seal(other, round, 0, { edition: third!, tiers: [[1, 950n]] }),
    ]
    await market.pledge(await market.anApprover(), round, 0, { quantity: 40 })
    const sheet = sheetOf(bids, [
      [2500, 1500],
      [100, 100],
      [100, 100],
    ])
    const run = await market.compute(round, {}, [sheet, sheet])
    const { scoring, winners } = run!.certificate as unknown as Certificate
    expect(scoring.map(({ vendor }) => vendor).toSorted()).toEqual([good.orgId, other.orgId].toSorted())
    expect(winners).toMatchObject([{ vendor: good.orgId }])
  })
})

describe('rank stability of scored lots', () => {
  const seed = 'ab'.repeat(32)
  /** The rank reversal of award.md §13 as one lot of one unit. */
  const instance: Instance = {
    format: 'award-instance/1',
    id: 'reversal',
    moneyUnit: 'minor',
    objective: 'comprehensive',
    options: { noWorseOff: false },
    lots: [{ id: 'L1', referencePrice: 1000, maxWinners: 1 }],
    vendors: ['A', 'B', 'C'].map((id) => ({ id })),
    buyers: [
      { id: 'B1', allOrNothing: false, pledges: [{ lot: 'L1', qty: 1, ceiling: null, acceptable: null }] },
    ],
    bids: (
      [
        ['A', 100],
        ['B', 130],
        ['C', 60],
      ] as const
    ).map(([vendor, price]) => ({ vendor, lot: 'L1', tiers: [{ from: 1, price }], minQty: 0, maxQty: null })),
    bundles: [],
    scoring: [{ lot: 'L1', priceWeight: 30, quality: { A: 6000, B: 6650, C: 2000 } }],
  }
  const score = (vendorId: string, evaluatorId: string, hundredths: number) => ({
    lot: 'L1',
    vendorId,
    criterion: 'all',
    evaluatorId,
    hundredths,
  })
  const certificate = solveByRanks(instance, { seed, noWorseOff: false })

  test('a removed loser flips the ranks: B wins, without C it would be A', () => {
    expect(certificate.winners).toMatchObject([{ vendor: 'B' }])
    const trials = stabilityOf(instance, certificate, [])!
    expect(trials.find(({ change }) => change.kind === 'bid' && change.vendor === 'C')).toMatchObject({
      isUnchanged: false,
      winners: [{ vendor: 'A' }],
    })
  })

  test('five points and each evaluator are tried, and the winner then is named', () => {
    const scores = [
      score('A', 'x', 6900),
      score('A', 'y', 5100),
      score('B', 'x', 6300),
      score('B', 'y', 7000),
      score('C', 'x', 2000),
      score('C', 'y', 2000),
    ]
    const trials = stabilityOf(instance, certificate, scores)!
    const of = (kind: string) => trials.filter(({ change }) => change.kind === kind)
    expect(of('weight').map(({ change }) => change)).toEqual([
      { kind: 'weight', points: 5 },
      { kind: 'weight', points: -5 },
    ])
    expect(of('evaluator')).toMatchObject([
      { change: { evaluatorId: 'x' }, isUnchanged: true },
      { change: { evaluatorId: 'y' }, isUnchanged: false, winners: [{ vendor: 'A' }] },
    ])
  })

  test('more points for the price are fewer for quality', () => {
    const [scored] = changed(instance, { priceWeight: 65 }).scoring!
    expect(scored).toEqual({ lot: 'L1', priceWeight: 65, quality: { A: 3000, B: 3325, C: 1000 } })
  })
})
