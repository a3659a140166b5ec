import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as watchNew from '~/awards/watches/pages/watch-new'
import * as watchesCsv from '~/awards/watches/pages/watches-csv'
import * as watchPage from '~/awards/watches/pages/watch'
import { answerWatch, decideWatch } from '~/awards/watches/decide.server'
import { protectedUntil, whyNotAnswer, whyNotClaim, whyNotDecide } from '~/awards/watches/watching'
import { hourOf } from '~/kernel/workdays'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

test('a price is protected for its months, to the end of the day', () => {
  const confirmedAt = hourOf('2026-08-31', 15)
  expect(protectedUntil(confirmedAt, 6)).toEqual(hourOf('2027-02-28', 24))
  expect(protectedUntil(confirmedAt, 0)).toBeNull()
  expect(protectedUntil(null, 12)).toBeNull()
})

test('a lower price is claimed by a buyer, in time, below what it pays', () => {
  const until = hourOf('2027-02-28', 24)
  const claim = { bought: true, until, price: 700n, lowerPrice: 699n }
  const now = hourOf('2027-02-28', 23)
  expect(whyNotClaim(claim, now)).toBeNull()
  expect(whyNotClaim({ ...claim, bought: false }, now)).toBe('watch-not-bought')
  expect(whyNotClaim(claim, until)).toBe('watch-over')
  expect(whyNotClaim({ ...claim, lowerPrice: 700n }, now)).toBe('watch-not-lower')
})

test('the office decides after the answer, or once the time to answer is over', () => {
  const answerDue = hourOf('2026-12-04', 24)
  const before = new Date(answerDue.getTime() - 1)
  expect(whyNotAnswer({ state: 'raised', answerDue }, before)).toBeNull()
  expect(whyNotAnswer({ state: 'raised', answerDue }, answerDue)).toBe('reply-too-late')
  expect(whyNotAnswer({ state: 'answered', answerDue }, before)).toBe('already-moved')
  expect(whyNotDecide({ state: 'raised', answerDue }, before)).toBe('reply-awaited')
  expect(whyNotDecide({ state: 'raised', answerDue }, answerDue)).toBeNull()
  expect(whyNotDecide({ state: 'answered', answerDue }, before)).toBeNull()
  expect(whyNotDecide({ state: 'granted', answerDue }, answerDue)).toBe('already-moved')
})

const connections = await aDatabase()
servePages(connections.app.pool)
const market = awardingOf(connections)
const { owner } = connections
const terms = { priceProtectionMonths: 12 }

/** A confirmed round in which a buyer gets 40 units of an edition from a vendor at a price. */
async function anAward(facts: { vendor?: Someone; price: bigint; quantity: number; edition?: string }) {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }], terms })
  if (facts.edition)
    await sql`update lots set edition_id = ${facts.edition} where round_id = ${round.id}`.execute(owner.db)
  const lot = await owner.db
    .selectFrom('lots')
    .select(['id', 'editionId'])
    .where('roundId', '=', round.id)
    .executeTakeFirstOrThrow()
  const vendor = facts.vendor ?? (await market.aVendor())
  const buyer = await market.anApprover()
  await market.seal(vendor, round, 0, { tiers: [[1, facts.price]], edition: lot.editionId! })
  await market.pledge(buyer, round, 0, { quantity: facts.quantity })
  await market.decide((await market.compute(round))!)
  await market.confirm(round.id)
  const { id } = await owner.db
    .selectFrom('awards')
    .select('id')
    .where('lotId', '=', lot.id)
    .executeTakeFirstOrThrow()
  return { id, vendor, buyer, edition: lot.editionId!, round }
}

const watchesOf = (awardId: string) =>
  owner.db.selectFrom('priceWatches').selectAll().where('awardId', '=', awardId).execute()
const rebatesOf = async (watchId: string) =>
  owner.db.selectFrom('rebates').select(['units', 'amount']).where('priceWatchId', '=', watchId).execute()
const decide = (officer: Someone, watchId: string, granted: boolean) =>
  officer.db
    .transaction()
    .execute((tx) => decideWatch(tx, officer.actor, watchId, granted, '同一产品、同一期限'))

test('a cheaper later award of the same thing in no larger volume raises a watch, and granted it pays the difference once', async () => {
  const first = await anAward({ price: 700n, quantity: 40 })
  const larger = await anAward({ ...first, price: 600n, quantity: 41 })
  expect(await watchesOf(first.id)).toEqual([])
  await anAward({ ...first, price: 700n, quantity: 10 })
  expect(await watchesOf(first.id)).toEqual([])
  const cheaper = await anAward({ ...first, price: 650n, quantity: 40 })
  const [watch, ...others] = await watchesOf(first.id)
  expect(others).toEqual([])
  expect(watch).toMatchObject({ lowerAwardId: cheaper.id, lowerPrice: 650n, state: 'raised' })

  const officer = await market.anOfficer()
  await expect(decide(officer, watch!.id, true)).rejects.toThrow('reply-awaited')
  const stranger = await market.aVendor()
  await expect(
    stranger.db.transaction().execute((tx) => answerWatch(tx, stranger.actor, watch!.id, '不同意')),
  ).rejects.toThrow('already-moved')
  await first.vendor.db
    .transaction()
    .execute((tx) => answerWatch(tx, first.vendor.actor, watch!.id, '渠道促销价，数量不同'))
  await expect(decide(first.buyer, watch!.id, true)).rejects.toThrow('not-your-move')
  await decide(officer, watch!.id, true)
  await market.work()
  expect(await rebatesOf(watch!.id)).toEqual([{ units: 40, amount: 2_000n }])
  await expect(decide(officer, watch!.id, false)).rejects.toThrow('already-moved')
  expect(await watchesOf(larger.id)).toEqual([])
})

test('a buyer hands in a lower price with its evidence; who is silent is decided on, and a stranger sees nothing', async () => {
  const { id: awardId, buyer, vendor, round } = await anAward({ price: 800n, quantity: 5 })
  const cookie = (who: Someone) => cookieFor(connections.worker.db, who)
  const claim = async (who: Someone, lowerPrice: string) => {
    const form = new FormData()
    form.set('lowerPrice', lowerPrice)
    form.set('said', '供货商网站本周报价')
    form.set('evidence', new File(['%PDF-1.4 quote'], '报价单.pdf', { type: 'application/pdf' }))
    return visit(watchNew.action, { params: { awardId }, cookie: await cookie(who), form } as never)
  }
  expect(await claim(await market.anApprover(), '7.00')).toMatchObject({
    data: { refusal: { code: 'watch-not-bought' } },
  })
  expect(await claim(buyer, '8.00')).toMatchObject({ data: { refusal: { code: 'watch-not-lower' } } })
  const { location } = await claim(buyer, '7.50')
  const watchId = location!.match(/watches\/([\w-]+)/)![1]!
  expect(await claim(buyer, '7.00')).toMatchObject({ data: { refusal: { code: 'watch-open' } } })

  const read = async (who: Someone) =>
    (await visit(watchPage.loader, { params: { watchId }, cookie: await cookie(who) })).status
  expect(await read(buyer)).toBe(200)
  expect(await read(vendor)).toBe(200)
  expect(await read(await market.anApprover())).toBe(404)
  expect(await read(await market.aVendor())).toBe(404)
  const file = async (who: Someone) => {
    const request = new Request('http://localhost:3000/', { headers: { cookie: await cookie(who) } })
    const context = { requestId: 'test', ip: '127.0.0.1' }
    const answer = await watchesCsv.loader({ request, params: {}, context } as never)
    return (await answer.text()).trim().split('\n').slice(1)
  }
  expect(await file(buyer)).toEqual([expect.stringContaining('"8.00","7.50"')])
  expect(await file(vendor)).toHaveLength(1)
  expect(await file(await market.aVendor())).toEqual([])
  const { evidenceFileId } = (await watchesOf(awardId))[0]!
  const files = (who: Someone) =>
    who.db.selectFrom('files').select('name').where('id', '=', evidenceFileId!).execute()
  expect(await files(vendor)).toEqual([{ name: '报价单.pdf' }])
  expect(await files(await market.aVendor())).toEqual([])

  await sql`update price_watches set answer_due = clock_timestamp() where id = ${watchId}`.execute(owner.db)
  await market.tick()
  await market.tick()
  const told = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('subjectId', '=', watchId)
    .where('kind', '=', 'price_watch.unanswered')
    .execute()
  expect(told).toHaveLength(1)
  await expect(
    vendor.db.transaction().execute((tx) => answerWatch(tx, vendor.actor, watchId, '同意')),
  ).rejects.toThrow('reply-too-late')
  const officer = await market.anOfficer()
  await decide(officer, watchId, false)
  await market.work()
  expect(await rebatesOf(watchId)).toEqual([])
  expect((await watchesOf(awardId))[0]).toMatchObject({ state: 'rejected' })
  // Of several at once one is raised, the others are refused.
  const outcomes = await Promise.all(['7.40', '7.30', '7.20', '7.10'].map((price) => claim(buyer, price)))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual([302, 422, 422, 422])
  for (const outcome of outcomes.filter(({ status }) => status === 422))
    expect(outcome).toMatchObject({ data: { refusal: { code: 'watch-open' } } })
  await sql`update rounds set confirmed_at = confirmed_at - interval '13 months' where id = ${round.id}`.execute(
    owner.db,
  )
  expect(await claim(buyer, '7.00')).toMatchObject({ data: { refusal: { code: 'watch-over' } } })
})
