import { expect, test } from 'vitest'
import * as bids from '~/bids/pages/bids'
import * as bidsCsv from '~/bids/pages/bids-csv'
import * as desk from '~/bids/pages/desk'
import * as entry from '~/bids/pages/new'
import * as opening from '~/bids/pages/opening'
import * as receipt from '~/bids/pages/receipt'
import * as show from '~/bids/pages/show'
import * as lots from '~/rounds/pages/lots'
import * as round_ from '~/rounds/pages/round'
import * as timeline from '~/rounds/pages/timeline'
import { addDays, dayOf } from '~/kernel/workdays'
import { type BiddingRound, biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker, app } = database
const market = biddingOf(database)
servePages(app.pool)

const signIn = (who: Parameters<typeof cookieFor>[1]) => cookieFor(worker.db, who)
const lotOf = (round: BiddingRound) => ({ params: { roundId: round.id, lotId: round.lots[0]!.id } })

const filled = (round: BiddingRound, more: Record<string, string> = {}) => ({
  notice: round.notice,
  edition: round.lots[0]!.editions[0]!,
  'tiers.0.from': '1',
  'tiers.0.price': '900.00',
  'tiers.1.from': '1,000',
  'tiers.1.price': '８50',
  'tiers.2.from': '',
  'tiers.2.price': '',
  minQty: '',
  maxQty: '5000',
  taxRateBps: '1300',
  validUntil: addDays(dayOf(new Date()), 120),
  'responses.delivery': '五个工作日',
  'responses.support': '电话支持',
  'responses.genuine': '原厂授权',
  ...more,
})

test('a filled form seals the bid and leads to its receipt', async () => {
  const [round, vendor] = [await market.aRound(), await market.aVendor()]
  const cookie = await signIn(vendor)
  const posted = await visit(entry.action as never, { ...lotOf(round), cookie, form: filled(round) })
  expect(posted).toMatchObject({
    status: 302,
    location: expect.stringMatching(/^\/bids\/[0-9a-f-]{36}\?done=sealed$/),
  })
  const bidId = /bids\/([^?]+)/.exec(posted.location!)![1]!
  const { data } = await visit(show.loader as never, { params: { bidId }, cookie })
  expect(data).toMatchObject({
    bid: { state: 'sealed', version: 1 },
    content: {
      price: {
        tiers: [
          { from: 1, price: '90000' },
          { from: 1000, price: '85000' },
        ],
        maxQty: 5000,
      },
    },
    envelopes: [{ kind: 'price' }, { kind: 'technical' }],
  })
  const again = await visit(entry.loader as never, { ...lotOf(round), cookie })
  expect(again.data).toMatchObject({ before: { price: { maxQty: 5000 } }, isOpen: true })
})

test('every wrong cell has its own error, and nothing typed is lost', async () => {
  const [round, vendor] = [await market.aRound(), await market.aVendor()]
  const refused = async (more: Record<string, string>) => {
    const { status, data } = await visit(entry.action as never, {
      ...lotOf(round),
      cookie: await signIn(vendor),
      form: filled(round, more),
    })
    expect(status).toBe(422)
    const { problems, values } = data as { problems: { field: string }[]; values: Record<string, string> }
    expect(values['tiers.0.from']).toBe(more['tiers.0.from'] ?? '1')
    return problems.map(({ field }) => field)
  }
  expect(await refused({ 'tiers.0.from': 'x', 'tiers.1.price': '1.200,00' })).toEqual([
    'tiers.0.from',
    'tiers.1.price',
  ])
  expect(await refused({ 'tiers.1.price': '950' })).toEqual(['tiers.1.price'])
  expect(await refused({ 'tiers.0.price': '1000.01' })).toEqual(['tiers.0.price'])
  expect(await refused({ 'tiers.2.from': '500', 'tiers.2.price': '800' })).toEqual(['tiers.2.from'])
  expect(await refused({ minQty: '100', maxQty: '50' })).toEqual(['maxQty'])
  expect(await refused({ 'responses.genuine': ' ', validUntil: dayOf(new Date()) })).toEqual([
    'validUntil',
    'responses.genuine',
  ])
  const many = Object.fromEntries(
    Array.from({ length: 7 }, (_, at) => [
      [`tiers.${at}.from`, String(at + 1)],
      [`tiers.${at}.price`, '900'],
    ]).flat(),
  )
  expect(await refused(many)).toEqual(['tiers'])
  // Overlapping steps, and a cell into which a whole file was pasted.
  expect(await refused({ 'tiers.1.from': '1' })).toEqual(['tiers.1.from'])
  expect(await refused({ 'tiers.1.from': '9'.repeat(10_000_000) })).toEqual(['tiers.1.from'])
  expect(await owner.db.selectFrom('bids').select('id').where('roundId', '=', round.id).execute()).toEqual([])
})

test('a bid posted twice by the same form is one bid', async () => {
  const [round, vendor] = [await market.aRound(), await market.aVendor()]
  const cookie = await signIn(vendor)
  const form = filled(round, { _key: 'one-and-the-same-form' })
  const first = await visit(entry.action as never, { ...lotOf(round), cookie, form })
  const second = await visit(entry.action as never, { ...lotOf(round), cookie, form })
  expect(second.location).toBe(first.location)
  expect(
    await owner.db.selectFrom('bids').select('id').where('roundId', '=', round.id).execute(),
  ).toHaveLength(1)
})

test('a vendor withdraws on the page of the bid; a rival finds no such page', async () => {
  const [round, vendor, rival] = [await market.aRound(), await market.aVendor(), await market.aVendor()]
  const bidId = await market.seal(vendor, round)
  const at = { params: { bidId } }
  const foreign = await signIn(rival)
  expect((await visit(show.loader as never, { ...at, cookie: foreign })).status).toBe(404)
  expect(
    (await visit(show.action as never, { ...at, cookie: foreign, form: { move: 'withdraw' } })).status,
  ).toBe(404)
  expect(
    (await visit(receipt.loader as never, { params: { bidId, kind: 'price' }, cookie: foreign })).status,
  ).toBe(404)
  const cookie = await signIn(vendor)
  expect((await visit(receipt.loader as never, { params: { bidId, kind: 'price' }, cookie })).status).toBe(
    200,
  )
  expect(await visit(show.action as never, { ...at, cookie, form: { move: 'withdraw' } })).toMatchObject({
    status: 302,
  })
  expect(await market.stateOf('bids', bidId)).toBe('withdrawn')
})

test('a vendor’s pages are the same, byte for byte, with none and with nine rival bids', async () => {
  const round = await market.aRound()
  const vendor = await market.aVendor()
  await market.seal(vendor, round)
  const cookie = await signIn(vendor)
  const params = { roundId: round.id }
  const seen = async () => {
    const pages = [
      await visit(desk.loader as never, { params, cookie }),
      await visit(bids.loader as never, { cookie }),
      await visit(entry.loader as never, { ...lotOf(round), cookie }),
      await visit(round_.loader as never, { params, cookie }),
      await visit(lots.loader as never, { params, cookie }),
      await visit(timeline.loader as never, { params, cookie }),
    ]
    return JSON.stringify(pages, (key, value: unknown) =>
      key === 'now' ? null : typeof value === 'bigint' ? String(value) : value,
    )
  }
  const alone = await seen()
  for (let n = 0; n < 9; n += 1) await market.seal(await market.aVendor(), round)
  expect(await seen()).toBe(alone)
})

test('the list as CSV holds one’s own bids', async () => {
  const [round, vendor] = [await market.aRound(), await market.aVendor()]
  await market.seal(vendor, round)
  expect((await visit(bidsCsv.loader as never, { cookie: await signIn(vendor) })).status).toBe(200)
})

test('openers open on the page of the ceremony; others read it or find nothing', async () => {
  const [round, vendor] = [await market.aRound(), await market.aVendor()]
  await market.seal(vendor, round)
  await market.close(round)
  const params = { roundId: round.id }
  const attend = async (cookie: string) => {
    const { data } = await visit(opening.loader as never, { params, cookie })
    const { stage, set } = data as { stage: string; set: { over: string } }
    return visit(opening.action as never, { params, cookie, form: { move: 'attend', stage, over: set.over } })
  }
  const [first, second] = [await market.anOpener(), await market.anOpener()]
  expect((await attend(await signIn(first))).location).toBe(`/rounds/${round.id}/opening?done=attended`)
  expect((await attend(await signIn(second))).location).toBe(`/rounds/${round.id}/opening?done=opened`)
  const { data } = await visit(opening.loader as never, { params, cookie: await signIn(round.officer) })
  expect(data).toMatchObject({
    stage: null,
    bids: [{ state: 'opened' }],
    envelopes: [{ kind: 'technical', fault: null }],
    present: [{ stage: 'technical' }, { stage: 'technical' }],
  })
  expect((await visit(opening.loader as never, { params, cookie: await signIn(vendor) })).status).toBe(404)
})
