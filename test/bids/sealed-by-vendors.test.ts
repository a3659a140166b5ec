import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { depositForm, plaintextsOf } from '~/bids/deposit'
import { type BidCopy, readCopy } from '~/bids/own-copy'
import { findShownRound, readOwnBid } from '~/bids/queries.server'
import { sealBid } from '~/bids/seal.server'
import type { Canonical } from '~/kernel/canonical'
import { frameOf, padTo } from '~/rounds/frame'
import { decryptWith, encryptTo, makeKey } from '~/rounds/sealing/age'
import { fromBase64, toBase64 } from '~/kernel/base64'
import { recipientsOf } from '~/rounds/sealing/notice'
import { type BidFacts, biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { answerTo } from '../support/refused'

const connections = await aDatabase()
const { owner } = connections
const { aRoundOfOpeners, aVendor, anEntry, deposit, envelopes, sealInBrowser, stateOf } =
  biddingOf(connections)

const aRandomBid: fc.Arbitrary<BidFacts> = fc.record({
  tiers: fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.bigInt({ min: 1n, max: 10n ** 15n })), {
    minLength: 1,
    maxLength: 12,
  }),
  minQty: fc.nat(1_000_000),
  maxQty: fc.integer({ min: 1, max: 10_000_000 }),
  responses: fc.record({
    delivery: fc.string({ maxLength: 900 }),
    support: fc.string({ unit: 'grapheme', maxLength: 300 }),
  }),
})

const aFen = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String)
const aSecret = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
const ids = (most: number) => fc.array(fc.uuid(), { minLength: 1, maxLength: most })
const kindsBesideBids: [keyof typeof padTo, fc.Arbitrary<Canonical>][] = [
  [
    'ceiling',
    fc.record({
      format: fc.constant('ceiling/1'),
      pledge: fc.uuid(),
      ceiling: fc.option(aFen, { nil: null }),
      stretchCeiling: fc.option(aFen, { nil: null }),
      acceptable: fc.oneof(
        fc.constant({ rule: 'any' }),
        fc.record({ rule: fc.constant('vendors'), vendors: ids(15) }),
        fc.record({ rule: fc.constant('editions'), editions: ids(15) }),
      ),
    }),
  ],
  [
    'bundle',
    fc.record({
      format: fc.constant('bundle-bid/1'),
      bundles: fc.array(fc.record({ lots: ids(4), discountBps: fc.integer({ min: 1, max: 9999 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  ],
  ['seed', fc.record({ format: fc.constant('seed/1'), seed: aSecret, codeSalt: aSecret })],
]

describe('a bid that a vendor’s browser seals', () => {
  test('is kept as it came; the platform itself cannot read it, its author’s copy can', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const sealed = await envelopes(vendor, round, 0, { tiers: [[1, 87_654n]] })
    const bid = await deposit(vendor, round, sealed.values)
    expect(await stateOf('bids', bid)).toBe('sealed')
    expect(await readOwnBid(vendor.db, bid)).toBeNull()
    const copy: BidCopy = {
      format: 'bid-copy/1',
      round: round.id,
      lot: round.lots[0]!.id,
      recovery: sealed.own.identity,
      technical: toBase64(sealed.technical.frame),
      price: toBase64(sealed.price.frame),
    }
    const kept = [
      { kind: 'technical', commitment: sealed.technical.commitment },
      { kind: 'price', commitment: sealed.price.commitment },
    ]
    expect(readCopy(JSON.stringify(copy), kept)?.price.tiers).toEqual([{ from: 1, price: '87654' }])
    expect(readCopy(JSON.stringify({ ...copy, price: copy.technical }), kept)).toBeNull()
    const payload = fromBase64(sealed.values.price.payload)
    expect(await decryptWith(sealed.own.identity, payload)).toEqual(sealed.price.frame)
  })

  test('has one size whatever it says', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const tiers = (price: bigint): BidFacts => ({ tiers: [[1, price]] })
    const sizes = [1n, 99_999n].map(async (price) => {
      const { posted } = await envelopes(vendor, round, 0, tiers(price))
      return [posted.technical.length, posted.price.length]
    })
    const [one, other] = await Promise.all(sizes)
    expect(one).toEqual(other)
  })

  test('of a thousand random bids all frames and payloads are of one size per kind', async () => {
    const { recipient } = await makeKey()
    const sizes = { technical: new Set<string>(), price: new Set<string>() }
    const bids = fc.sample(aRandomBid, { numRuns: 1000, seed: 7 })
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    for (const [place, facts] of bids.entries()) {
      const inside = { round: round.id, lot: round.lots[0]!.id, vendor: vendor.orgId }
      const bodies = plaintextsOf(inside, anEntry(round, 0, facts))
      for (const kind of ['technical', 'price'] as const) {
        const frame = frameOf(kind, bodies[kind], new Uint8Array(32).fill(place))!
        // The wraps hold a key and nothing of the bid; every tenth payload is encrypted as well.
        const payload = place % 10 === 0 ? await encryptTo(frame, recipient, recipient) : null
        sizes[kind].add(`${frame.length}`)
        if (payload) sizes[kind].add(`payload ${payload.length}`)
      }
    }
    expect([...sizes.technical]).toEqual(['16384', 'payload 16682'])
    expect([...sizes.price]).toEqual(['4096', 'payload 4394'])
  })

  test.each(kindsBesideBids)(
    'a thousand random plaintexts of the kind %s have frames of one size',
    (kind, body) => {
      const sizes = fc
        .sample(body, { numRuns: 1000, seed: 7 })
        .map((one, place) => frameOf(kind, one, new Uint8Array(32).fill(place))?.length)
      expect(new Set(sizes)).toEqual(new Set([padTo[kind]]))
    },
  )

  test('is replaced by the next one, and never taken twice', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values } = await envelopes(vendor, round)
    const first = await deposit(vendor, round, values)
    expect(await answerTo(deposit(vendor, round, values))).toBe('envelope-replayed')
    await sealInBrowser(vendor, round)
    expect(await stateOf('bids', first)).toBe('replaced')
    expect(await answerTo(deposit(vendor, round, values))).toBe('envelope-replayed')
  })

  test.each([
    ['another round', { round: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['another lot', { lot: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['another vendor', { author: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['a former notice', { noticeHash: '0'.repeat(64) }, 'notice-changed'],
  ])('is refused when its envelopes are of %s', async (_, place, code) => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values } = await envelopes(vendor, round, 0, { place })
    expect(await answerTo(deposit(vendor, round, values))).toBe(code)
  })

  test('is refused when its parts are swapped, its shape is another, or the platform should have sealed it', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values, posted } = await envelopes(vendor, round)
    const swapped = { ...values, technical: values.price, price: values.technical }
    expect(await answerTo(deposit(vendor, round, swapped))).toBe('envelope-elsewhere')
    const longer = { ...values.price, payload: toBase64(new Uint8Array(5000)) }
    expect(await answerTo(deposit(vendor, round, { ...values, price: longer }))).toBe('envelope-malformed')
    for (const technical of [
      '{',
      '{}',
      JSON.stringify({ ...values.technical, tiers: [] }),
      'x'.repeat(10_000_000),
    ])
      expect(depositForm.safeParse({ ...posted, technical }).success).toBe(false)
    const plain = vendor.db
      .transaction()
      .execute((tx) => sealBid(tx, vendor.actor, round.id, round.lots[0]!.id, anEntry(round, 0)))
    expect(await answerTo(plain)).toBe('seal-in-browser')
  })

  test('comes too late by the database’s clock', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values } = await envelopes(vendor, round)
    await owner.pool.query(
      `update rounds set pledges_close_at = clock_timestamp() - interval '1 second', questions_close_at = clock_timestamp() - interval '2 seconds',
       bids_close_at = clock_timestamp() - interval '1 millisecond' where id = $1`,
      [round.id],
    )
    expect(await answerTo(deposit(vendor, round, values))).toBe('bids-closed')
  })

  test('is sealed to the recipients of the notice alone: an exchanged key is found', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const shown = (await findShownRound(vendor.db, vendor.actor, round.id))!
    expect(recipientsOf(shown.notice, shown.noticeHash)).toEqual(
      round.openers.map(({ recipient }) => recipient),
    )
    const { recipient } = await makeKey()
    const exchanged = shown.notice!.replace(round.openers[1]!.recipient, recipient)
    expect(recipientsOf(exchanged, shown.noticeHash)).toBeNull()
  })
})
