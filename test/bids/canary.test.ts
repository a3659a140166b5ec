import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decryptWith } from '~/rounds/sealing/age'
import { fromBase64 } from '~/kernel/base64'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'
import { nameThree, type Opener } from '../support/openers'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'
import { aSeed, postedOf } from '../support/sealing'

const database = await aDatabase()
const { owner } = database
const { aRoundOfOpeners, aVendor, envelopes, stateOf } = biddingOf(database)
const { aBuyer, aDraftRound, aPublishedRound, wishes, people } = roundsOf(database)

/** How a secret would look in a dump: as it is, and as hex or base64 of any alignment would hold it. */
function guises(secret: string) {
  const bytes = Buffer.from(secret)
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift, 65), bytes])
      .toString('base64')
      .slice(shift ? 4 : 0, -4),
  )
  return [secret, bytes.toString('hex'), ...shifted].filter((guise) => guise.length >= 6)
}

/** An amount of fen as figures may write it. */
const written = (fen: bigint) => {
  const yuan = `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
  return [String(fen), yuan, Number(yuan).toLocaleString('en-US')]
}

/** Every row of every table, as the database's administrator reads it. */
async function dump() {
  const { rows } = await owner.pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const { rows: all } = await owner.pool.query(`select t::text as text from ${name} as t`)
    texts.push(...all.map(({ text }) => text as string))
  }
  return texts.join('\n')
}

type Wish = { deed: 'bid' | 'pledge' | 'seed'; roundId: string; lotId?: string; posted: unknown }

/** What another process has taken in and remembers, and what it has said on the way. */
async function tookIn(by: Someone, wish: Wish) {
  const { organizationId, personId, roles, kind: actorKind } = by.actor
  const identity = { organizationId, personId, roles, actorKind, requestId: null }
  const snapshot = join(mkdtempSync(join(tmpdir(), 'canary-')), 'heap')
  const given = [database.as('muster_app'), identity, { ...wish, snapshot }].map((part) =>
    JSON.stringify(part),
  )
  const child = fork('test/support/deposit-in-child.ts', given, {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log: Buffer[] = []
  child.stdout!.on('data', (bytes: Buffer) => log.push(bytes))
  child.stderr!.on('data', (bytes: Buffer) => log.push(bytes))
  const [id] = await once(child, 'message')
  await once(child, 'exit')
  return {
    id: id as string,
    places: {
      dump: await dump(),
      log: Buffer.concat(log).toString(),
      heap: readFileSync(snapshot, 'utf8'),
    },
  }
}

/** What is searched does hold the envelopes, for their commitments are there; of the secrets nothing is. */
function expectSealed(places: Record<string, string>, commitments: readonly string[], secrets: string[]) {
  for (const commitment of commitments) {
    expect(places.dump).toContain(commitment)
    expect(places.heap).toContain(commitment)
  }
  const canaries = secrets.flatMap(guises)
  for (const [place, text] of Object.entries(places))
    expect(
      canaries.filter((canary) => text.includes(canary)),
      place,
    ).toEqual([])
}

/** No opener alone gets to any of them: neither the payload nor both layers of a wrap open. */
async function expectClosedToEach(openers: readonly Opener[], where: string, id: string) {
  const { rows } = await owner.pool.query(`select envelope from sealed_items where ${where} = $1`, [id])
  expect(rows.length).toBeGreaterThan(0)
  for (const { identity: key } of openers)
    for (const { envelope } of rows) {
      expect(envelope.alg).toBe('age-x25519')
      expect(await decryptWith(key, fromBase64(envelope.payload))).toBeNull()
      for (const { data } of envelope.wraps) {
        const inner = await decryptWith(key, fromBase64(data))
        expect(inner && (await decryptWith(key, inner))).toBeNull()
      }
    }
}

test('before the opening neither dump, nor log, nor heap, nor one opener’s key tells a price or a word of a bid', async () => {
  const [price, words, inFile] = [73_914_826n, 'canary-7f3a91-杜鹃', 'canary-of-a-file-51c0de']
  const [round, vendor] = [
    await aRoundOfOpeners({ lots: [{ referencePrice: 99_999_999n }] }),
    await aVendor(),
  ]
  const {
    posted,
    technical,
    price: sealed,
    files,
  } = await envelopes(vendor, round, 0, {
    tiers: [[1, price]],
    responses: { delivery: words, support: words, genuine: words },
    files: [{ name: `${inFile}.txt`, bytes: Buffer.from(`%PDF-1.7 ${inFile} `.repeat(40)) }],
  })
  const wish = { deed: 'bid', roundId: round.id, lotId: round.lots[0]!.id, posted } as const
  const { id, places } = await tookIn(vendor, wish)
  expect(await stateOf('bids', id)).toBe('sealed')
  const commitments = [technical, sealed, ...files].map(({ commitment }) => commitment)
  expect(commitments.length).toBe(3)
  expectSealed(places, commitments, [...written(price), words, inFile])
  await expectClosedToEach(round.openers, 'bid_id', id)
})

test('nor a ceiling of a pledge, nor whom its buyer would not have', async () => {
  const [ceiling, stretchCeiling] = [61_827_394n, 58_203_917n]
  const { roundId, lotId, openers } = await aPublishedRound([{ referencePrice: 99_999_999n }])
  const [buyer, vendor] = [await aBuyer(), await aVendor()]
  const { values, sealed } = await postedOf(
    buyer,
    lotId,
    wishes({ ceiling, stretchQuantity: 7, stretchCeiling, accept: 'vendors', vendors: [vendor.orgId] }),
  )
  const posted = {
    quantity: '10',
    stretchQuantity: '7',
    pledge: values.pledge,
    sealed: sealed!.envelope,
  }
  const { id, places } = await tookIn(buyer, { deed: 'pledge', roundId, lotId, posted })
  expect(await stateOf('pledges', id)).toBe('draft')
  expectSealed(places, [sealed!.commitment], [ceiling, stretchCeiling].flatMap(written))
  // The vendor's own row has its id; that a buyer named it stands nowhere.
  expect(places.log).not.toContain(vendor.orgId)
  expect(places.heap).not.toContain(vendor.orgId)
  await expectClosedToEach(openers, 'pledge_id', id)
})

test('nor the seed of the lottery, nor the salt of buyers’ codes', async () => {
  const { roundId, officers } = await aDraftRound()
  const openers = await nameThree(owner.db, people, roundId)
  const [seed, codeSalt] = ['c0ffee11'.repeat(8), 'decafbad'.repeat(8)]
  const recipients = openers.map(({ recipient }) => recipient)
  const body = { format: 'seed/1', seed, codeSalt }
  const { envelope, commitment } = await aSeed(roundId, officers[0].orgId, recipients, body)
  const { places } = await tookIn(officers[0], { deed: 'seed', roundId, posted: envelope })
  expectSealed(places, [commitment], ['c0ffee11c0ffee11', 'decafbaddecafbad'])
  await expectClosedToEach(openers, 'round_id', roundId)
})
