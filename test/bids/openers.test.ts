import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findCeremony } from '~/bids/ceremony.server'
import { depositForm, plaintextsOf } from '~/bids/deposit'
import { attendOpening, findOpeningSet } from '~/bids/open.server'
import { type BidCopy, readCopy } from '~/bids/own-copy'
import { keepKeys, keepPeels, takeWraps } from '~/bids/peels/peel.server'
import { deedOf } from '~/bids/peels/peeling'
import { findShownRound, readOwnBid } from '~/bids/queries.server'
import { sealBid } from '~/bids/seal.server'
import { unwrap } from '~/bids/peels/unwrapping'
import type { Canonical } from '~/kernel/canonical'
import { frameOf, padTo } from '~/rounds/frame'
import { decryptWith, encryptTo, makeKey } from '~/rounds/sealing/age'
import { fromBase64, toBase64 } from '~/rounds/sealing/base64'
import { recipientsOf } from '~/rounds/sealing/notice'
import { type BidFacts, biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { type Opener, openWithKey } from '../support/openers'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const { owner } = connections
const market = biddingOf(connections)
const { aRoundOfOpeners, aVendor, close, deposit, envelopes, sealInBrowser, stateOf } = market

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

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

/** A round with bids of so many vendors, closed at the hour of its opening. */
async function aClosedRound(vendors = 1) {
  const round = await aRoundOfOpeners()
  const bids: string[] = []
  for (let n = 0; n < vendors; n += 1) bids.push(await sealInBrowser(await aVendor(), round))
  await close(round)
  return { round, bids, bid: bids[0]! }
}

const faultsOf = async (bid: string) => {
  const { rows } = await owner.pool.query(
    'select i.kind, o.fault from opened_items o join sealed_items i on i.id = o.item_id where i.bid_id = $1',
    [bid],
  )
  return rows as { kind: string; fault: string | null }[]
}

const admitAll = (roundId: string) =>
  owner.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('bids')
      .set({ state: 'eligible' })
      .where('roundId', '=', roundId)
      .where('state', '=', 'opened')
      .execute()
    await tx.updateTable('rounds').set({ state: 'eligibility_fixed' }).where('id', '=', roundId).execute()
  })

/** Changes what lies in the database as its administrator could. */
async function tamper(bid: string, set: string) {
  await sql.raw(`alter table sealed_items disable trigger keep_sealed`).execute(owner.db)
  await sql
    .raw(`update sealed_items set ${set} where bid_id = '${bid}' and kind = 'technical'`)
    .execute(owner.db)
  await sql.raw(`alter table sealed_items enable trigger keep_sealed`).execute(owner.db)
}

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
      const bodies = plaintextsOf(inside, market.anEntry(round, 0, facts))
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
    expect(await codeOf(deposit(vendor, round, values))).toBe('envelope-replayed')
    await sealInBrowser(vendor, round)
    expect(await stateOf('bids', first)).toBe('replaced')
    expect(await codeOf(deposit(vendor, round, values))).toBe('envelope-replayed')
  })

  test.each([
    ['another round', { round: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['another lot', { lot: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['another vendor', { author: '0198a0e0-0000-7000-8000-000000000001' }, 'envelope-elsewhere'],
    ['a former notice', { noticeHash: '0'.repeat(64) }, 'notice-changed'],
  ])('is refused when its envelopes are of %s', async (_, place, code) => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values } = await envelopes(vendor, round, 0, { place })
    expect(await codeOf(deposit(vendor, round, values))).toBe(code)
  })

  test('is refused when its parts are swapped, its shape is another, or the platform should have sealed it', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values, posted } = await envelopes(vendor, round)
    const swapped = { ...values, technical: values.price, price: values.technical }
    expect(await codeOf(deposit(vendor, round, swapped))).toBe('envelope-elsewhere')
    const longer = { ...values.price, payload: toBase64(new Uint8Array(5000)) }
    expect(await codeOf(deposit(vendor, round, { ...values, price: longer }))).toBe('envelope-malformed')
    for (const technical of [
      '{',
      '{}',
      JSON.stringify({ ...values.technical, tiers: [] }),
      'x'.repeat(10_000_000),
    ])
      expect(depositForm.safeParse({ ...posted, technical }).success).toBe(false)
    const plain = vendor.db
      .transaction()
      .execute((tx) => sealBid(tx, vendor.actor, round.id, round.lots[0]!.id, market.anEntry(round, 0)))
    expect(await codeOf(plain)).toBe('seal-in-browser')
  })

  test('comes too late by the database’s clock', async () => {
    const [round, vendor] = [await aRoundOfOpeners(), await aVendor()]
    const { values } = await envelopes(vendor, round)
    await owner.pool.query(
      `update rounds set pledges_close_at = clock_timestamp() - interval '1 second', questions_close_at = clock_timestamp() - interval '2 seconds',
       bids_close_at = clock_timestamp() - interval '1 millisecond' where id = $1`,
      [round.id],
    )
    expect(await codeOf(deposit(vendor, round, values))).toBe('bids-closed')
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

describe('the opening by two of three keys', () => {
  test.each([
    [0, 1],
    [0, 2],
    [1, 2],
  ])('openers %i and %i open technical parts, then prices', async (first, second) => {
    const { round, bid } = await aClosedRound()
    const [one, two] = [round.openers[first]!, round.openers[second]!]
    expect(await openWithKey(one, round.id, 'technical')).toBe(false)
    expect(await stateOf('rounds', round.id)).toBe('closed')
    expect(await openWithKey(two, round.id, 'technical')).toBe(true)
    expect([await stateOf('rounds', round.id), await stateOf('bids', bid)]).toEqual([
      'technical_opened',
      'opened',
    ])
    await admitAll(round.id)
    await openWithKey(one, round.id, 'price')
    expect(await openWithKey(two, round.id, 'price')).toBe(true)
    expect([await stateOf('rounds', round.id), await stateOf('bids', bid)]).toEqual([
      'prices_opened',
      'priced',
    ])
    expect(await faultsOf(bid)).toEqual([
      { kind: 'technical', fault: null },
      { kind: 'price', fault: null },
    ])
  })

  test('one key opens nothing, and its holder is given nothing that another key has to open', async () => {
    const { round } = await aClosedRound()
    for (const opener of [...round.openers].toReversed())
      expect((await wrapsFor(opener, round)).every(({ pair }) => pair[0] === opener.no)).toBe(true)
    const { rows } = await owner.pool.query(
      'select count(*)::int as n from opened_items o join sealed_items i on i.id = o.item_id where i.round_id = $1',
      [round.id],
    )
    expect(rows[0].n).toBe(0)
    for (const { identity } of round.openers) {
      const { rows: items } = await owner.pool.query(
        `select envelope from sealed_items where round_id = $1 and kind = 'price'`,
        [round.id],
      )
      for (const { envelope } of items) {
        expect(await decryptWith(identity, fromBase64(envelope.payload))).toBeNull()
        for (const { data } of envelope.wraps) {
          const inner = await decryptWith(identity, fromBase64(data))
          expect(inner && (await decryptWith(identity, inner))).toBeNull()
        }
      }
    }
  })

  test('goes on after a break: what was brought is kept, a repetition changes nothing', async () => {
    const { round, bids } = await aClosedRound(3)
    const [one, two] = [round.openers[0]!, round.openers[1]!]
    await openWithKey(one, round.id, 'technical')
    const wraps = await wrapsFor(two, round)
    const { over } = await findOpeningSet(two.db, round.id, 'technical')
    const { keys } = await unwrap(
      two.identity,
      wraps.filter(({ deed }) => deed === 'finish'),
    )
    const bring = (some: typeof keys) =>
      two.db
        .transaction()
        .execute((tx) => keepKeys(tx, two.actor, round.id, { stage: 'technical', over: over!, keys: some }))
    expect(await bring(keys.slice(0, 1))).toBe(false)
    expect(await bring(keys.slice(0, 1))).toBe(false)
    const shown = (await findShownRound(two.db, two.actor, round.id))!
    const { keys: progress } = await findCeremony(two.db, two.actor, shown)
    expect(progress).toMatchObject({
      progress: { opened: 1, sealedToOpeners: 3, firstLayers: [1] },
      deed: 'finish',
    })
    expect(await openWithKey(two, round.id, 'technical')).toBe(true)
    for (const bid of bids) expect(await stateOf('bids', bid)).toBe('opened')
  })

  test('refuses who comes too early, is not named, opens another set, or brings a layer that is not theirs', async () => {
    const early = await aRoundOfOpeners()
    await sealInBrowser(await aVendor(), early)
    expect(await codeOf(openWithKey(early.openers[0]!, early.id, 'technical'))).toBe('not-to-be-opened')
    const { round } = await aClosedRound()
    const [one, two] = [round.openers[0]!, round.openers[1]!]
    const stranger = { ...(await market.anOpener()), ...(await makeKey()), no: 1 }
    expect(await codeOf(openWithKey(stranger, round.id, 'technical'))).toBe('not-an-opener-here')
    const over = '0'.repeat(64)
    const take = (opener: Someone, hash: string) =>
      opener.db.transaction().execute((tx) => takeWraps(tx, opener.actor, round.id, 'technical', hash))
    expect(await codeOf(take(one, over))).toBe('other-envelopes')
    const set = (await findOpeningSet(one.db, round.id, 'technical')).over!
    const wraps = await take(one, set)
    const { peels } = await unwrap(one.identity, wraps)
    await take(two, set)
    const foreign = two.db
      .transaction()
      .execute((tx) => keepPeels(tx, two.actor, round.id, { stage: 'technical', over: set, peels }))
    expect(await codeOf(foreign)).toBe('not-your-layer')
    const present = one.db
      .transaction()
      .execute((tx) => attendOpening(tx, one.actor, round.id, 'technical', set))
    expect(await codeOf(present)).toBe('keys-needed')
  })

  test('does not take another content: what is not what was committed to is named', async () => {
    const { round, bids } = await aClosedRound(2)
    const [exchanged, sound] = bids as [string, string]
    await tamper(exchanged, `commitment = sha256('another')`)
    await openWithKey(round.openers[0]!, round.id, 'technical')
    await openWithKey(round.openers[2]!, round.id, 'technical')
    expect(await faultsOf(exchanged)).toEqual([{ kind: 'technical', fault: 'commitment-differs' }])
    expect([await stateOf('bids', exchanged), await stateOf('bids', sound)]).toEqual(['void', 'opened'])
  })

  test('a wrap that its author broke is opened by another pair; with all three broken the bid is void', async () => {
    const round = await aRoundOfOpeners()
    const noise = (values: Awaited<ReturnType<typeof envelopes>>['values'], places: number[]) => ({
      ...values,
      technical: {
        ...values.technical,
        wraps: values.technical.wraps.map((wrap, place) =>
          places.includes(place) ? { ...wrap, data: toBase64(new Uint8Array(474).fill(7)) } : wrap,
        ) as typeof values.technical.wraps,
      },
    })
    const [one, other] = [await aVendor(), await aVendor()]
    const half = await deposit(one, round, noise((await envelopes(one, round)).values, [0]))
    const none = await deposit(other, round, noise((await envelopes(other, round)).values, [0, 1, 2]))
    await close(round)
    const [first, second, third] = round.openers as [Opener, Opener, Opener]
    await openWithKey(first, round.id, 'technical')
    expect(await openWithKey(second, round.id, 'technical')).toBe(false)
    expect(await stateOf('rounds', round.id)).toBe('closed')
    expect(await openWithKey(third, round.id, 'technical')).toBe(true)
    expect([await stateOf('bids', half), await stateOf('bids', none)]).toEqual(['opened', 'void'])
    expect(await faultsOf(none)).toEqual([{ kind: 'technical', fault: 'wraps-broken' }])
  })

  test('a payload that its key does not open, and prices that break the rules of the form, make the bid void with its reason', async () => {
    const round = await aRoundOfOpeners()
    const noise = toBase64(new Uint8Array(16_384 + 298).fill(7))
    const broken = await aVendor()
    const { values } = await envelopes(broken, round)
    const unopened = await deposit(broken, round, {
      ...values,
      technical: { ...values.technical, payload: noise },
    })
    const bad: [string, BidFacts][] = [
      ['tiers-not-falling', { tiers: [[1, 80_000n], [10, 90_000n]] }],
      ['tiers-not-falling', { tiers: [[10, 90_000n], [5, 80_000n]] }],
      ['above-reference', { tiers: [[1, 100_001n]] }],
      ['schema', { minQty: -1 }],
    ] // oxfmt-ignore
    const bids: string[] = []
    for (const [, facts] of bad) bids.push(await sealInBrowser(await aVendor(), round, 0, facts))
    await close(round)
    for (const opener of round.openers.slice(0, 2)) await openWithKey(opener, round.id, 'technical')
    expect(await faultsOf(unopened)).toEqual([{ kind: 'technical', fault: 'payload-broken' }])
    await admitAll(round.id)
    for (const opener of round.openers.slice(1)) await openWithKey(opener, round.id, 'price')
    for (const [place, [fault]] of bad.entries()) {
      expect(await faultsOf(bids[place]!)).toContainEqual({ kind: 'price', fault })
      expect(await stateOf('bids', bids[place]!)).toBe('void')
    }
    expect(await stateOf('bids', unopened)).toBe('void')
  })

  test('a ciphertext under another author’s name is void: inside it names its own', async () => {
    const [round, author, thief] = [await aRoundOfOpeners(), await aVendor(), await aVendor()]
    await sealInBrowser(author, round)
    const stolen = await envelopes(author, round)
    const renamed = {
      ...stolen.values,
      technical: { ...stolen.values.technical, author: thief.orgId },
      price: { ...stolen.values.price, author: thief.orgId },
    }
    const bid = await deposit(thief, round, renamed)
    await close(round)
    await openWithKey(round.openers[0]!, round.id, 'technical')
    await openWithKey(round.openers[1]!, round.id, 'technical')
    expect(await faultsOf(bid)).toEqual([{ kind: 'technical', fault: 'other-lot' }])
    expect(await stateOf('bids', bid)).toBe('void')
  })
})

test('the lower number takes the first layer off, whoever comes first', () => {
  expect([1, 2, 3].map((no) => deedOf(no, []))).toEqual(['peel', 'peel', 'wait'])
  expect([1, 2, 3].map((no) => deedOf(no, [2]))).toEqual(['peel', 'wait', 'finish'])
  expect([1, 2, 3].map((no) => deedOf(no, [1]))).toEqual(['wait', 'finish', 'finish'])
})

async function wrapsFor(opener: Opener, round: RoundOfOpeners) {
  const { over } = await findOpeningSet(opener.db, round.id, 'technical')
  return opener.db.transaction().execute((tx) => takeWraps(tx, opener.actor, round.id, 'technical', over!))
}
