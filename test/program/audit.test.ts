import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { leafHash, isConsistent, isIncluded } from '~/kernel/merkle'
import { publishCheckpoint, sealLog } from '~/kernel/log.server'
import { meantBy } from '~/program/audit/asked'
import { rooms } from '~/program/audit/rooms'
import * as checkpoint from '~/program/audit/pages/checkpoint'
import * as consistency from '~/program/audit/pages/consistency'
import * as proof from '~/program/audit/pages/proof'
import * as authors from '~/program/audit/pages/authors'
import * as events from '~/program/audit/pages/events'
import * as eventsCsv from '~/program/audit/pages/events-csv'
import * as event from '~/program/audit/pages/event'
import * as leaf from '~/program/audit/pages/leaf'
import * as receipt from '~/program/audit/pages/receipt'
import * as timeline from '~/rounds/pages/timeline-json'
import { histories } from '~/texts/zh/histories'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
// Events are numbered once no other test holds an older transaction open.
const sealed = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from events e left join leaves l on l.event_id = e.id where l.ix is null`.execute(owner.db)).rows[0]!.n // oxfmt-ignore
beforeAll(async () => {
  while ((await sealed()) > 0) {
    await sealLog(worker.db)
    await new Promise(setImmediate)
  }
  await publishCheckpoint(worker.db, new Date(Date.now() + 3_600_000))
}, 100_000)

const auditor = await cookieOf(worker.db, 'auditor')
const officer = await cookieOf(worker.db, 'officer')
const round = await owner.db
  .selectFrom('rounds')
  .select(['id', 'number'])
  .where('state', '=', 'confirmed')
  .executeTakeFirstOrThrow()

const json = async (loader: (args: never) => Promise<Response>, path: string, params = {}) => {
  const answer = await loader({
    request: new Request(`http://localhost:3000${path}`),
    params,
    context: {},
  } as never)
  return answer.json() as Promise<any>
}

const textOf = async (loader: (args: never) => Promise<Response>, path: string, cookie: string) =>
  (await loader({ request: new Request(`http://localhost:3000${path}`, { headers: { cookie } }), params: {}, context: {} } as never)).text() // oxfmt-ignore

test('the timeline of a round as data names every public event with its digest and its place in the log', async () => {
  const { format, events: told } = await json(timeline.loader, '/', { roundId: round.id })
  expect(format).toBe('muster-timeline/1')
  const { rows } = await sql<{ id: string; hash: string; ix: number }>`
    select e.id, encode(l.hash, 'hex') as hash, l.ix::int from events e join leaves l on l.event_id = e.id
    where e.round_id = ${round.id} and (e.kind ~ '^(round|award)\\.' or e.kind in ('question.answered', 'challenge.answered'))
      and e.kind not in ('round.drafted', 'round.changed', 'round.terms_changed', 'round.lot_changed')
    order by e.id`.execute(owner.db)
  const known = new Map(rows.map((row) => [row.id, row]))
  expect(told.length).toBeGreaterThan(6)
  expect(told.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['round.published', 'round.frozen', 'award.confirmed'])) // oxfmt-ignore
  for (const one of told) expect(known.get(one.event)).toMatchObject({ hash: one.hash, ix: one.index })
  expect(JSON.stringify(told)).not.toMatch(/pledge|bid\.sealed|org/)
})

test('the digest of a public event leads to the root that the platform signed', async () => {
  const { events: told } = await json(timeline.loader, '/', { roundId: round.id })
  const note = await (await checkpoint.loader({ request: new Request('http://localhost:3000/audit/checkpoint'), params: {}, context: {} } as never)).text() // oxfmt-ignore
  const [, size, root] = note.split('\n')
  const { index, hash } = told[0]
  const its = await json(proof.loader, `/audit/proof?leaf=${index}&size=${size}`)
  const bytes = (text: string) => Buffer.from(text, 'base64')
  expect(bytes(its.hash).toString('hex')).toBe(hash)
  expect(isIncluded(bytes(its.hash), index, Number(size), its.proof.map(bytes), bytes(root!))).toBe(true)
  expect(isIncluded(leafHash('another'), index, Number(size), its.proof.map(bytes), bytes(root!))).toBe(false)
  const grown = await json(consistency.loader, `/audit/consistency?from=16&to=${size}`)
  expect(isConsistent(16, Number(size), grown.proof.map(bytes), bytes(grown.fromRoot), bytes(root!))).toBe(
    true,
  )
})

test('there is no proof of what is not in the log', async () => {
  const asked = async (path: string) => (await visit(proof.loader, { path: `/audit/proof${path}` })).status
  for (const path of ['?leaf=5&size=4', '?leaf=0&size=99999999']) expect(await asked(path)).toBe(404)
  for (const path of ['', '?leaf=1', '?leaf=-1&size=8']) expect(await asked(path)).toBe(400)
  expect((await visit(leaf.loader, { params: { index: '99999999' } })).status).toBe(404)
})

test('a place of the log tells what it holds only of a public event', async () => {
  const placed = async (kind: string) =>
    (
      await sql<{ ix: number }>`select l.ix::int from leaves l join events e on e.id = l.event_id
        where e.kind = ${kind} order by l.ix limit 1`.execute(owner.db)
    ).rows[0]!.ix
  const shown = async (kind: string) =>
    ((await visit(leaf.loader, { params: { index: String(await placed(kind)) } })).data as any).leaf
  expect(await shown('round.published')).toMatchObject({ kind: 'round.published', filler: false })
  expect(await shown('pledge.signed')).toMatchObject({ kind: null, at: null, eventId: null, roundId: null })
})

test('auditors alone read the event log, find in it by name, kind, place and time, and taking it along is in it', async () => {
  expect((await visit(events.loader, { path: '/audit/events', cookie: officer })).status).toBe(403)
  expect((await visit(authors.loader, { path: '/audit/authors', cookie: officer })).status).toBe(403)
  const rowsOf = async (search: string) =>
    (
      (await visit(events.loader, { path: `/audit/events?${search}`, cookie: auditor })).data as {
        rows: any[]
      }
    ).rows
  expect(await rowsOf('')).toHaveLength(50)
  const found = await rowsOf(`q=${round.number}`)
  expect(found.length).toBeGreaterThan(5)
  expect(new Set(found.map(({ roundNumber }) => roundNumber))).toEqual(new Set([round.number]))
  expect(new Set((await rowsOf('q=round.pub')).map(({ kind }) => kind))).toEqual(new Set(['round.published']))
  expect(
    (await rowsOf('room=payments')).every(({ kind }) => rooms.payments.includes(kind.split('.')[0])),
  ).toBe(true)
  const [one] = await rowsOf('q=award.confirmed')
  expect(await rowsOf(`q=${one.ix}`)).toMatchObject([{ id: one.id }])
  expect((await visit(event.loader, { params: { eventId: one.id }, cookie: auditor })).data).toMatchObject({ kind: 'award.confirmed', ix: one.ix }) // oxfmt-ignore
  expect(await rowsOf('from=2031-01-01')).toEqual([])
  expect((await visit(eventsCsv.loader, { path: '/audit/events.csv?q=round.published', cookie: auditor })).status).toBe(200) // oxfmt-ignore
  expect(await rowsOf('which=looks&q=audit.exported')).toHaveLength(1)
})

test('before the close the log tells no auditor who bids; afterwards it does', async () => {
  const { rows } = await sql<{ number: string; open: boolean }>`
    select r.number, not bool_or(round_past(r.id, 'frozen')) as open
    from events e join rounds r on r.id = e.round_id where e.kind = 'bid.sealed' group by r.number`.execute(
    owner.db,
  )
  const file = await textOf(eventsCsv.loader, '/audit/events.csv?q=bid.sealed', auditor)
  expect(new Set(rows.map(({ open }) => open))).toEqual(new Set([true, false]))
  for (const { number, open } of rows) expect(file.includes(number)).toBe(!open)
})

test('who asked a question stands on the auditor’s page', async () => {
  const { rows } = (await visit(authors.loader, { path: '/audit/authors', cookie: auditor })).data as {
    rows: any[]
  }
  expect(rows.length).toBeGreaterThan(0)
  expect(rows[0].person).toEqual(expect.any(String))
})

test('what is no receipt is refused; one under another key does not hold', async () => {
  const asked = (form: Record<string, string>) => visit(receipt.action, { path: '/audit/receipt', form })
  expect((await asked({ receipt: '{"format":"receipt/2"}' })).data).toMatchObject({
    refusal: { code: 'no-receipt' },
  })
  const forged = { format: 'receipt/1', item: 'x', kind: 'price', round: 'y', lot: null, envelopeHash: 'aa', commitment: 'bb', bytes: 1, receivedAt: 'z', log: { index: 1, leaf: '{', salt: '', body: '', checkpoint: '', proof: [] }, signature: { alg: 'Ed25519', keyId: '', value: '' } } // oxfmt-ignore
  expect((await asked({ receipt: JSON.stringify(forged) })).data).toMatchObject({ checked: { problems: expect.arrayContaining([expect.any(String)]) } }) // oxfmt-ignore
})

test('every kind of event belongs to an area of the log', () => {
  const known = new Set<string>(Object.values(rooms).flat())
  const families = [...new Set(Object.keys(histories).map((kind) => kind.split('.')[0]!))]
  expect(families.filter((family) => !known.has(family) && !outside.has(family))).toEqual([])
})
const outside = new Set(['audit', 'case', 'case_template', 'settlement', 'obligation'])

test('one box finds by id, place, kind or name', () => {
  expect(meantBy('019ac5c2-7d4a-7b9e-8c53-3d3c1f0f2a11').by).toBe('id')
  expect(meantBy('#1204')).toEqual({ by: 'place', place: 1204n })
  expect(meantBy('award.').by).toBe('kind')
  expect(meantBy('江城智造').by).toBe('name')
})
