import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findCeremony } from '~/bids/ceremony.server'
import { attendOpening, findOpeningSet } from '~/bids/open.server'
import { keepKeys, keepPeels, takeWraps } from '~/bids/peels/peel.server'
import { deedOf } from '~/bids/peels/peeling'
import { findShownRound } from '~/bids/queries.server'
import { unwrap } from '~/bids/peels/unwrapping'
import { decryptWith, makeKey } from '~/rounds/sealing/age'
import { fromBase64, toBase64 } from '~/kernel/base64'
import { type BidFacts, biddingOf, type RoundOfOpeners } from '../support/bidding'
import { aDatabase } from '../support/database'
import { type Opener, openWithKey } from '../support/openers'
import type { Someone } from '../support/people'
import { answerTo } from '../support/refused'

const connections = await aDatabase()
const { owner } = connections
const { anOpener, aRoundOfOpeners, aVendor, close, deposit, envelopes, sealInBrowser, stateOf } =
  biddingOf(connections)

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
    expect(await answerTo(openWithKey(early.openers[0]!, early.id, 'technical'))).toBe('not-to-be-opened')
    const { round } = await aClosedRound()
    const [one, two] = [round.openers[0]!, round.openers[1]!]
    const stranger = { ...(await anOpener()), ...(await makeKey()), no: 1 }
    expect(await answerTo(openWithKey(stranger, round.id, 'technical'))).toBe('not-an-opener-here')
    const over = '0'.repeat(64)
    const take = (opener: Someone, hash: string) =>
      opener.db.transaction().execute((tx) => takeWraps(tx, opener.actor, round.id, 'technical', hash))
    expect(await answerTo(take(one, over))).toBe('other-envelopes')
    const set = (await findOpeningSet(one.db, round.id, 'technical')).over!
    const wraps = await take(one, set)
    const { peels } = await unwrap(one.identity, wraps)
    await take(two, set)
    const foreign = two.db
      .transaction()
      .execute((tx) => keepPeels(tx, two.actor, round.id, { stage: 'technical', over: set, peels }))
    expect(await answerTo(foreign)).toBe('not-your-layer')
    const present = one.db
      .transaction()
      .execute((tx) => attendOpening(tx, one.actor, round.id, 'technical', set))
    expect(await answerTo(present)).toBe('keys-needed')
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
