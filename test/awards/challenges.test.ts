import { describe, expect, test } from 'vitest'
import {
  challengeableUntil,
  cureUntil,
  outcomeOf,
  standstillAfter,
  whyNotChallenge,
} from '~/awards/challenges/challenging'
import * as detail from '~/awards/challenges/pages/challenge'
import * as filing from '~/awards/challenges/pages/challenge-new'
import * as list from '~/awards/challenges/pages/challenges'
import { recomputes, remediesFor } from '~/awards/challenges/remedying'
import { clockMoves } from '~/awards/clock.server'
import { calendarOf, hourOf } from '~/kernel/workdays'
import { resumeRound } from '~/rounds/publishing.server'
import { profiles } from '~/rounds/terms'
import { challengeClock } from '~/rounds/timetable'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, type Outcome, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

/** The working days of procurement.md §8.7. */
const calendar = calendarOf([
  ...['2026-09-25', '2026-09-26', '2026-09-27', '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'].map((day) => ({ day, kind: 'holiday' as const })), // oxfmt-ignore
  { day: '2026-10-10', kind: 'workday' as const },
])
const endOf = (day: string) => hourOf(day, 24)

describe('when a challenge may be filed, and until when it is answered', () => {
  const terms = { ...profiles.enterprise, sealing: 'platform' as const }
  const round = {
    state: 'decided' as const,
    terms,
    publishedAt: hourOf('2026-09-21', 10),
    openingAt: hourOf('2026-09-24', 9),
    standstillEndsAt: endOf('2026-10-12'),
  }

  test('follows the working days of the design', () => {
    expect(challengeableUntil('result', round, calendar)).toEqual(endOf('2026-10-12'))
    expect(challengeableUntil('procedure', round, calendar)).toEqual(endOf('2026-10-12'))
    const { reply, complaint } = challengeClock('2026-10-12', terms, calendar)
    expect([reply.lastDay, complaint.lastDay]).toEqual(['2026-10-21', '2026-11-11'])
    expect(cureUntil(hourOf('2026-09-30', 11), calendar)).toEqual(endOf('2026-10-09'))
  })

  test('is refused before its step, after its time and once the award is confirmed', () => {
    const at = (day: string, hour = 9) => hourOf(day, hour)
    expect(whyNotChallenge('result', round, calendar, at('2026-10-12', 23))).toBeNull()
    expect(whyNotChallenge('result', round, calendar, endOf('2026-10-12'))).toBe('challenge-too-late')
    expect(whyNotChallenge('procedure', round, calendar, at('2026-09-23'))).toBe('challenge-not-yet')
    const undecided = { ...round, standstillEndsAt: null }
    expect(whyNotChallenge('result', undecided, calendar, at('2026-09-24'))).toBe('challenge-not-yet')
    const confirmed = { ...round, state: 'confirmed' as const }
    expect(whyNotChallenge('result', confirmed, calendar, at('2026-09-24'))).toBe('challenge-over')
  })

  test('keeps the standstill open until two working days after the answer', () => {
    const ends = endOf('2026-10-12')
    expect(standstillAfter(ends, hourOf('2026-10-21', 15), calendar)).toEqual(endOf('2026-10-23'))
    expect(standstillAfter(ends, hourOf('2026-09-24', 15), calendar)).toEqual(ends)
  })

  test('is upheld, upheld in part or rejected by its grounds', () => {
    expect(outcomeOf(['upheld', 'upheld'])).toBe('upheld')
    expect(outcomeOf(['upheld', 'rejected'])).toBe('partly')
    expect(outcomeOf(['rejected'])).toBe('rejected')
  })
})

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections
const cookie = (who: Someone) => cookieFor(connections.worker.db, who)

async function aDecidedRound() {
  const round = await market.aRound({
    lots: [{ referencePrice: 1000n }],
    terms: { noticeWorkdays: 1, challengeWorkdays: 7, replyWorkdays: 7, complaintWorkdays: 15 },
  })
  const [winner, loser] = [await market.aVendor(), await market.aVendor()]
  await market.seal(winner, round, 0, { tiers: [[1, 600n]] })
  await market.seal(loser, round, 0, { tiers: [[1, 700n]] })
  const buyer = await market.anApprover()
  await market.pledge(buyer, round, 0, { quantity: 10 })
  await market.decide((await market.compute(round))!)
  return { round, winner, loser, buyer }
}

const grounds = {
  'grounds.0.fact': '排序没有说明',
  'grounds.0.rule': '公告第五节',
  'grounds.0.remedy': '说明排序',
  'grounds.1.fact': '首档报价有误',
  'grounds.1.rule': '公告第四节',
  'grounds.1.remedy': '复核',
}

async function file(who: Someone, roundId: string, values: Record<string, string> = {}) {
  const form = { about: 'result', ...grounds, ...values }
  const answer = await visit(filing.action, { params: { roundId }, cookie: await cookie(who), form })
  return { answer: codeOf(answer), id: answer.location?.match(/challenges\/([\w-]+)/)?.[1] ?? '' }
}

const move = async (who: Someone, challengeId: string, form: Record<string, string>) =>
  codeOf(await visit(detail.action, { params: { challengeId }, cookie: await cookie(who), form }))

/** Why it was refused, else its status. */
const codeOf = ({ status, data }: Outcome) =>
  (data as { refusal?: { code: string } | null } | null)?.refusal?.code ?? status

const roundNow = (id: string) =>
  owner.db
    .selectFrom('rounds')
    .select(['state', 'standstillEndsAt', 'reason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const stateOf = (id: string) =>
  owner.db
    .selectFrom('challenges')
    .select(['state', 'outcome'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const tick = async () => {
  for (const { run } of clockMoves)
    await connections.worker.db.transaction().execute((tx) => run(tx, new Date()))
}
const endStandstill = (id: string) =>
  owner.db
    .updateTable('rounds')
    .set({ standstillEndsAt: new Date(Date.now() - 1000) })
    .where('id', '=', id)
    .execute()

const rejected = {
  move: 'answer',
  'findings.0.no': '1',
  'findings.0.finding': 'rejected',
  'findings.0.answer': '已在通知中说明',
  'findings.1.no': '2',
  'findings.1.finding': 'rejected',
  'findings.1.answer': '复核无误',
}

describe('a challenge of a result', () => {
  test('is admitted and answered; until then the award is not confirmed, whatever the clock says', async () => {
    const { round, loser } = await aDecidedRound()
    const { id } = await file(loser, round.id)
    await endStandstill(round.id)
    await tick()
    expect((await roundNow(round.id)).state).toBe('decided')
    expect(await move(round.officer, id, { move: 'admit' })).toBe(302)
    const before = await roundNow(round.id)
    expect(before.standstillEndsAt!.getTime()).toBeGreaterThan(Date.now() + 9 * 86_400_000)
    const half = Object.fromEntries(Object.entries(rejected).filter(([name]) => !name.includes('.1.')))
    expect(await move(round.officer, id, half)).toBe('challenge-unanswered')
    expect(await move(round.officer, id, rejected)).toBe(302)
    expect(await stateOf(id)).toEqual({ state: 'answered', outcome: 'rejected' })
    expect((await roundNow(round.id)).state).toBe('decided')
    await endStandstill(round.id)
    await tick()
    expect((await roundNow(round.id)).state).toBe('confirmed')
  })

  test('that is upheld in part suspends the round at once', async () => {
    const { round, buyer } = await aDecidedRound()
    const { id } = await file(buyer, round.id)
    await move(round.officer, id, { move: 'admit' })
    await move(round.officer, id, { ...rejected, 'findings.1.finding': 'upheld' })
    expect(await stateOf(id)).toEqual({ state: 'answered', outcome: 'partly' })
    expect(await roundNow(round.id)).toMatchObject({ state: 'suspended', reason: '复核无误' })
    const kinds = await owner.db.selectFrom('events').select('kind').where('subjectId', '=', id).execute()
    expect(kinds.map(({ kind }) => kind)).toContain('challenge.upheld')
  })

  test('is returned, mended and filed again; unmended in time it counts as withdrawn', async () => {
    const { round, loser, buyer } = await aDecidedRound()
    const { id } = await file(loser, round.id)
    expect(await move(round.officer, id, { move: 'return', reason: '' })).toBe(422)
    expect(await move(round.officer, id, { move: 'return', reason: '缺证据' })).toBe(302)
    expect(await move(buyer, id, { move: 'withdraw' })).toBe(404)
    expect(
      await move(loser, id, { move: 'cure', ...grounds, 'grounds.0.fact': '排序没有说明，见附件' }),
    ).toBe(302)
    expect(await stateOf(id)).toMatchObject({ state: 'filed' })
    await move(round.officer, id, { move: 'return', reason: '仍缺证据' })
    await owner.db
      .updateTable('challenges')
      .set({ cureUntil: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute()
    expect(await move(loser, id, { move: 'cure', ...grounds })).toBe('challenge-too-late')
    await tick()
    expect(await stateOf(id)).toMatchObject({ state: 'withdrawn' })
  })

  test('goes to the authority after the answer or when it is overdue, not before', async () => {
    const { round, loser } = await aDecidedRound()
    const { id } = await file(loser, round.id)
    await move(round.officer, id, { move: 'admit' })
    expect(await move(loser, id, { move: 'complain' })).toBe('challenge-reply-awaited')
    await owner.db
      .updateTable('challenges')
      .set({ replyDue: new Date(Date.now() - 1000) })
      .where('id', '=', id)
      .execute()
    expect(await move(loser, id, { move: 'complain' })).toBe(302)
    expect(await stateOf(id)).toMatchObject({ state: 'complained' })
  })

  test('is a member’s alone, one at a time, and nobody else’s to read but the office’s', async () => {
    const { round, winner, loser } = await aDecidedRound()
    const stranger = await market.aVendor()
    expect((await file(stranger, round.id)).answer).toBe('challenge-not-member')
    expect((await file(loser, round.id, { 'grounds.0.rule': '' })).answer).toBe(422)
    const { id } = await file(loser, round.id)
    expect((await file(loser, round.id)).answer).toBe('challenge-open')
    for (const who of [winner, stranger]) {
      const seen = { params: { challengeId: id }, cookie: await cookie(who) }
      expect((await visit(detail.loader, seen)).status).toBe(404)
      const all = await visit(list.loader, { params: { roundId: round.id }, cookie: await cookie(who) })
      expect((all.data as { challenges: unknown[] }).challenges).toEqual([])
    }
    const office = { params: { roundId: round.id }, cookie: await cookie(round.officer) }
    expect((await visit(list.loader, office)).data).toMatchObject({ challenges: [{ id, state: 'filed' }] })
    expect(await move(loser, id, { move: 'admit' })).toBe('not-your-move')
  })
})

describe('an upheld challenge', () => {
  const upheld = { ...rejected, 'findings.0.finding': 'upheld', 'findings.1.finding': 'upheld' }

  async function anUpheldOne() {
    const round = await aDecidedRound()
    const { id } = await file(round.loser, round.round.id)
    await move(round.round.officer, id, { move: 'admit' })
    await move(round.round.officer, id, upheld)
    return { ...round, id, officer: round.round.officer }
  }
  const runsOf = (roundId: string) =>
    owner.db.selectFrom('awardRuns').selectAll().where('roundId', '=', roundId).orderBy('id').execute()
  const remedy = (values: Record<string, string>) => ({
    move: 'remedy',
    reason: '中标方的授权已在投标前撤销',
    ...values,
  })

  test('keeps the round stopped until its remedy is decided, once', async () => {
    const { round, id, officer } = await anUpheldOne()
    await expect(
      officer.db.transaction().execute((tx) => resumeRound(tx, officer.actor, round.id, new Date())),
    ).rejects.toThrow('remedy-first')
    expect(await move(officer, id, remedy({ remedy: 'cancel_lot' }))).toBe('remedy-not-now')
    expect(await move(officer, id, { move: 'remedy', remedy: 'go_on', reason: '' })).toBe(422)
    expect(await move(officer, id, remedy({ remedy: 'go_on' }))).toBe(302)
    expect(await roundNow(round.id)).toMatchObject({ state: 'decided', reason: null })
    expect(await move(officer, id, remedy({ remedy: 'go_on' }))).toBe('already-moved')
    await endStandstill(round.id)
    await tick()
    expect((await roundNow(round.id)).state).toBe('confirmed')
  })

  test('has the award computed anew without a bid: both awards are kept, and the standstill restarts', async () => {
    const { round, id, officer, winner, loser } = await anUpheldOne()
    const bids = await owner.db
      .selectFrom('bids')
      .select(['id', 'vendorId', 'state'])
      .where('roundId', '=', round.id)
      .execute()
    const bidOf = (who: Someone) => bids.find(({ vendorId }) => vendorId === who.orgId)!.id
    expect(await move(winner, id, remedy({ remedy: 'recompute' }))).toBe(404)
    expect(await move(loser, id, remedy({ remedy: 'recompute' }))).toBe('not-your-move')
    expect(await move(officer, id, remedy({ remedy: 'recompute', bidId: bidOf(winner) }))).toBe(302)
    expect((await roundNow(round.id)).state).toBe('prices_opened')
    await market.work()
    const [before, again] = await runsOf(round.id)
    expect([before!.state, again!.state]).toEqual(['superseded', 'finished'])

    await market.decide(again!)
    expect(await roundNow(round.id)).toMatchObject({ state: 'decided' })
    expect((await roundNow(round.id)).standstillEndsAt!.getTime()).toBeGreaterThan(
      Date.now() + 8 * 86_400_000,
    )
    const states = await owner.db
      .selectFrom('bids')
      .select(['vendorId', 'state'])
      .where('roundId', '=', round.id)
      .execute()
    expect(Object.fromEntries(states.map((bid) => [bid.vendorId, bid.state]))).toEqual({
      [winner.orgId]: 'excluded',
      [loser.orgId]: 'won',
    })
    const notices = await owner.db
      .selectFrom('notices')
      .select('kind')
      .where('roundId', '=', round.id)
      .orderBy('publishedAt')
      .execute()
    expect(notices.map(({ kind }) => kind)).toEqual(['award', 'replacement'])
    const told = await owner.db
      .selectFrom('events')
      .select('kind')
      .where('roundId', '=', round.id)
      .where('kind', 'in', ['award.decided', 'award.replaced', 'challenge.remedied'])
      .orderBy('id')
      .execute()
    expect(told.map(({ kind }) => kind)).toEqual(['award.decided', 'challenge.remedied', 'award.replaced'])
  })

  test('of which nothing changes is decided by two officers again, though the award is the same', async () => {
    const { round, id, officer } = await anUpheldOne()
    expect(await move(officer, id, remedy({ remedy: 'recompute' }))).toBe(302)
    await market.work()
    const [before, again] = await runsOf(round.id)
    expect(again!.awardHash).toBe(before!.awardHash)
    await market.consentAs(officer, again!)
    expect((await roundNow(round.id)).state).toBe('prices_opened')
    await market.consentAs(await market.anOfficer(), again!)
    expect((await roundNow(round.id)).state).toBe('decided')
  })

  test('is read by the office from its filing on, and a complaint ends with what the authority decided', async () => {
    const { id, officer, loser } = await anUpheldOne()
    const other = await market.anOfficer()
    const history = await visit(detail.loader, { params: { challengeId: id }, cookie: await cookie(other) })
    const kinds = (history.data as { history: { kind: string }[] }).history.map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining(['challenge.filed', 'challenge.admitted', 'challenge.answered']),
    )
    expect(await move(officer, id, { move: 'close_complaint', reason: '维持' })).toBe('already-moved')
    expect(await move(loser, id, { move: 'complain' })).toBe(302)
    expect(await move(officer, id, { move: 'close_complaint', reason: '财采裁〔2026〕12号：驳回投诉' })).toBe(
      302,
    )
    const { complaintOutcome } = await owner.db
      .selectFrom('challenges')
      .select('complaintOutcome')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(complaintOutcome).toBe('财采裁〔2026〕12号：驳回投诉')
  })
})

test('a lot of several is given up: its pledges are free, and the others are computed anew', async () => {
  const round = await market.aRound({
    lots: [{ referencePrice: 1000n }, { referencePrice: 1000n }],
    terms: { noticeWorkdays: 1, challengeWorkdays: 7, replyWorkdays: 7, complaintWorkdays: 15 },
  })
  const vendor = await market.aVendor()
  const buyer = await market.anApprover()
  for (const lot of [0, 1]) {
    await market.seal(vendor, round, lot, { tiers: [[1, 600n]] })
    await market.pledge(buyer, round, lot, { quantity: 10 })
  }
  await market.decide((await market.compute(round))!)
  const { id } = await file(buyer, round.id)
  await move(round.officer, id, { move: 'admit' })
  await move(round.officer, id, { ...rejected, 'findings.0.finding': 'upheld' })
  const lots = await owner.db
    .selectFrom('lots')
    .select(['id', 'code'])
    .where('roundId', '=', round.id)
    .orderBy('code')
    .execute()
  const cancel = { move: 'remedy', remedy: 'cancel_lot', reason: '标段条款有误' }
  expect(await move(round.officer, id, cancel)).toBe('remedy-lot')
  expect(await move(round.officer, id, { ...cancel, remedy: 'recompute', bidId: lots[0]!.id })).toBe(
    'remedy-bid',
  )
  expect(await move(round.officer, id, { ...cancel, lotId: lots[1]!.id })).toBe(302)
  await market.work()
  const states = await owner.db
    .selectFrom('pledges')
    .innerJoin('lots', 'lots.id', 'pledges.lotId')
    .select(['lots.code', 'lots.state as lot', 'pledges.state'])
    .where('lots.roundId', '=', round.id)
    .orderBy('lots.code')
    .execute()
  expect(states).toEqual([
    { code: 'L01', lot: 'active', state: 'frozen' },
    { code: 'L02', lot: 'canceled', state: 'released' },
  ])
  await market.decide((await market.findRun(round.id))!)
  expect((await roundNow(round.id)).state).toBe('decided')
})

test('a remedy fits how far the round came', () => {
  expect(remediesFor('confirmed', 3)).toEqual(['go_on'])
  expect(remediesFor('decided', 2)).toEqual(['go_on', 'recompute', 'reopen_eligibility', 'cancel_lot'])
  expect(remediesFor('published', 1)).toEqual(['go_on'])
  expect(recomputes('cancel_lot', 'frozen')).toBe(false)
  expect(recomputes('cancel_lot', 'decided')).toBe(true)
})
