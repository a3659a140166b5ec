import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as evaluation from '~/awards/evaluation/pages/evaluation'
import { inquiryState, whyNotDecideInquiry, whyNotReply } from '~/awards/prices/inquiry'
import * as inquiryPage from '~/awards/prices/pages/inquiry'
import * as filePage from '~/people/pages/file'
import { listWaiting } from '~/program/waiting.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const market = awardingOf(database)
servePages(database.app.pool)

const abnormal = { meanPct: 50, nextPct: 50, referencePct: 45, replyWorkdays: 2 }
const signIn = (who: Someone) => cookieFor(database.worker.db, who)

/** Three bids, one of which is far below the others. */
async function anAskedBid() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }], terms: { abnormal } })
  const [low, mid, high] = [await market.aVendor(), await market.aVendor(), await market.aVendor()]
  const bid = await market.seal(low, round, 0, { tiers: [[1, 400n]] })
  await market.seal(mid, round, 0, { tiers: [[1, 900n]] })
  await market.seal(high, round, 0, { tiers: [[1, 1000n]] })
  const buyer = await market.anApprover()
  await market.pledge(buyer, round)
  await market.compute(round)
  return { round, low, mid, buyer, bid, params: { bidId: bid } }
}

const load = async (who: Someone, params: Record<string, string>) =>
  visit(inquiryPage.loader as never, { params, cookie: await signIn(who) })
const act = async (who: Someone, params: Record<string, string>, form: Record<string, string> | FormData) =>
  visit(inquiryPage.action as never, { params, cookie: await signIn(who), form })
const waits = async (who: Someone) => (await listWaiting(who.db, who.actor)).map(({ kind }) => kind)
const told = async (who: Someone) =>
  (
    await owner.db
      .selectFrom('notifications')
      .select(['kind', 'href'])
      .where('personId', '=', who.personId)
      .where('kind', 'like', 'price.%')
      .orderBy('id')
      .execute()
  ).map(({ kind, href }) => `${kind} ${href}`)

test('whose turn it is: the vendor’s until the time is over, then the office’s', () => {
  const asked = { dueAt: new Date(10), repliedAt: null, decidedAt: null, explained: null }
  expect(inquiryState(asked, new Date(9))).toBe('asked')
  expect(inquiryState(asked, new Date(10))).toBe('overdue')
  expect(inquiryState({ ...asked, repliedAt: new Date(5) }, new Date(11))).toBe('answered')
  expect(inquiryState({ ...asked, decidedAt: new Date(12), explained: true }, new Date(13))).toBe('explained')
  expect(inquiryState({ ...asked, decidedAt: new Date(12), explained: false }, new Date(13))).toBe('excluded')
})

test('a vendor answers once and in time; the office decides once, after the answer or the time to answer', () => {
  const asked = { dueAt: new Date(10), repliedAt: null, decidedAt: null }
  const answered = { ...asked, repliedAt: new Date(5) }
  expect(whyNotReply(asked, new Date(9))).toBeNull()
  expect(whyNotReply(asked, new Date(10))).toBe('reply-too-late')
  expect(whyNotReply(answered, new Date(9))).toBe('already-replied')
  expect(whyNotDecideInquiry(asked, new Date(9))).toBe('reply-awaited')
  expect(whyNotDecideInquiry(asked, new Date(10))).toBeNull()
  expect(whyNotDecideInquiry(answered, new Date(9))).toBeNull()
  expect(whyNotDecideInquiry({ ...answered, decidedAt: new Date(8) }, new Date(9))).toBe('already-decided')
})

describe('the page of a question about a low price', () => {
  test('is the vendor’s and the office’s, nobody else’s', async () => {
    const { round, low, mid, buyer, params } = await anAskedBid()
    expect((await load(low, params)).data).toMatchObject({
      inquiry: { state: 'asked', grounds: ['next', 'reference'] },
      may: { reply: true, decide: false },
    })
    expect((await load(round.officer, params)).data).toMatchObject({ may: { reply: false, decide: true } })
    for (const stranger of [mid, buyer]) {
      expect((await load(stranger, params)).status).toBe(404)
      expect((await act(stranger, params, { move: 'reply', reply: '不是我的投标' })).status).toBe(404)
    }
  })

  test('waits for the vendor, then for the office; accepted, the award is computed with it', async () => {
    const { round, low, bid, params } = await anAskedBid()
    expect(await waits(low)).toContain('price-questions')
    expect(await waits(round.officer)).not.toContain('price-answers')
    expect(await told(low)).toEqual([`price.asked /bids/${bid}/inquiry`])
    const early = await act(round.officer, params, { move: 'accept', reason: '价格函属实' })
    expect([early.status, JSON.stringify(early.data)]).toEqual([
      422,
      expect.stringContaining('reply-awaited'),
    ])
    expect((await act(round.officer, params, { move: 'reply', reply: '代为说明' })).status).toBe(422)

    const form = new FormData()
    form.set('move', 'reply')
    form.set('reply', '厂商首年推广价，附价格函')
    form.set('evidence', new File(['%PDF-1.7\n1 0 obj\n'], '价格函.pdf', { type: 'application/pdf' }))
    expect((await act(low, params, form)).location).toContain('done=price-explained')
    expect(await waits(low)).not.toContain('price-questions')
    expect(await waits(round.officer)).toContain('price-answers')
    expect(await told(round.officer)).toEqual([`price.answered /bids/${bid}/inquiry`])
    const { inquiry } = (await load(round.officer, params)).data as { inquiry: Record<string, string> }
    expect(inquiry).toMatchObject({ state: 'answered', fileName: '价格函.pdf' })
    const file = { fileId: inquiry.fileId! }
    for (const [who, status] of [
      [round.officer, 200],
      [low, 200],
      [await market.aVendor(), 404],
    ] as const)
      // oxfmt-ignore
      expect((await visit(filePage.loader as never, { params: file, cookie: await signIn(who) })).status).toBe(
        status,
      )

    const accepted = await act(round.officer, params, { move: 'accept', reason: '价格函属实' })
    expect(accepted.location).toContain('done=price-accepted')
    await market.work()
    expect(await market.findRun(round.id)).toMatchObject({ state: 'finished', objective: 6000n })
    expect(await told(low)).toContain(`price.explained /bids/${bid}/inquiry`)
    expect((await act(round.officer, params, { move: 'exclude', reason: '改主意' })).status).toBe(422)
  })

  test('unanswered it waits for the office once the time is over, which is told once', async () => {
    const { round, low, bid, params } = await anAskedBid()
    await sql`update price_inquiries set due_at = clock_timestamp() - interval '1 second' where bid_id = ${bid}`.execute(
      owner.db,
    )
    await market.tick()
    await market.tick()
    expect(await told(round.officer)).toEqual([`price.unanswered /bids/${bid}/inquiry`])
    expect(await waits(round.officer)).toContain('price-answers')
    expect(await waits(low)).not.toContain('price-questions')
    expect((await act(low, params, { move: 'reply', reply: '来晚了' })).status).toBe(422)
    const excluded = await act(round.officer, params, { move: 'exclude', reason: '逾期未说明' })
    expect(excluded.location).toContain('done=price-excluded')
    await market.work()
    expect(await market.stateOf('bids', bid)).toBe('excluded')
    expect(await market.findRun(round.id)).toMatchObject({ state: 'finished', objective: 1000n })
  })

  test('a decision needs a reason', async () => {
    const { round, low, params } = await anAskedBid()
    await act(low, params, { move: 'reply', reply: '厂商促销' })
    const answer = await act(round.officer, params, { move: 'exclude', reason: ' ' })
    expect(answer).toMatchObject({ status: 422, data: { problems: [{ field: 'reason' }] } })
  })

  test('stands in the list of the evaluation for the office, not for evaluators', async () => {
    const { round } = await anAskedBid()
    const listed = async (who: Someone) => {
      const { data } = await visit(evaluation.loader as never, {
        params: { roundId: round.id },
        cookie: await signIn(who),
      })
      return (data as { inquiries: unknown[] }).inquiries.length
    }
    expect(await listed(round.officer)).toBe(1)
    expect(await listed(await market.someone('agency', ['evaluator']))).toBe(0)
  })
})
