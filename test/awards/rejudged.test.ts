import { describe, expect, test } from 'vitest'
import * as detail from '~/awards/challenges/pages/challenge'
import * as filing from '~/awards/challenges/pages/challenge-new'
import { remediesFor, whyNotRemedy } from '~/awards/challenges/remedying'
import { declareConflict, decideEligibility, fixEligibility } from '~/awards/eligibility/commands.server'
import { besideOf } from '~/awards/evaluation/beside'
import * as eligibility from '~/awards/pages/eligibility'
import { findEvaluation } from '~/awards/evaluation/queries.server'
import { findRound } from '~/rounds/queries.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, type Outcome, servePages, visit } from '../support/pages'
import { openWithKey } from '../support/openers'
import type { Someone } from '../support/people'

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections
const cookie = (who: Someone) => cookieFor(connections.worker.db, who)
const inTx = <T>({ db }: Someone, work: (tx: typeof db) => Promise<T>) => db.transaction().execute(work)
const codeOf = ({ status, data }: Outcome) =>
  (data as { refusal?: { code: string } | null } | null)?.refusal?.code ?? status
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** A decided round of three bids, of which the cheapest was found not eligible; its vendor's challenge is upheld. */
async function aWrongedBidder({ minBids = 1, others = 0 } = {}) {
  const round = await market.aRound({
    lots: Array.from({ length: 1 + others }, () => ({ referencePrice: 1000n })),
    terms: { minBids, noticeWorkdays: 1, challengeWorkdays: 7, replyWorkdays: 7, complaintWorkdays: 15 },
  })
  const [wronged, winner, loser] = [await market.aVendor(), await market.aVendor(), await market.aVendor()]
  const bids = {
    wronged: await market.seal(wronged, round, 0, { tiers: [[1, 600n]] }),
    winner: await market.seal(winner, round, 0, { tiers: [[1, 700n]] }),
    loser: await market.seal(loser, round, 0, { tiers: [[1, 800n]] }),
  }
  const buyer = await market.anApprover()
  for (let lot = 1; lot <= others; lot += 1) await market.seal(loser, round, lot, { tiers: [[1, 500n]] })
  for (let lot = 0; lot <= others; lot += 1) await market.pledge(buyer, round, lot, { quantity: 10 })
  const run = (await market.compute(round, { [bids.wronged]: '授权书过期' }))!
  await market.decide(run)
  const id = await anUpheldChallenge(wronged, round)
  return { round, bids, wronged, winner, loser, id, run }
}

async function anUpheldChallenge(by: Someone, round: { id: string; officer: Someone }) {
  const form = {
    about: 'result',
    'grounds.0.fact': '授权书在投标时有效',
    'grounds.0.rule': '公告第三节',
    'grounds.0.remedy': '重新审查',
  }
  const filed = await visit(filing.action, { params: { roundId: round.id }, cookie: await cookie(by), form })
  const id = filed.location!.match(/challenges\/([\w-]+)/)![1]!
  await move(round.officer, id, { move: 'admit' })
  await move(round.officer, id, {
    move: 'answer',
    'findings.0.no': '1',
    'findings.0.finding': 'upheld',
    'findings.0.answer': '授权书经核实有效',
  })
  return id
}

const move = async (who: Someone, challengeId: string, form: Record<string, string>) =>
  codeOf(await visit(detail.action, { params: { challengeId }, cookie: await cookie(who), form }))

const reopen = (officer: Someone, id: string, bidIds: string) =>
  move(officer, id, {
    move: 'remedy',
    remedy: 'reopen_eligibility',
    bidIds,
    reason: '授权书经核实有效，重新审查',
  })

/** Verdicts of two evaluators, the second of whom fixes. */
async function judge(roundId: string, verdicts: Record<string, true | string>) {
  const decisions = Object.entries(verdicts).map(([bidId, verdict]) => ({
    bidId,
    verdict: verdict === true ? ('eligible' as const) : ('ineligible' as const),
    reason: verdict === true ? '' : verdict,
  }))
  const people = [await anEvaluator(roundId), await anEvaluator(roundId)]
  for (const person of people)
    await inTx(person, (tx) => decideEligibility(tx, person.actor, roundId, decisions))
  await inTx(people[1]!, (tx) => fixEligibility(tx, people[1]!.actor, roundId))
}

async function anEvaluator(roundId: string) {
  const person = await market.someone('agency', ['evaluator'])
  await inTx(person, (tx) => declareConflict(tx, person.actor, roundId, null))
  return person
}

const decisionsOf = (bidId: string) =>
  owner.db
    .selectFrom('eligibilityDecisions')
    .select(['version', 'eligible', 'reason', 'fixedAt'])
    .where('bidId', '=', bidId)
    .orderBy('version')
    .execute()
const winnersOf = (runId: string) =>
  owner.db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select(['vendorId', 'unitPrice'])
    .where('runId', '=', runId)
    .orderBy('lots.code')
    .execute()

describe('an upheld challenge that re-opens eligibility', () => {
  test('has the price of a bid that becomes eligible opened by the ceremony, and the award computed anew', async () => {
    const { round, bids, wronged, winner, loser, id, run } = await aWrongedBidder({ others: 1 })
    expect(await reopen(round.officer, id, bids.wronged)).toBe(302)
    expect(await market.stateOf('rounds', round.id)).toBe('technical_opened')
    expect([await market.stateOf('bids', bids.wronged), await market.stateOf('bids', bids.winner)]).toEqual([
      'opened',
      'priced',
    ])
    await judge(round.id, { [bids.wronged]: true })
    expect(await market.stateOf('rounds', round.id)).toBe('eligibility_fixed')
    expect(await market.stateOf('bids', bids.wronged)).toBe('eligible')
    await market.open(round, 'price')
    expect(await market.stateOf('rounds', round.id)).toBe('prices_opened')
    for (const { id: lot } of round.lots) expect(await market.stateOf('lots', lot)).toBe('active')
    await market.work()
    const again = (await market.findRun(round.id))!
    expect(again.id).not.toBe(run.id)
    const other = { vendorId: loser.orgId, unitPrice: 500n }
    expect(await winnersOf(again.id)).toEqual([{ vendorId: wronged.orgId, unitPrice: 600n }, other])
    expect(await winnersOf(run.id)).toEqual([{ vendorId: winner.orgId, unitPrice: 700n }, other])
    await market.decide(again)
    expect([await market.stateOf('bids', bids.wronged), await market.stateOf('bids', bids.winner)]).toEqual([
      'won',
      'lost',
    ])
  })

  test('leaves the price that was never opened to two openers with keys of their own', async () => {
    const round = await market.aRoundOfOpeners({
      lots: [{ referencePrice: 1000n }],
      terms: { minBids: 1, noticeWorkdays: 1, challengeWorkdays: 7, replyWorkdays: 7, complaintWorkdays: 15 },
    })
    const [wronged, winner] = [await market.aVendor(), await market.aVendor()]
    const cheaper = await market.sealInBrowser(wronged, round, 0, { tiers: [[1, 600n]] })
    await market.sealInBrowser(winner, round, 0, { tiers: [[1, 700n]] })
    await market.pledge(await market.anApprover(), round, 0, { quantity: 10 })
    await market.close(round)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
    await market.admit(round.id, { [cheaper]: '授权书过期' })
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'price')
    await market.work()
    await market.decide((await market.findRun(round.id))!)
    await reopen(round.officer, await anUpheldChallenge(wronged, round), cheaper)
    await judge(round.id, { [cheaper]: true })
    expect(await openWithKey(round.openers[1]!, round.id, 'price')).toBe(false)
    expect([await market.stateOf('rounds', round.id), await market.stateOf('bids', cheaper)]).toEqual([
      'eligibility_fixed',
      'eligible',
    ])
    expect(await openWithKey(round.openers[2]!, round.id, 'price')).toBe(true)
    await market.work()
    expect(await winnersOf((await market.findRun(round.id))!.id)).toEqual([
      { vendorId: wronged.orgId, unitPrice: 600n },
    ])
  })

  test('gives the openers a window of its own', async () => {
    const { round, bids, id } = await aWrongedBidder()
    const passed = {
      roundId: round.id,
      stage: 'price' as const,
      endsAt: new Date(Date.now() - 1000),
      askedAt: new Date(),
    }
    await owner.db.insertInto('openingWindows').values(passed).execute()
    await reopen(round.officer, id, bids.wronged)
    await judge(round.id, { [bids.wronged]: true })
    expect(
      await owner.db.selectFrom('openingWindows').select('stage').where('roundId', '=', round.id).execute(),
    ).toEqual([])
    await market.open(round, 'price')
    expect(await market.stateOf('bids', bids.wronged)).toBe('priced')
  })

  test('recomputes at once without a bid that falls, since every price is open already', async () => {
    const { round, bids, loser, id } = await aWrongedBidder()
    expect(await reopen(round.officer, id, bids.winner)).toBe(302)
    await judge(round.id, { [bids.winner]: '授权书经核实无效' })
    expect(await market.stateOf('rounds', round.id)).toBe('prices_opened')
    await market.work()
    const again = (await market.findRun(round.id))!
    expect(await winnersOf(again.id)).toEqual([{ vendorId: loser.orgId, unitPrice: 800n }])
  })

  test('keeps what was decided before, for good, beside what is decided then', async () => {
    const { round, bids, id } = await aWrongedBidder()
    await reopen(round.officer, id, bids.wronged)
    await judge(round.id, { [bids.wronged]: true })
    expect(await decisionsOf(bids.wronged)).toEqual([
      { version: 1, eligible: false, reason: '授权书过期', fixedAt: expect.any(Date) },
      { version: 2, eligible: true, reason: null, fixedAt: expect.any(Date) },
    ])
    for (const version of [1, 2])
      await expect(
        owner.db
          .updateTable('eligibilityDecisions')
          .set({ reason: '改' })
          .where('bidId', '=', bids.wronged)
          .where('version', '=', version)
          .execute(),
      ).rejects.toThrow('eligibility is fixed')
  })

  test('is decided by two evaluators anew, and on the named bids alone', async () => {
    const { round, bids, id } = await aWrongedBidder()
    await reopen(round.officer, id, bids.wronged)
    const one = await anEvaluator(round.id)
    const fix = () => refusalOf(inTx(one, (tx) => fixEligibility(tx, one.actor, round.id)))
    expect(await fix()).toBe('not-agreed-yet')
    const verdicts = [bids.wronged, bids.winner].map((bidId) => ({
      bidId,
      verdict: 'eligible' as const,
      reason: '',
    }))
    await inTx(one, (tx) => decideEligibility(tx, one.actor, round.id, verdicts))
    expect(await fix()).toBe('not-agreed-yet')
    expect(await decisionsOf(bids.winner)).toHaveLength(1)
    const page = await visit(eligibility.loader, {
      params: { roundId: round.id },
      cookie: await cookie(one),
    })
    const { again, bids: shown } = page.data as {
      again: { reason: string; bids: number }[]
      bids: { id: string; verdict: string | null; before: { eligible: boolean }[] }[]
    }
    expect(again).toMatchObject([{ reason: '授权书经核实有效，重新审查', bids: 1 }])
    expect(shown.find((bid) => bid.id === bids.wronged)).toMatchObject({
      verdict: 'eligible',
      before: [{ eligible: false, reason: '授权书过期' }],
    })
    expect(shown.find((bid) => bid.id === bids.winner)).toMatchObject({ verdict: 'eligible', before: [] })
  })

  test('lets a lot fall in which too few are eligible then, though prices were open', async () => {
    const { round, bids, id } = await aWrongedBidder({ minBids: 2 })
    await reopen(round.officer, id, bids.winner)
    await judge(round.id, { [bids.winner]: '授权书经核实无效' })
    expect(await market.stateOf('rounds', round.id)).toBe('failed')
    expect([await market.stateOf('bids', bids.winner), await market.stateOf('bids', bids.loser)]).toEqual([
      'ineligible',
      'lost',
    ])
  })

  test('shows both computations beside each other, and tells whoever is concerned', async () => {
    const { round, bids, wronged, winner, loser, id } = await aWrongedBidder()
    await reopen(round.officer, id, bids.wronged)
    await judge(round.id, { [bids.wronged]: true })
    await market.open(round, 'price')
    await market.work()
    const [judgeOfIt] = [await market.someone('agency', ['evaluator'])]
    const terms = (await findRound(round.officer.db, round.officer.actor, round.id))!
    const { beside, matrices } = (await findEvaluation(judgeOfIt!.db, terms, null))!
    expect(matrices).toHaveLength(2)
    const rows = new Map(beside!.lots[0]!.bids.map((row) => [row.vendorId, row]))
    expect(rows.get(wronged.orgId)).toMatchObject({
      before: { isIn: false, unitPrice: null },
      after: { isIn: true, unitPrice: 600n, quantity: 10 },
      isChanged: true,
    })
    expect(rows.get(winner.orgId)).toMatchObject({
      before: { unitPrice: 700n, quantity: 10 },
      after: { isIn: true, unitPrice: null },
    })
    expect(rows.get(loser.orgId)!.isChanged).toBe(false)
    const told = await owner.db
      .selectFrom('notifications')
      .select(['kind', 'personId'])
      .where('kind', 'in', ['eligibility.reopened', 'eligibility.judged_again'])
      .where('personId', '=', wronged.personId)
      .execute()
    expect(new Set(told.map(({ kind }) => kind))).toEqual(
      new Set(['eligibility.reopened', 'eligibility.judged_again']),
    )
    const events = await owner.db
      .selectFrom('events')
      .select('kind')
      .where('subjectId', '=', round.id)
      .where('kind', 'in', ['eligibility.reopened', 'round.eligibility_fixed'])
      .orderBy('id')
      .execute()
    expect(events.map(({ kind }) => kind)).toEqual([
      'round.eligibility_fixed',
      'eligibility.reopened',
      'round.eligibility_fixed',
    ])
  })

  test('needs bids that the committee judged, and a step that has been', async () => {
    const { round, id } = await aWrongedBidder()
    expect(
      await move(round.officer, id, { move: 'remedy', remedy: 'reopen_eligibility', reason: '重审' }),
    ).toBe('remedy-bids')
    expect(await reopen(round.officer, id, round.id)).toBe('remedy-bids')
    expect(remediesFor('technical_opened', 2)).not.toContain('reopen_eligibility')
    expect(remediesFor('eligibility_fixed', 1)).toContain('reopen_eligibility')
    const wish = { remedy: 'reopen_eligibility', lotId: null, bidId: null, bidIds: ['a', 'b'] } as const
    const facts = { reached: 'decided', lotsLeft: 1, lotOpen: false, bidState: null } as const
    expect(whyNotRemedy(wish, { ...facts, judgeable: 1 })).toBe('remedy-bids')
    expect(whyNotRemedy(wish, { ...facts, judgeable: 2 })).toBeNull()
  })
})

test('two computations of the same facts have nothing changed', async () => {
  const { round } = await aWrongedBidder()
  const evaluator = await market.someone('agency', ['evaluator'])
  const terms = (await findRound(round.officer.db, round.officer.actor, round.id))!
  const evaluation = (await findEvaluation(evaluator.db, terms, null))!
  expect(evaluation.beside).toBeNull()
  const { instanceHash, certificate } = (await market.findRun(round.id))!
  const { body } = await owner.db
    .selectFrom('awardInstances')
    .select('body')
    .where('hash', '=', instanceHash!)
    .executeTakeFirstOrThrow()
  const computed = { instance: body, certificate } as unknown as Parameters<typeof besideOf>[0]
  for (const rows of besideOf(computed, computed).values())
    expect(rows.every(({ isChanged }) => !isChanged)).toBe(true)
})
