import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readRound } from '~/awards/runs/facts.server'
import { extended, isOver, stepAfter } from '~/bids/frames/asked'
import { findAsked, listOwnAsked, showFrame, watchOpenings } from '~/bids/frames/asked.server'
import { frameIn } from '~/bids/own-copy'
import type { Stage } from '~/bids/opening'
import { cancelRound } from '~/rounds/publishing.server'
import { fromBase64, toBase64 } from '~/kernel/base64'
import { type BiddingRound, biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { openWithKey } from '../support/openers'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const connections = await aDatabase()
const { owner } = connections
const { aBuyer, anOfficer, aRoundOfOpeners, aVendor, clock, close, deposit, envelopes, pledge, stateOf } =
  biddingOf(connections)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )
const watch = () => clock.db.transaction().execute((tx) => watchOpenings(tx, new Date()))
const asked = (by: Someone, { id }: BiddingRound) => listOwnAsked(by.db, id)
const show = (by: Someone, { id }: BiddingRound, askedId: string, frame: Uint8Array) =>
  by.db.transaction().execute((tx) => showFrame(tx, by.actor, id, askedId, frame))

/** A vendor with its bid and the frames that its browser kept. */
async function aBidder(round: RoundOfOpeners) {
  const vendor = await aVendor()
  const { values, technical, price } = await envelopes(vendor, round)
  return { vendor, bid: await deposit(vendor, round, values), technical, price }
}

/** The window of a stage is over. */
async function pass(round: BiddingRound, stage: Stage) {
  await watch()
  await owner.pool.query(
    'update opening_windows set ends_at = clock_timestamp() where round_id = $1 and stage = $2',
    [round.id, stage],
  )
  await watch()
}

/** Twice: it was longer once. */
async function passTwice(round: BiddingRound, stage: Stage) {
  await pass(round, stage)
  await pass(round, stage)
}

async function passDue(round: BiddingRound) {
  await owner.pool.query('alter table asked_frames disable trigger keep_shown_frame')
  await owner.pool.query(`update asked_frames set due_at = clock_timestamp() where round_id = $1`, [round.id])
  await owner.pool.query('alter table asked_frames enable trigger keep_shown_frame')
}

const admitAll = async ({ id }: BiddingRound) => {
  await owner.pool.query(`update bids set state = 'eligible' where round_id = $1 and state = 'opened'`, [id])
  await owner.pool.query(`update rounds set state = 'eligibility_fixed' where id = $1`, [id])
}
const reasonOf = async (bid: string) =>
  (await owner.db.selectFrom('bids').select('reason').where('id', '=', bid).executeTakeFirstOrThrow()).reason

test('the window is longer once, then the authors are asked; it waits until all have shown or their time is over', () => {
  const [before, after] = [new Date(0), new Date(1)]
  const window = { endsAt: after, extendedAt: null, askedAt: null }
  expect(stepAfter(window, before)).toBeNull()
  expect(stepAfter(window, after)).toBe('extend')
  expect(stepAfter({ ...window, extendedAt: before }, after)).toBe('ask')
  expect(stepAfter({ ...window, extendedAt: before, askedAt: before }, after)).toBeNull()
  expect(extended(new Date(0)).getTime()).toBe(24 * 3_600_000)
  expect(isOver({ dueAt: after, shown: 1, asked: 2 }, before)).toBe(false)
  expect(isOver({ dueAt: after, shown: 2, asked: 2 }, before)).toBe(true)
  expect(isOver({ dueAt: after, shown: 1, asked: 2 }, after)).toBe(true)
})

describe('two openers do not come', () => {
  test('the window is extended once by 24 hours; then openers are refused and the authors asked for two working days', async () => {
    const round = await aRoundOfOpeners()
    const { vendor } = await aBidder(round)
    await close(round)
    await openWithKey(round.openers[0]!, round.id, 'technical')
    await pass(round, 'technical')
    const { rows } = await owner.pool.query('select * from opening_windows where round_id = $1', [round.id])
    expect(rows[0].ends_at.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
    expect(rows[0].asked_at).toBeNull()
    expect(await asked(vendor, round)).toEqual([])
    await pass(round, 'technical')
    expect(await codeOf(openWithKey(round.openers[1]!, round.id, 'technical'))).toBe('opening-window-over')
    const [one] = await asked(vendor, round)
    expect(one).toMatchObject({ kind: 'technical', cause: 'openers-missing', shownAt: null })
    expect(one!.dueAt.getTime()).toBeGreaterThan(Date.now() + 24 * 3_600_000)
    expect(await trailOf(owner.db, round.id)).toEqual(
      expect.arrayContaining(['opening.window_extended', 'opening.frames_asked']),
    )
  })

  test('what is shown counts if it is what was committed to, once and in time; whoever does not show is withdrawn', async () => {
    const round = await aRoundOfOpeners()
    const [shows, silent] = [await aBidder(round), await aBidder(round)]
    await close(round)
    await passTwice(round, 'technical')
    const [mine] = await asked(shows.vendor, round)
    const [theirs] = await asked(silent.vendor, round)
    const frame = (bidder: typeof shows) => bidder.technical.frame
    expect(await codeOf(show(shows.vendor, round, mine!.id, frame(silent)))).toBe('frame-differs')
    expect(await codeOf(show(shows.vendor, round, theirs!.id, frame(silent)))).toBe('already-moved')
    await show(shows.vendor, round, mine!.id, frame(shows))
    expect(await codeOf(show(shows.vendor, round, mine!.id, frame(shows)))).toBe('already-moved')
    await watch()
    expect(await stateOf('rounds', round.id)).toBe('closed')
    await passDue(round)
    expect(await codeOf(show(silent.vendor, round, theirs!.id, frame(silent)))).toBe('frame-late')
    await watch()
    expect(await stateOf('rounds', round.id)).toBe('technical_opened')
    expect([await stateOf('bids', shows.bid), await stateOf('bids', silent.bid)]).toEqual([
      'opened',
      'withdrawn',
    ])
    expect(await reasonOf(silent.bid)).toBe('frame-not-shown')
    expect(await trailOf(owner.db, shows.bid)).toContain('opening.frame_shown')
  })

  test('or two officers give the round up: nothing is opened, shown or asked for any more', async () => {
    const round = await aRoundOfOpeners()
    const [shows, late] = [await aBidder(round), await aBidder(round)]
    await close(round)
    await passTwice(round, 'technical')
    const [mine] = await asked(shows.vendor, round)
    const [theirs] = await asked(late.vendor, round)
    await show(shows.vendor, round, mine!.id, shows.technical.frame)
    const cancel = (by: Someone) =>
      by.db.transaction().execute((tx) => cancelRound(tx, by.actor, round.id, '开标人无法到场'))
    expect([await cancel(await anOfficer()), await cancel(await anOfficer())]).toEqual([false, true])
    expect(await codeOf(show(late.vendor, round, theirs!.id, late.technical.frame))).toBe('already-moved')
    expect(await asked(late.vendor, round)).toEqual([])
    await passDue(round)
    await watch()
    expect(await stateOf('rounds', round.id)).toBe('canceled')
    expect(await stateOf('bids', shows.bid)).toBe('closed')
    const { rows } = await owner.pool.query(
      'select from opened_items o join sealed_items i on i.id = o.item_id where i.round_id = $1',
      [round.id],
    )
    expect(rows).toEqual([])
  })

  test('nobody reads what was shown before the stage ends, and none learns who was asked', async () => {
    const round = await aRoundOfOpeners()
    const [bidder, other] = [await aBidder(round), await aBidder(round)]
    await close(round)
    await passTwice(round, 'technical')
    const [mine] = await asked(bidder.vendor, round)
    await show(bidder.vendor, round, mine!.id, bidder.technical.frame)
    const [opener, officer] = [round.openers[0]!, await anOfficer()]
    for (const { db } of [opener, officer, other.vendor]) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from asked_frames where frame is not null`.execute(db)
      expect(rows[0]!.n).toBe(0)
    }
    expect(await findAsked(officer.db, round.id, 'technical')).toMatchObject({ asked: 2, shown: 1 })
    expect(await findAsked(other.vendor.db, round.id, 'technical')).toBeNull()
  })

  test('prices come by their authors too: a ceiling that is not shown accepts nothing, and the lottery is of the commitments', async () => {
    const round = await aRoundOfOpeners()
    const [bidder, buyer] = [await aBidder(round), await aBuyer()]
    await pledge(buyer, round, 0, { ceiling: 80_000n })
    await close(round)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
    await admitAll(round)
    await passTwice(round, 'price')
    expect(await asked(buyer, round)).toMatchObject([{ kind: 'ceiling', lotCode: 'L01' }])
    const [price] = await asked(bidder.vendor, round)
    await show(bidder.vendor, round, price!.id, bidder.price.frame)
    await passDue(round)
    await watch()
    expect([await stateOf('rounds', round.id), await stateOf('bids', bidder.bid)]).toEqual([
      'prices_opened',
      'priced',
    ])
    const { facts } = await clock.db.transaction().execute((tx) => readRound(tx, round.id))
    expect(facts.bids).toHaveLength(1)
    expect(facts.pledges.map(({ conditions }) => conditions)).toEqual(['broken'])
    expect(facts.seed).toMatch(/^[0-9a-f]{64}$/)
  })

  test('what was opened before stays, and only of the rest the authors are asked', async () => {
    const round = await aRoundOfOpeners()
    const bidder = await aBidder(round)
    await close(round)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
    await admitAll(round)
    await passTwice(round, 'technical')
    expect(await asked(bidder.vendor, round)).toEqual([])
  })
})

describe('the platform did not keep what came in', () => {
  async function aLoss(change: (bid: string) => Promise<unknown>) {
    const round = await aRoundOfOpeners()
    const [lost, sound] = [await aBidder(round), await aBidder(round)]
    await close(round)
    await owner.pool.query('alter table sealed_items disable trigger keep_sealed')
    await change(lost.bid)
    await owner.pool.query('alter table sealed_items enable trigger keep_sealed')
    await watch()
    await openWithKey(round.openers[0]!, round.id, 'technical')
    expect(await openWithKey(round.openers[2]!, round.id, 'technical')).toBe(false)
    expect(await stateOf('rounds', round.id)).toBe('closed')
    return { round, lost, sound }
  }
  const exchange = (bid: string) =>
    owner.pool.query(
      `update sealed_items set envelope = jsonb_set(envelope, '{commitment}', to_jsonb(repeat('0', 64)))
       where bid_id = $1 and kind = 'technical'`,
      [bid],
    )
  const remove = (bid: string) =>
    owner.pool.query(`delete from sealed_items where bid_id = $1 and kind = 'technical'`, [bid])

  test.each([
    ['differs from its receipt', exchange],
    ['is missing', remove],
  ])(
    'an envelope that %s: its vendor shows within one working day what was in it, and it counts as opened',
    async (_, change) => {
      const { round, lost, sound } = await aLoss(change)
      expect(await asked(sound.vendor, round)).toEqual([])
      const [one] = await asked(lost.vendor, round)
      expect(one).toMatchObject({ kind: 'technical', cause: 'envelope-differs' })
      await show(lost.vendor, round, one!.id, lost.technical.frame)
      await watch()
      expect(await stateOf('rounds', round.id)).toBe('technical_opened')
      expect([await stateOf('bids', lost.bid), await stateOf('bids', sound.bid)]).toEqual([
        'opened',
        'opened',
      ])
    },
  )

  test('not shown in time it goes back unopened, by no fault of its vendor; the incident stands in the log', async () => {
    const { round, lost, sound } = await aLoss(remove)
    await passDue(round)
    await watch()
    expect(await stateOf('rounds', round.id)).toBe('technical_opened')
    expect([await stateOf('bids', lost.bid), await stateOf('bids', sound.bid)]).toEqual([
      'returned_unopened',
      'opened',
    ])
    expect(await reasonOf(lost.bid)).toBe('envelope-differs')
    const { rows } = await owner.pool.query(
      `select count(*)::int as n from events where round_id = $1 and kind = 'opening.envelope_lost'`,
      [round.id],
    )
    expect(rows[0].n).toBe(1)
  })
})

test('the frame that is asked for is found in the copy, and nothing else of it', async () => {
  const round = await aRoundOfOpeners()
  const { technical, price } = await aBidder(round)
  const copy = JSON.stringify({
    format: 'bid-copy/1',
    technical: toBase64(technical.frame),
    price: toBase64(price.frame),
  })
  expect(fromBase64(frameIn(copy, price.commitment)!)).toEqual(price.frame)
  expect(frameIn(copy, '0'.repeat(64))).toBeNull()
  expect(frameIn('no copy', price.commitment)).toBeNull()
})
