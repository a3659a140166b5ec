import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { invalidateBids } from '~/bids/reactions.server'
import { reconfirmBid } from '~/bids/seal.server'
import { clockMoves as bidsClock } from '~/bids/clock.server'
import { publishedDays } from '~/kernel/calendar'
import { calendarOf, dayOf, isWorkday, workdaysBetween } from '~/kernel/workdays'
import { changesBetween, isMaterial, touchedLots } from '~/rounds/addenda/changes'
import { amendRound } from '~/rounds/addenda/commands.server'
import type { AddendumValues } from '~/rounds/addenda/form'
import { timesAfter } from '~/rounds/addenda/moving'
import { invalidatePledges } from '~/rounds/addenda/reactions.server'
import { volumesOf } from '~/rounds/pledges/figures.server'
import { findRound, listAddenda, listLots } from '~/rounds/queries.server'
import { closingAfterAddendum } from '~/rounds/timetable'
import { biddingOf, type BiddingRound } from '../support/bidding'
import { aDatabase } from '../support/database'

const connections = await aDatabase()
const { owner, worker } = connections
const market = biddingOf(connections)
const { aRound, aVendor, seal, stateOf } = market
const calendar = calendarOf(publishedDays)

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** The round as its officer finds it in the form. */
async function asItStands(round: BiddingRound): Promise<AddendumValues> {
  const { officer } = round
  const now = (await findRound(officer.db, officer.actor, round.id))!
  const lots = await listLots(officer.db, round.id)
  return {
    move: 'publish',
    notice: now.noticeHash!.toString('hex'),
    reason: '目录价已调整',
    questionsCloseAt: now.questionsCloseAt!,
    pledgesCloseAt: now.pledgesCloseAt!,
    bidsCloseAt: now.bidsCloseAt!,
    openingAt: now.openingAt!,
    minBids: now.terms.minBids,
    maxTiers: now.terms.maxTiers,
    contractDays: now.terms.contractDays,
    lots: lots.map(({ id, referencePrice, minVolume, maxWinners, contractMonths }) => ({
      id, referencePrice, minVolume, maxWinners, contractMonths,
    })), // oxfmt-ignore
  }
}

/** Publishes the addendum; then the worker does what follows. */
async function amend(round: BiddingRound, change: (values: AddendumValues) => AddendumValues) {
  const { officer } = round
  const values = change(await asItStands(round))
  const no = await officer.db.transaction().execute((tx) => amendRound(tx, officer.actor, round.id, values))
  const { rows } = await owner.pool.query(
    `select e.at, b.body from events e join event_bodies b on b.event_id = e.id
     where e.round_id = $1 and e.kind = 'round.amended' order by e.id desc limit 1`,
    [round.id],
  )
  const event = { subjectId: round.id, facts: JSON.parse(rows[0].body), at: rows[0].at }
  await worker.db.transaction().execute((tx) => invalidatePledges(tx, event))
  await worker.db.transaction().execute((tx) => invalidateBids(tx, event))
  return { no, facts: event.facts }
}

const dearer = (at: number) => (values: AddendumValues) => ({
  ...values,
  lots: values.lots.map((lot, place) =>
    place === at ? { ...lot, referencePrice: lot.referencePrice + 100n } : lot,
  ),
})

describe('a material addendum', () => {
  test('invalidates the bids of its lot: one is reconfirmed, one replaced, one lapses; the other lot’s stand', async () => {
    const round = await aRound({ lots: [{}, {}], terms: { addendumDays: 2 } })
    const [yes, again, silent] = [await aVendor(), await aVendor(), await aVendor()]
    const [kept, replaced, lapsed] = [
      await seal(yes, round),
      await seal(again, round),
      await seal(silent, round),
    ]
    const elsewhere = await seal(yes, round, 1)
    const { facts } = await amend(round, dearer(0))
    expect(facts).toMatchObject({ no: 1, material: true, lots: [round.lots[0]!.id], reopened: false })
    for (const bid of [kept, replaced, lapsed]) expect(await stateOf('bids', bid)).toBe('invalidated')
    expect(await stateOf('bids', elsewhere)).toBe('sealed')
    const now = (await findRound(yes.db, yes.actor, round.id))!
    expect(now.termsVersion).toBe(2)
    const present = { ...round, notice: now.noticeHash!.toString('hex') }
    expect(await codeOf(seal(again, round))).toBe('notice-changed')
    await yes.db.transaction().execute((tx) => reconfirmBid(tx, yes.actor, kept))
    const fresh = await seal(again, present)
    await market.freeze(round)
    await sql`update rounds set questions_close_at = now() - interval '3 hours', pledges_close_at = now() - interval '2 hours',
      bids_close_at = now() - interval '1 hour', opening_at = now() - interval '1 minute' where id = ${round.id}`.execute(
      owner.db,
    )
    for (const { run } of bidsClock) await market.clock.db.transaction().execute((tx) => run(tx, new Date()))
    expect([await stateOf('bids', kept), await stateOf('bids', fresh)]).toEqual(['closed', 'closed'])
    expect([await stateOf('bids', replaced), await stateOf('bids', lapsed)]).toEqual(['replaced', 'dropped'])
  })

  test('leaves so many days for bidding, and tells red-line, reason and a notice of its own', async () => {
    const round = await aRound({ terms: { addendumDays: 5 } })
    const before = await asItStands(round)
    await amend(round, dearer(0))
    const now = await asItStands(round)
    expect(now.bidsCloseAt.getTime() - Date.now()).toBeGreaterThanOrEqual(5 * 86_400_000 - 60_000)
    expect(now.openingAt >= now.bidsCloseAt).toBe(true)
    expect(now.notice).not.toBe(before.notice)
    const [addendum] = await listAddenda(owner.db, round.id)
    expect(addendum).toMatchObject({ no: 1, material: true, reason: '目录价已调整' })
    expect(addendum!.changes).toContainEqual({ path: 'L01.referencePrice', from: '100000', to: '100100' })
    const { rows } = await owner.pool.query(
      'select encode(sha256(convert_to(notice, $2)), $3) as hash from round_terms where round_id = $1 and version = 2',
      [round.id, 'UTF8', 'hex'],
    )
    expect(rows[0].hash).toBe(now.notice)
  })

  test('after the freeze opens pledging again; what it touches is signed anew, the rest may be changed', async () => {
    const round = await aRound({ lots: [{}, {}] })
    const [buyer, other] = [await market.anApprover(), await market.anApprover()]
    const touched = await market.pledge(buyer, round, 0, { quantity: 12 })
    const kept = await market.pledge(other, round, 1, { quantity: 5 })
    await sql`insert into pledge_deltas (round_id, lot_id, pledge_id, delta) select round_id, lot_id, id, quantity from pledges where round_id = ${round.id}`.execute(
      owner.db,
    )
    await market.freeze(round)
    const { facts } = await amend(round, dearer(0))
    expect(facts.reopened).toBe(true)
    expect([
      await stateOf('rounds', round.id),
      await stateOf('pledges', touched),
      await stateOf('pledges', kept),
    ]).toEqual(['published', 'invalidated', 'active'])
    const volumes = await volumesOf(owner.db, round.id)
    expect(volumes.map(({ quantity }) => quantity)).toEqual([0n, 5n])
    const now = await asItStands(round)
    expect(now.pledgesCloseAt.getTime()).toBeGreaterThan(Date.now() + 86_400_000)
    expect(now.pledgesCloseAt < now.bidsCloseAt).toBe(true)
  })
})

test('one that only gives more time informs, and touches nothing', async () => {
  const [round, vendor] = [await aRound(), await aVendor()]
  const bid = await seal(vendor, round)
  const later = (at: Date) => new Date(at.getTime() + 86_400_000)
  const { facts } = await amend(round, (values) => ({
    ...values,
    bidsCloseAt: later(values.bidsCloseAt),
    openingAt: later(values.openingAt),
  }))
  expect(facts).toMatchObject({ material: false, lots: [] })
  expect(await stateOf('bids', bid)).toBe('sealed')
})

test('refused is one without a change, over another notice, after closing, out of order, or by anybody else', async () => {
  const [round, vendor] = [await aRound(), await aVendor()]
  const values = await asItStands(round)
  const by = ({ db, actor }: Pick<typeof vendor, 'db' | 'actor'>, change: Partial<AddendumValues>) =>
    codeOf(db.transaction().execute((tx) => amendRound(tx, actor, round.id, { ...values, ...change })))
  const contractDays = values.contractDays + 1
  expect(await by(round.officer, {})).toBe('nothing-changed')
  expect(await by(round.officer, { contractDays, notice: '0'.repeat(64) })).toBe('notice-changed')
  expect(await by(round.officer, { bidsCloseAt: new Date(Date.now() - 60_000) })).toBe('in-the-past')
  expect(await by(round.officer, { openingAt: new Date(Date.now() + 60_000) })).toBe('opening-before-close')
  expect(await by(vendor, { contractDays })).toBe('not-your-move')
  await market.shift(round, -2.5)
  expect(await by(round.officer, { contractDays })).toBe('bids-closed')
})

describe('as rules', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 9, 12, hour))
  const lot = (code: string, minVolume = 1) => ({
    code,
    referencePrice: 100n,
    minVolume,
    maxWinners: 1,
    contractMonths: 12,
  })
  const before = {
    times: { questionsCloseAt: at(1), pledgesCloseAt: at(2), bidsCloseAt: at(3), openingAt: at(4) },
    terms: { minBids: 3, maxTiers: 6, contractDays: 30 },
    lots: [lot('L01'), lot('L02')],
  }

  test('a lot touches itself, a term or an earlier deadline touches all, more time touches none', () => {
    const changed = (after: typeof before) => {
      const changes = changesBetween(before, after)
      return isMaterial(changes) ? touchedLots(changes, ['L01', 'L02']) : null
    }
    expect(changed(before)).toBeNull()
    expect(changed({ ...before, lots: [lot('L01'), lot('L02', 2)] })).toEqual(['L02'])
    expect(changed({ ...before, terms: { ...before.terms, minBids: 2 } })).toEqual(['L01', 'L02'])
    expect(changed({ ...before, times: { ...before.times, openingAt: at(5) } })).toBeNull()
    expect(changed({ ...before, times: { ...before.times, questionsCloseAt: at(0) } })).toEqual([
      'L01',
      'L02',
    ])
  })

  test('whatever was typed, the days stay, the order holds, and what moves ends on a working day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * 24 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        (hours, addendumDays, freezeToCloseWorkdays, reopens) => {
          const now = new Date(Date.UTC(2026, 8, 1, 3))
          const moment = (more: number) => new Date(now.getTime() + (hours + more) * 3_600_000)
          const typed = {
            questionsCloseAt: moment(-2),
            pledgesCloseAt: moment(-1),
            bidsCloseAt: moment(0),
            openingAt: moment(1),
          }
          const terms = { addendumDays, freezeToCloseWorkdays }
          const times = timesAfter(typed, { now, terms, calendar, reopens })
          const least = closingAfterAddendum(typed.bidsCloseAt, now, addendumDays)
          expect(times.bidsCloseAt >= least).toBe(true)
          expect(times.pledgesCloseAt < times.bidsCloseAt && times.bidsCloseAt <= times.openingAt).toBe(true)
          if (times.bidsCloseAt > typed.bidsCloseAt)
            expect(isWorkday(calendar, dayOf(times.bidsCloseAt))).toBe(true)
          if (reopens)
            expect(
              workdaysBetween(calendar, dayOf(times.pledgesCloseAt), dayOf(times.bidsCloseAt)),
            ).toBeGreaterThanOrEqual(freezeToCloseWorkdays)
        },
      ),
    )
  })
})
