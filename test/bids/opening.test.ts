import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { attendOpening } from '~/bids/open.server'
import { judgePrice, judgeTechnical, whyNotAttend } from '~/bids/opening'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'

const connections = await aDatabase()
const { owner } = connections
const market = biddingOf(connections)
const { aRound, aVendor, anOpener, attend, close, open, seal, stateOf } = market

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

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

const eventsOf = async (roundId: string, kind: string) => {
  const rows = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select('body')
    .where('roundId', '=', roundId)
    .where('kind', '=', kind)
    .execute()
  return rows.map(({ body }) => JSON.parse(body!))
}

describe('closing', () => {
  test('keeps what is in sealed, tells the hashes, drops what was not reconfirmed', async () => {
    const round = await aRound()
    const [one, two] = [await aVendor(), await aVendor()]
    const [kept, touched] = [await seal(one, round), await seal(two, round)]
    await owner.db.updateTable('bids').set({ state: 'invalidated' }).where('id', '=', touched).execute()
    await close(round)
    expect(await stateOf('rounds', round.id)).toBe('closed')
    expect([await stateOf('bids', kept), await stateOf('bids', touched)]).toEqual(['closed', 'dropped'])
    const [told] = await eventsOf(round.id, 'round.bids_closed')
    expect(told).toMatchObject({ bids: 1, hashes: [expect.any(String), expect.any(String)] })
  })

  test('a lot with fewer bids than the terms ask for falls and is never opened; with its last lot the round', async () => {
    const round = await aRound({ terms: { minBids: 2 }, lots: [{}, {}] })
    const [one, two] = [await aVendor(), await aVendor()]
    await seal(one, round, 0)
    await seal(two, round, 0)
    const alone = await seal(one, round, 1)
    await close(round)
    expect(await stateOf('bids', alone)).toBe('returned_unopened')
    expect(await stateOf('lots', round.lots[1]!.id)).toBe('unsuccessful')
    await open(round, 'technical')
    const { rows } = await owner.pool.query(
      'select count(*)::int as n from opened_items o join sealed_items i on i.id = o.item_id where i.bid_id = $1',
      [alone],
    )
    expect(rows[0].n).toBe(0)

    const poor = await aRound({ terms: { minBids: 2 } })
    await seal(one, poor)
    await close(poor)
    expect(await stateOf('rounds', poor.id)).toBe('failed')
    expect(await eventsOf(poor.id, 'round.voided')).toEqual([{ cause: 'failed' }])
  })
})

describe('two openers of two organizations', () => {
  test('open the technical parts; prices stay sealed', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    await close(round)
    const opener = await anOpener()
    const overOthers = opener.db
      .transaction()
      .execute((tx) => attendOpening(tx, opener.actor, round.id, 'technical', 'ab'.repeat(32)))
    expect(await codeOf(overOthers)).toBe('other-envelopes')
    expect(await attend(opener, round, 'technical')).toBe(false)
    expect(await stateOf('rounds', round.id)).toBe('closed')
    expect(await attend(await anOpener(), round, 'technical')).toBe(true)
    expect([await stateOf('rounds', round.id), await stateOf('bids', bid)]).toEqual([
      'technical_opened',
      'opened',
    ])
    const { rows } = await owner.pool.query(
      'select i.kind, o.fault from opened_items o join sealed_items i on i.id = o.item_id where i.round_id = $1',
      [round.id],
    )
    expect(rows).toEqual([{ kind: 'technical', fault: null }])
  })

  test('then prices, ceilings and the seed; rivals of the lot read them, a stranger does not', async () => {
    const round = await aRound()
    const [vendor, rival, stranger] = [await aVendor(), await aVendor(), await aVendor()]
    const buyer = await market.anApprover()
    await market.pledge(buyer, round, 0, { ceiling: 80_000n })
    const bid = await seal(vendor, round)
    await seal(rival, round)
    await close(round)
    await open(round, 'technical')
    await admitAll(round.id)
    await open(round, 'price')
    expect([await stateOf('rounds', round.id), await stateOf('bids', bid)]).toEqual([
      'prices_opened',
      'priced',
    ])
    const kindsSeenBy = async ({ db }: { db: typeof owner.db }) => {
      const { rows } = await sql<{
        kind: string
      }>`select body ->> 'format' as kind from opened_items where body is not null`.execute(db)
      return rows.map(({ kind }) => kind)
    }
    expect(await kindsSeenBy(owner)).toContain('ceiling/1')
    expect(new Set(await kindsSeenBy(rival))).toEqual(new Set(['price-bid/1', 'technical-bid/1']))
    expect(await kindsSeenBy(stranger)).toEqual([])
    expect(await kindsSeenBy(buyer)).toEqual(['ceiling/1'])
  })

  test('not one alone, not twice the same, not two of one house, not a rehearsal before the hour', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    await seal(vendor, round)
    await market.freeze(round)
    await market.shift(round, -2.5)
    await market.tick()
    const opener = await anOpener()
    expect(await codeOf(attend(opener, round, 'technical'))).toBe('opening-too-early')
    await market.shift(round, -1)
    expect(await attend(opener, round, 'technical')).toBe(false)
    expect(await codeOf(attend(opener, round, 'technical'))).toBe('already-present')
    const colleague = await market.someone('agency', ['opener'], opener.orgId)
    expect(await codeOf(attend(colleague, round, 'technical'))).toBe('opener-of-same-organization')
    expect(await codeOf(attend(await market.anOfficer(), round, 'technical'))).toBe('not-your-move')
    expect(await codeOf(attend(await anOpener(), round, 'price'))).toBe('not-to-be-opened')
    expect(await stateOf('rounds', round.id)).toBe('closed')
  })

  test('the database itself hands out nothing to one opener, and takes no plaintext from one', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    await seal(vendor, round)
    await close(round)
    const opener = await anOpener()
    await attend(opener, round, 'technical')
    const { rows } = await sql`select * from items_to_open(${round.id}, 'technical')`.execute(opener.db)
    expect(rows).toEqual([])
    expect(
      await sql`select keep_opened(${round.id}, 'technical', '[]')`.execute(opener.db).then(
        () => 'kept',
        (error: Error) => error.message,
      ),
    ).toBe('opening-incomplete')
  })

  test('two openers at the same moment open once', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    await seal(vendor, round)
    await close(round)
    const openers = [await anOpener(), await anOpener()]
    const opened = await Promise.all(openers.map((opener) => attend(opener, round, 'technical')))
    expect(opened.toSorted()).toEqual([false, true])
    expect(await eventsOf(round.id, 'round.technical_opened')).toHaveLength(1)
  })
})

describe('what does not open as it came in is named', () => {
  const spoil = (bidId: string, kind: string, set: string) =>
    owner.db.transaction().execute(async (tx) => {
      await sql`alter table sealed_items disable trigger keep_sealed`.execute(tx)
      await sql`update sealed_items set ${sql.raw(set)} where bid_id = ${bidId} and kind = ${kind}`.execute(
        tx,
      )
      await sql`alter table sealed_items enable trigger keep_sealed`.execute(tx)
    })
  const rehash = `envelope_hash = sha256(convert_to(canonical(envelope), 'UTF8'))`
  const faultsOf = async (roundId: string) => {
    const { rows } = await owner.pool.query(
      'select o.fault from opened_items o join sealed_items i on i.id = o.item_id where i.round_id = $1 and o.fault is not null',
      [roundId],
    )
    return rows.map(({ fault }) => fault)
  }

  test('an envelope that differs from its receipt is the platform’s fault: it goes back, it is not void', async () => {
    const round = await aRound()
    const [vendor, rival] = [await aVendor(), await aVendor()]
    const bid = await seal(vendor, round)
    const whole = await seal(rival, round)
    await spoil(bid, 'technical', `envelope = jsonb_set(envelope, '{payload}', '"AAAA"')`)
    await close(round)
    await open(round, 'technical')
    expect(await faultsOf(round.id)).toEqual(['envelope-differs'])
    expect([await stateOf('bids', bid), await stateOf('bids', whole)]).toEqual([
      'returned_unopened',
      'opened',
    ])
  })

  test('a payload that does not open although it is what came in makes the bid void', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    await spoil(bid, 'technical', `envelope = jsonb_set(envelope, '{payload}', '"AAAA"')`)
    await spoil(bid, 'technical', rehash)
    await close(round)
    await open(round, 'technical')
    expect(await faultsOf(round.id)).toEqual(['payload-broken'])
    expect(await stateOf('bids', bid)).toBe('void')
  })

  test('a ciphertext swapped in from another vendor’s bid makes it void', async () => {
    const round = await aRound()
    const [vendor, rival] = [await aVendor(), await aVendor()]
    const bid = await seal(vendor, round)
    const other = await seal(rival, round)
    await spoil(
      bid,
      'technical',
      `envelope = (select envelope from sealed_items s where s.bid_id = '${other}' and s.kind = 'technical')`,
    )
    await spoil(bid, 'technical', `envelope_hash = sha256(convert_to(canonical(envelope) || ' ', 'UTF8'))`)
    await close(round)
    await open(round, 'technical')
    expect(await faultsOf(round.id)).toEqual(['envelope-differs'])
    expect(await stateOf('bids', bid)).toBe('returned_unopened')
  })

  test('an item added or taken away between two openers is another set: the second is refused', async () => {
    const round = await aRound()
    const [vendor, rival] = [await aVendor(), await aVendor()]
    await seal(vendor, round)
    const taken = await seal(rival, round)
    await close(round)
    await attend(await anOpener(), round, 'technical')
    await owner.db.updateTable('sealedItems').set({ state: 'withdrawn' }).where('bidId', '=', taken).execute()
    // The second sees another set than the first did, so the first has to come again.
    expect(await attend(await anOpener(), round, 'technical')).toBe(false)
    expect(await stateOf('rounds', round.id)).toBe('closed')
  })
})

describe('rules', () => {
  const about = {
    round: '018f0000-0000-7000-8000-000000000001',
    lot: '018f0000-0000-7000-8000-000000000002',
    vendor: '018f0000-0000-7000-8000-000000000003',
  }
  const edition = '018f0000-0000-7000-8000-000000000004'
  const price = {
    format: 'price-bid/1',
    ...about,
    edition,
    tiers: [
      { from: 1, price: '900' },
      { from: 50, price: '700' },
    ],
    minQty: 0,
    maxQty: null,
    taxRateBps: 1300,
    validUntil: '2026-12-31',
  }
  const terms = { referencePrice: 1000n, maxTiers: 6, steps: null }
  const technical = { format: 'technical-bid/1', ...about, edition, responses: {}, files: [] }

  test.each([
    ['sound', price, null],
    ['of another lot', { ...price, lot: about.round }, 'other-lot'],
    ['of another vendor', { ...price, vendor: about.round }, 'other-lot'],
    ['for another edition than its technical part', { ...price, edition: about.lot }, 'edition-differs'],
    [
      'rising',
      {
        ...price,
        tiers: [
          { from: 1, price: '700' },
          { from: 50, price: '900' },
        ],
      },
      'tiers-not-falling',
    ],
    ['above the reference price', { ...price, tiers: [{ from: 1, price: '1001' }] }, 'above-reference'],
    ['no price at all', { ...price, tiers: [] }, 'schema'],
    ['a number instead of a text', { ...price, tiers: [{ from: 1, price: 900 }] }, 'schema'],
    ['nothing', null, 'schema'],
  ])('a price part that is %s', (_, body, fault) => {
    const verdict = judgePrice(body, about, edition, terms)
    expect('fault' in verdict ? verdict.fault : null).toBe(fault)
  })

  test('a technical part must offer what the lot takes', () => {
    expect(judgeTechnical(technical, about, [edition])).toEqual({ body: technical })
    expect(judgeTechnical(technical, about, [])).toEqual({ fault: 'edition-differs' })
  })

  test('where a round names its openers, no other may open', () => {
    const attendance = {
      state: 'closed' as const,
      openingAt: new Date(0),
      appointed: ['a'],
      present: [],
      authorsAsked: false,
    }
    const person = { personId: 'b', organizationId: 'o', isOpener: true }
    expect(whyNotAttend('technical', attendance, person, new Date(1))).toBe('not-an-opener-here')
    expect(whyNotAttend('technical', attendance, { ...person, personId: 'a' }, new Date(1))).toBeNull()
    expect(
      whyNotAttend(
        'technical',
        { ...attendance, state: 'suspended' },
        { ...person, personId: 'a' },
        new Date(1),
      ),
    ).toBe('round-suspended')
  })
})
