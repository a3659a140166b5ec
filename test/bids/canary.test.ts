import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decryptWith } from '~/rounds/sealing/age'
import { fromBase64 } from '~/rounds/sealing/base64'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner } = database
const { aRoundOfOpeners, aVendor, envelopes, stateOf } = biddingOf(database)

const price = 73_914_826n
const words = 'canary-7f3a91-杜鹃'

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
const canaries = [String(price), '739148.26', '739,148.26', words].flatMap(guises)

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

test('before the opening neither dump, nor log, nor heap, nor one opener’s key tells a price or a word of a bid', async () => {
  const [round, vendor] = [
    await aRoundOfOpeners({ lots: [{ referencePrice: 99_999_999n }] }),
    await aVendor(),
  ]
  const {
    posted,
    technical,
    price: sealed,
  } = await envelopes(vendor, round, 0, {
    tiers: [[1, price]],
    responses: { delivery: words, support: words, genuine: words },
  })
  const { organizationId, personId, roles } = vendor.actor
  const identity = { organizationId, personId, roles, actorKind: 'vendor', requestId: null }
  const snapshot = join(mkdtempSync(join(tmpdir(), 'canary-')), 'heap')
  const wish = { roundId: round.id, lotId: round.lots[0]!.id, posted, snapshot }
  const given = [database.as('muster_app'), identity, wish].map((part) => JSON.stringify(part))
  const child = fork('test/support/deposit-in-child.ts', given, {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log: Buffer[] = []
  child.stdout!.on('data', (bytes: Buffer) => log.push(bytes))
  child.stderr!.on('data', (bytes: Buffer) => log.push(bytes))
  const [bid] = await once(child, 'message')
  await once(child, 'exit')
  expect(await stateOf('bids', bid as string)).toBe('sealed')

  const places = {
    dump: await dump(),
    log: Buffer.concat(log).toString(),
    heap: readFileSync(snapshot, 'utf8'),
  }
  // What is searched does hold the bid: its commitments are there.
  for (const { commitment } of [technical, sealed]) {
    expect(places.dump).toContain(commitment)
    expect(places.heap).toContain(commitment)
  }
  for (const [place, text] of Object.entries(places))
    expect(
      canaries.filter((canary) => text.includes(canary)),
      place,
    ).toEqual([])
  const { rows } = await owner.pool.query('select envelope from sealed_items where bid_id = $1', [bid])
  for (const { identity: key } of round.openers)
    for (const { envelope } of rows) {
      expect(await decryptWith(key, fromBase64(envelope.payload))).toBeNull()
      for (const { data } of envelope.wraps) {
        const inner = await decryptWith(key, fromBase64(data))
        expect(inner && (await decryptWith(key, inner))).toBeNull()
      }
    }
})
