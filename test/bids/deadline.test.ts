import { sql } from 'kysely'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { clockMoves } from '~/bids/clock.server'
import { sealBid } from '~/bids/seal.server'
import { actingAs } from '~db/tenant'
import { connect } from '../../db/database.ts'
import { biddingOf } from '../support/bidding'
import { aDatabase } from '../support/database'

const connections = await aDatabase()
const { owner, as, name } = connections
const market = biddingOf(connections)
// As many at once as a busy evening has, each with a connection of its own: none waits for another before it decides.
const { pool } = connect(as('muster_app'), { max: 20, applicationName: name, queueing: 30_000 })
afterAll(() => pool.end())
afterEach(() => void vi.useRealTimers())

const vendors = await Promise.all(
  Array.from({ length: 20 }, async () => {
    const { actor, orgId, personId } = await market.aVendor()
    const identity = {
      organizationId: orgId,
      personId,
      roles: ['vendor'],
      actorKind: 'vendor',
      requestId: null,
    }
    return { actor, orgId, db: actingAs(pool, identity) }
  }),
)
type Vendor = (typeof vendors)[number]
type Round = Awaited<ReturnType<typeof market.aRound>>

/** Moments are texts, which sort as times do: a Date has no microseconds. */
const clock = async () => {
  const { rows } = await sql<{ at: string }>`select ${utc('clock_timestamp()')} as at`.execute(owner.db)
  return rows[0]!.at
}
const utc = (moment: string) => sql.raw(`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`)

const closeIn = async (round: Round, milliseconds: number) => {
  const { rows } = await sql<{ at: string }>`
    update rounds set state = 'frozen', questions_close_at = clock_timestamp() - interval '2 hours',
      pledges_close_at = clock_timestamp() - interval '1 hour',
      bids_close_at = clock_timestamp() + make_interval(secs => ${milliseconds / 1000})
    where id = ${round.id} returning ${utc('bids_close_at')} as at`.execute(owner.db)
  return rows[0]!.at
}

/** One bid; by the database's clock, when it was begun and when its fate was known. */
async function bid(vendor: Vendor, round: Round) {
  const entry = market.anEntry(round, 0)
  let began = ''
  const put = vendor.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ at: string }>`select ${utc('clock_timestamp()')} as at`.execute(tx)
    began = rows[0]!.at
    return sealBid(tx, vendor.actor, round.id, round.lots[0]!.id, entry)
  })
  const refused = await put.then(() => null).catch((error: { code?: string }) => error.code ?? String(error))
  return { began, refused, ended: await clock(), orgId: vendor.orgId }
}

/** The worker's clock, which asks the database for the time, closes the round as soon as it may. */
async function closing(round: Round) {
  for (;;) {
    const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(owner.db)
    const [{ run }] = clockMoves as [(typeof clockMoves)[0]]
    await market.clock.db.transaction().execute((tx) => run(tx, rows[0]!.at))
    if ((await market.stateOf('rounds', round.id)) !== 'frozen') return
  }
}

test('of 500 bids around their deadlines those are in that the database decided before; the application’s clock changes nothing', async () => {
  const rounds: Round[] = []
  for (let n = 0; n < 25; n += 1) rounds.push(await market.aRound())
  let [lead, around, accepted, late] = [100, 0, 0, 0]
  for (const [place, round] of rounds.entries()) {
    // The application lives five minutes ahead, or behind.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (place % 2 ? 1 : -1) * 300_000 })
    const closes = await closeIn(round, lead)
    const start = performance.now()
    const [outcomes] = await Promise.all([
      Promise.all(vendors.map((vendor) => bid(vendor, round))),
      closing(round),
    ])
    vi.useRealTimers()
    // Half of the next round's bids are to come too late.
    if (outcomes.every(({ refused }) => refused)) lead *= 1.5
    else lead = (lead + (performance.now() - start) / 2) / 2
    const { rows } = await sql<{ vendorId: string; at: string; state: string }>`
      select vendor_id, ${utc('sealed_at')} as at, state from bids where round_id = ${round.id}`.execute(
      owner.db,
    )
    const kept = new Map(rows.map((row) => [row.vendorId, row]))
    for (const { began, ended, refused, orgId } of outcomes) {
      const its = kept.get(orgId)
      expect([null, 'bids-closed']).toContain(refused)
      if (refused) expect([its, ended >= closes]).toEqual([undefined, true])
      else expect([its!.state, began < closes, its!.at < closes]).toEqual([expect.stringMatching(/closed|unopened/), true, true]) // oxfmt-ignore
      if (began < closes && ended >= closes) around += 1
      if (refused) late += 1
      else accepted += 1
    }
  }
  expect(accepted + late).toBe(500)
  // It was about something: bids were begun before a deadline whose fate was known after it, and of both kinds.
  expect([around > 50, accepted > 25, late > 25]).toEqual([true, true, true])
})

test('a bid decided before the deadline is in though it commits after it: the closing waits; whoever waited for the lock until then is late', async () => {
  const round = await market.aRound()
  const [early, late] = vendors as [Vendor, Vendor]
  const closes = await closeIn(round, 1_500)
  const [written, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = early.db.transaction().execute(async (tx) => {
    await sealBid(tx, early.actor, round.id, round.lots[0]!.id, market.anEntry(round, 0))
    written.resolve()
    await held.promise
  })
  await written.promise
  while ((await clock()) < closes) await new Promise(setImmediate)
  const closed = closing(round)
  while (!(await someoneWaits())) await new Promise(setImmediate)
  // Behind the closing in the queue for the round.
  const tooLate = bid(late, round)
  held.resolve()
  await Promise.all([slow, closed])
  expect(await tooLate).toMatchObject({ refused: 'bids-closed' })
  const { rows } = await sql`select vendor_id, state from bids where round_id = ${round.id}`.execute(owner.db)
  expect(rows).toEqual([{ vendorId: early.orgId, state: 'closed' }])
})

const someoneWaits = async () =>
  (
    await owner.pool.query(`select from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`)
  ).rows.length > 0
