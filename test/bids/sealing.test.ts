import { type Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { findReceipt, listOwnBids, listVersions, readOwnBid } from '~/bids/queries.server'
import { type Receipt, receiptProblems } from '~/rounds/sealing/receipt'
import { reconfirmBid, sealBid, withdrawBid } from '~/bids/seal.server'
import { publicBytes, signingKey } from '~/kernel/ed25519'
import { keyFromHex } from '~/kernel/verifying'
import { publishCheckpoint, sealLog } from '~/kernel/log.server'
import { signingPublicKey } from '~/kernel/signing.server'
import { biddingOf } from '../support/bidding'
import type { Database } from '~db/schema'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const { owner, worker } = connections
const market = biddingOf(connections)
const { aRound, aVendor, seal, stateOf } = market

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

describe('a vendor puts in a bid', () => {
  test('it stands sealed, and its author reads it again', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round, 0, {
      tiers: [
        [1, 90_000n],
        [50, 80_000n],
      ],
      maxQty: 500,
    })
    expect(await stateOf('bids', bid)).toBe('sealed')
    expect((await readOwnBid(vendor.db, bid))?.price).toMatchObject({
      tiers: [
        { from: 1, price: '90000' },
        { from: 50, price: '80000' },
      ],
      minQty: 0,
      maxQty: 500,
    })
  })

  test('another one in the lot replaces it; both remain as history, one counts', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const first = await seal(vendor, round)
    const second = await seal(vendor, round, 0, { tiers: [[1, 70_000n]] })
    expect([await stateOf('bids', first), await stateOf('bids', second)]).toEqual(['replaced', 'sealed'])
    const versions = await listVersions(vendor.db, { lotId: round.lots[0]!.id, vendorId: vendor.orgId })
    expect(versions.map(({ version }) => version)).toEqual([2, 1])
    expect((await listOwnBids(vendor.db, vendor.actor)).rows.map(({ id }) => id)).toEqual([second])
  })

  test('two posts at once leave one standing bid', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    await Promise.all([1n, 2n, 3n, 4n].map((n) => seal(vendor, round, 0, { tiers: [[1, 80_000n + n]] })))
    const { rows } = await listOwnBids(vendor.db, vendor.actor)
    expect(rows.map(({ version, state }) => ({ version, state }))).toEqual([{ version: 4, state: 'sealed' }])
  })

  test('withdrawn it is out, and another may be put in', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    await vendor.db.transaction().execute((tx) => withdrawBid(tx, vendor.actor, bid))
    expect(await stateOf('bids', bid)).toBe('withdrawn')
    await seal(vendor, round)
    expect((await listOwnBids(vendor.db, vendor.actor, { which: 'standing' })).rows).toHaveLength(1)
  })

  test('a bid that an addendum invalidated stands again once its vendor says yes to the new notice', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    await owner.db.updateTable('bids').set({ state: 'invalidated' }).where('id', '=', bid).execute()
    await owner.db
      .updateTable('rounds')
      .set({ noticeHash: Buffer.alloc(32, 7) })
      .where('id', '=', round.id)
      .execute()
    await vendor.db.transaction().execute((tx) => reconfirmBid(tx, vendor.actor, bid))
    const { state, noticeHash } = await owner.db
      .selectFrom('bids')
      .selectAll()
      .where('id', '=', bid)
      .executeTakeFirstOrThrow()
    expect({ state, notice: noticeHash.toString('hex') }).toEqual({
      state: 'sealed',
      notice: '07'.repeat(32),
    })
  })
})

describe('refused is', () => {
  test('a bid after closing by the database’s clock, and a withdrawal too', async () => {
    const [round, vendor, late] = [await aRound(), await aVendor(), await aVendor()]
    const bid = await seal(vendor, round)
    await market.shift(round, -2.1)
    expect(await codeOf(seal(late, round))).toBe('bids-closed')
    expect(await codeOf(seal(vendor, round))).toBe('bids-closed')
    expect(await codeOf(vendor.db.transaction().execute((tx) => withdrawBid(tx, vendor.actor, bid)))).toBe(
      'bids-closed',
    )
    expect(await stateOf('bids', bid)).toBe('sealed')
  })

  test('one whose transaction began in time and that was decided too late', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const outcome = vendor.db.transaction().execute(async (tx) => {
      await sql`select now()`.execute(tx)
      await market.shift(round, -2.1)
      return sealBid(tx, vendor.actor, round.id, round.lots[0]!.id, market.anEntry(round, 0))
    })
    expect(await codeOf(outcome)).toBe('bids-closed')
  })

  test('one by a vendor that is not verified, or shut out', async () => {
    const round = await aRound()
    const [fresh, banned] = [await aVendor(), await aVendor()]
    await owner.db
      .updateTable('organizations')
      .set({ state: 'suspended' })
      .where('id', '=', fresh.orgId)
      .execute()
    await owner.db
      .insertInto('qualifications')
      .values({ vendorId: banned.orgId, state: 'banned', criteriaVersion: 1 })
      .execute()
    expect(await codeOf(seal(fresh, round))).toBe('not-verified')
    expect(await codeOf(seal(banned, round))).toBe('vendor-shut-out')
  })

  test('one that answers another notice than the round’s', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    expect(await codeOf(seal(vendor, { ...round, notice: '0'.repeat(64) }))).toBe('notice-changed')
  })

  test('a lot of another round, or one that has fallen', async () => {
    const [round, other, vendor] = [await aRound(), await aRound(), await aVendor()]
    expect(await codeOf(seal(vendor, { ...round, lots: other.lots }))).toBe('round-unknown')
    await owner.db
      .updateTable('lots')
      .set({ state: 'unsuccessful', reason: 'below_min_volume' })
      .where('id', '=', round.lots[0]!.id)
      .execute()
    expect(await codeOf(seal(vendor, round))).toBe('lot-closed')
  })

  test('moving the bid of another vendor', async () => {
    const [round, vendor, rival] = [await aRound(), await aVendor(), await aVendor()]
    const bid = await seal(vendor, round)
    expect(await codeOf(rival.db.transaction().execute((tx) => withdrawBid(tx, rival.actor, bid)))).toBe(
      'already-moved',
    )
    await sql`update bids set state = 'withdrawn' where id = ${bid}`.execute(rival.db)
    expect(await stateOf('bids', bid)).toBe('sealed')
  })
})

test('fifty bids around the deadline: those accepted are in, those late are refused', async () => {
  const round = await aRound()
  const vendors = await Promise.all(Array.from({ length: 12 }, () => aVendor()))
  const half = vendors.slice(0, 6).map((vendor) => codeOf(seal(vendor, round)))
  await Promise.all(half)
  const racing = vendors.flatMap((vendor) => [codeOf(seal(vendor, round)), codeOf(seal(vendor, round))])
  const closing = market.close(round)
  const outcomes = await Promise.all(racing)
  await closing
  const late = outcomes.filter((code) => code !== 'accepted')
  expect(new Set(late)).toEqual(new Set(late.length ? ['bids-closed'] : []))
  const standing = await owner.db
    .selectFrom('bids')
    .select('vendorId')
    .where('roundId', '=', round.id)
    .where('state', '=', 'closed')
    .execute()
  const acknowledged = vendors.filter(
    (_, at) => at < 6 || outcomes.slice(at * 2, at * 2 + 2).includes('accepted'),
  )
  expect(new Set(standing.map(({ vendorId }) => vendorId))).toEqual(
    new Set(acknowledged.map(({ orgId }) => orgId)),
  )
  expect(standing).toHaveLength(acknowledged.length)
})

describe('before the opening', () => {
  const canary = 77_345_913n

  test('nobody else sees that a bid is there, nor its price', async () => {
    const round = await aRound({ lots: [{ referencePrice: 90_000_000n }] })
    const [vendor, rival] = [await aVendor(), await aVendor()]
    await seal(vendor, round, 0, { tiers: [[1, canary]] })
    const others = [
      rival,
      round.officer,
      await market.someone('agency', ['auditor']),
      await market.anOpener(),
      await market.someone('agency', ['evaluator']),
      await market.aBuyer(),
      market.visitor,
    ]
    for (const { db } of others) {
      expect(await db.selectFrom('bids').select('id').where('roundId', '=', round.id).execute()).toEqual([])
      expect(
        await db
          .selectFrom('sealedItems')
          .select('id')
          .where('roundId', '=', round.id)
          .where('kind', '<>', 'seed')
          .execute(),
      ).toEqual([])
      expect(
        await db
          .selectFrom('events')
          .select('id')
          .where('roundId', '=', round.id)
          .where('kind', 'like', 'bid.%')
          .execute(),
      ).toEqual([])
    }
  })

  test('no price is in a dump of all tables, in whatever writing', async () => {
    const round = await aRound({ lots: [{ referencePrice: 90_000_000n }] })
    const vendor = await aVendor()
    await seal(vendor, round, 0, { tiers: [[1, canary]] })
    const { rows: tables } = await owner.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'ledger', 'pgboss')`,
    )
    const decimal = String(canary)
    const hex = canary.toString(16)
    const writings = [
      decimal,
      '773459.13',
      hex,
      Buffer.from(decimal).toString('hex'),
      Buffer.from(decimal).toString('base64').replace(/=+$/, ''),
    ]
    for (const { name } of tables) {
      const { rows } = await owner.pool.query<{ row: string }>(`select t::text as row from ${name} t`)
      const dump = rows.map(({ row }) => row).join('\n')
      for (const writing of writings) expect(dump.includes(writing), `${writing} in ${name}`).toBe(false)
    }
  })

  test('bids of all prices have one size', async () => {
    const [round, vendor] = [await aRound({ lots: [{ referencePrice: 10n ** 15n }] }), await aVendor()]
    for (const price of [1n, 99n, 12_345n, 10n ** 14n]) await seal(vendor, round, 0, { tiers: [[1, price]] })
    const { rows } = await owner.pool.query(
      `select kind, count(distinct octet_length(canonical(envelope)))::int as sizes from sealed_items
       where round_id = $1 and kind in ('price', 'technical') group by kind`,
      [round.id],
    )
    expect(rows.map(({ sizes }) => sizes)).toEqual([1, 1])
  })
})

describe('the receipt', () => {
  const key = keyFromHex(signingPublicKey())
  const receiptOf = async (vendor: Someone, bid: string) =>
    (await findReceipt(vendor.db, bid, 'price')) as unknown as Receipt
  const asWorker = (work: (tx: Kysely<Database>) => Promise<unknown>) => worker.db.transaction().execute(work)

  test('names the envelope and the moment, and is signed by the platform', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    const receipt = await receiptOf(vendor, bid)
    expect(receipt.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(await receiptProblems(receipt, key, null)).toEqual(['not-in-log-yet'])
    expect(await receiptProblems({ ...receipt, bytes: receipt.bytes + 1 }, key, null)).toContain('signature')
    const { rows } = await owner.pool.query(
      `select encode(sha256(convert_to(canonical(envelope), 'UTF8')), 'hex') as hash from sealed_items where id = $1`,
      [receipt.item],
    )
    expect(rows[0].hash).toBe(receipt.envelopeHash)
  })

  test('names leaf, checkpoint and the way to its root once the log has come so far; whatever is changed is found', async () => {
    const [round, vendor] = [await aRound(), await aVendor()]
    const bid = await seal(vendor, round)
    const replaced = await seal(vendor, round)
    await expect
      .poll(
        async () => {
          await asWorker(sealLog)
          await asWorker((tx) => publishCheckpoint(tx, new Date(Date.now() + 3_600_000)))
          return (await receiptOf(vendor, replaced)).log
        },
        { timeout: 100_000 },
      )
      .not.toBeNull()
    for (const id of [bid, replaced]) {
      const receipt = await receiptOf(vendor, id)
      const { rows } = await owner.pool.query('select envelope::text from sealed_items where id = $1', [
        receipt.item,
      ])
      expect(await receiptProblems(receipt, key, rows[0].envelope)).toEqual([])
      expect(await receiptProblems(receipt, key, JSON.stringify({ another: 1 }))).toEqual([
        'envelope-differs',
      ])
      const log = receipt.log!
      const changed = (change: Partial<typeof log>) =>
        receiptProblems({ ...receipt, log: { ...log, ...change } }, key, null)
      expect(await changed({ index: log.index + 1 })).toContain('not-in-log')
      expect(await changed({ body: log.body.replace(receipt.envelopeHash, '0'.repeat(64)) })).toContain(
        'body-differs',
      )
      expect(await changed({ checkpoint: log.checkpoint.replace(/\n\d+\n/, '\n99999\n') })).toContain(
        'checkpoint-signature',
      )
    }
    const other = signingKey(new Uint8Array(32).fill(9))
    expect(await receiptProblems(await receiptOf(vendor, bid), publicBytes(other), null)).toContain(
      'signature',
    )
  }, 120_000)

  test('is the author’s alone', async () => {
    const [round, vendor, rival] = [await aRound(), await aVendor(), await aVendor()]
    const bid = await seal(vendor, round)
    expect(await findReceipt(rival.db, bid, 'price')).toBeUndefined()
    expect(await readOwnBid(rival.db, bid)).toBeNull()
  })
})
