import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { endSession, hashOf } from '~/people/session.server'
import { loader } from '~/rounds/pages/live'
import { letGo } from '~/kernel/kept.server'
import { endLive } from '~/web/live.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const market = awardingOf(database)
// Each test is a process of its own: its hub ends with it.
servePages(database.app.pool)
beforeEach(async () => {
  await endLive()
  letGo('live')
})
afterAll(endLive)

type Round = Awaited<ReturnType<typeof market.aRound>>

/** Opens the stream of a round as a browser does. */
async function follow(roundId: string, cookie: string | null, lastId?: string) {
  const gone = new AbortController()
  const headers = new Headers()
  if (cookie) headers.set('cookie', cookie)
  if (lastId) headers.set('last-event-id', lastId)
  const request = new Request(`http://localhost:3000/rounds/${roundId}/live`, {
    headers,
    signal: gone.signal,
  })
  const answer = await loader({
    request,
    params: { roundId },
    context: { requestId: 'test', ip: '127.0.0.1' },
  } as never)
  const reader = answer.body!.getReader()
  const decoder = new TextDecoder()
  let bytes = ''
  /** Reads on until the next message is there; null at the end. */
  async function next(): Promise<{ id: string; data: Record<string, any> } | null> {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return null
      const text = decoder.decode(value)
      bytes += text
      const [, id, data] = /^id: (.*)\ndata: (.*)\n\n$/.exec(text) ?? []
      if (data) return { id: id!, data: JSON.parse(data) as Record<string, any> }
    }
  }
  return { answer, next, bytes: () => bytes, leave: () => gone.abort() }
}

const as = (who: Someone) => cookieFor(database.worker.db, who)

/** What everybody is shown changes: a band, as the clock writes it. */
const showBand = (round: Round, high: number) =>
  sql`update lot_bands set high = ${high} where lot_id = ${round.lots[0]!.id}`.execute(owner.db)

test('the stream of a rival is the same, byte for byte, with no bid and with nine', async () => {
  const round = await market.aRound({ lots: [{}, {}, {}] })
  const rival = await market.aVendor()
  const cookie = await as(rival)
  const before = await follow(round.id, cookie)
  await before.next()
  const during = await follow(round.id, cookie)
  await during.next()
  for (let n = 0; n < 9; n += 1) await market.seal(await market.aVendor(), round, n % 3)
  await market.pledge(await market.anApprover(), round)
  const after = await follow(round.id, cookie)
  await after.next()
  expect(after.bytes()).toBe(before.bytes())
  expect(before.bytes()).toContain('"state":"published"')
  // Whoever listened all the time heard nothing in between: the next they hear is the band.
  await showBand(round, 20)
  await during.next()
  const late = await follow(round.id, cookie, /id: (\w+)/.exec(before.bytes())![1]!)
  await late.next()
  expect(during.bytes()).toBe(before.bytes() + late.bytes().replace('retry: 3000\n\n', ''))
  for (const stream of [before, during, after, late]) stream.leave()
})

test('after closing those who are in the round see how many envelopes are open, the office which; nobody else sees any', async () => {
  const round = await market.aRound()
  const [bidder, outsider] = [await market.aVendor(), await market.aVendor()]
  const [buyer, foreign] = [await market.anApprover(), await market.anApprover()]
  const evaluator = await market.someone('agency', ['evaluator'])
  await market.seal(bidder, round)
  await market.seal(await market.aVendor(), round)
  await market.pledge(buyer, round)
  await market.close(round)
  const openingOf = async (who: Someone | null) => {
    const stream = await follow(round.id, who && (await as(who)))
    const seen = await stream.next()
    stream.leave()
    return seen!.data.opening
  }
  for (const who of [null, outsider, foreign]) expect(await openingOf(who)).toBeUndefined()
  for (const who of [bidder, buyer])
    expect(await openingOf(who)).toEqual({ stage: 'technical', opened: 0, envelopes: 2 })
  for (const who of [round.officer, evaluator])
    expect(await openingOf(who)).toMatchObject({ envelopes: 2, hashes: [], openers: [] })
  const stream = await follow(round.id, await as(round.officer))
  expect((await stream.next())!.data.state).toBe('closed')
  await market.open(round, 'technical')
  let last = await stream.next()
  while (last!.data.state === 'closed') last = await stream.next()
  expect(last!.data).toMatchObject({ state: 'technical_opened' })
  stream.leave()
})

test('the course of a computation is told to those who judge alone', async () => {
  const round = await market.aRound()
  const bidder = await market.aVendor()
  await market.seal(bidder, round)
  const buyer = await market.anApprover()
  await market.pledge(buyer, round)
  await market.compute(round)
  const runOf = async (who: Someone) => {
    const stream = await follow(round.id, await as(who))
    const seen = await stream.next()
    stream.leave()
    return seen!.data.run
  }
  for (const who of [round.officer, await market.someone('agency', ['auditor'])])
    expect(await runOf(who)).toMatchObject({ state: 'finished', phase: 'done', incumbent: '100000' })
  for (const who of [bidder, buyer]) expect(await runOf(who)).toBeUndefined()
})

test('whoever comes back is told only what they have not heard', async () => {
  const round = await market.aRound()
  const first = await follow(round.id, null)
  const { id } = (await first.next())!
  first.leave()
  const again = await follow(round.id, null, id)
  const heard = again.next()
  await showBand(round, 30)
  expect((await heard)!.data.lots).toMatchObject([{ high: '30' }])
  expect(again.bytes()).not.toContain(id)
  again.leave()
})

test('a slow reader is told the latest, not a backlog', async () => {
  const round = await market.aRound()
  const stream = await follow(round.id, null)
  await stream.next()
  for (const high of [40, 50, 60, 70]) await showBand(round, high)
  const seen: string[] = []
  while (seen.at(-1) !== '70') seen.push((await stream.next())!.data.lots[0].high)
  expect(seen.length).toBeLessThanOrEqual(2)
  stream.leave()
})

test('a stream ends when its session does, and all end with the process', async () => {
  const round = await market.aRound()
  const cookie = await as(await market.aVendor())
  const [own, visitors] = [await follow(round.id, cookie), await follow(round.id, null)]
  await own.next()
  await visitors.next()
  await endSession(database.worker.db, hashOf(cookie.split('=')[1]!))
  expect(await own.next()).toBeNull()
  const rest = visitors.next()
  await endLive()
  expect(await rest).toBeNull()
})

test('to listen is no use of a session: who only listens grows idle', async () => {
  const round = await market.aRound()
  const cookie = await as(await market.aVendor())
  const stream = await follow(round.id, cookie)
  await stream.next()
  const idHash = hashOf(cookie.split('=')[1]!)
  await sql`update sessions set seen_at = clock_timestamp() - interval '59 minutes' where id_hash = ${idHash}`.execute(
    database.worker.db,
  )
  await showBand(round, 80)
  expect(await stream.next()).not.toBeNull()
  await sql`update sessions set seen_at = seen_at - interval '1 minute' where id_hash = ${idHash}`.execute(
    database.worker.db,
  )
  await showBand(round, 90)
  expect(await stream.next()).toBeNull()
})

test('all streams of a process share one connection that listens, and one person may not take them all', async () => {
  const round = await market.aRound()
  const cookie = await as(await market.aVendor())
  const streams = await Promise.all(Array.from({ length: 8 }, () => follow(round.id, cookie)))
  for (const stream of streams) await stream.next()
  const listening = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name = 'muster live'`.execute(owner.db)
    return rows[0]!.n
  }
  await expect.poll(listening).toBe(1)
  const { answer } = await follow(round.id, cookie).catch(() => ({ answer: null }))
  expect(answer).toBeNull()
  for (const stream of streams) stream.leave()
})

test('cut off from the database, a stream goes on once it is back', async () => {
  const round = await market.aRound()
  const stream = await follow(round.id, null)
  await stream.next()
  await database.app.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'muster live'`,
  )
  await showBand(round, 100)
  expect((await stream.next())!.data.lots).toMatchObject([{ high: '100' }])
  stream.leave()
})

test('a draft is followed by nobody outside the office', async () => {
  const round = await market.aRound()
  await sql`alter table rounds disable trigger user`.execute(owner.db)
  await sql`update rounds set state = 'draft', reached = 'draft' where id = ${round.id}`.execute(owner.db)
  await sql`alter table rounds enable trigger user`.execute(owner.db)
  const params = { roundId: round.id }
  expect((await visit(loader, { params })).status).toBe(404)
  const cookie = await as(await market.aVendor())
  expect((await visit(loader, { params, cookie })).status).toBe(404)
})
