import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as about from '~/mediation/pages/about'
import * as bodyPage from '~/mediation/pages/body'
import * as csv from '~/mediation/pages/statistics-csv'
import * as vendorsCsv from '~/mediation/pages/vendors-csv'
import * as statistics from '~/mediation/pages/statistics'
import { freezeFigures, toldOf } from '~/mediation/statistics/freezing.server'
import { type QuarterFigures, quarterOf, readQuarter } from '~/mediation/statistics/quarters'
import { toldOfVendors } from '~/mediation/statistics/vendors'
import { aMarket } from '../support/database'
import { orgId } from '~db/seeds/people'
import { licenseStanding } from '~/mediation/bodies/license'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)

/** Cases that ended on a day; how a case gets there is told elsewhere. */
async function addClosed(count: number, state: string, on: string, amount = 0) {
  await owner.pool.query('alter table cases disable trigger user')
  await owner.pool.query(
    `insert into cases select (jsonb_populate_record(null::cases, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
       'number', fresh_case_number(), 'state', $2::text, 'amount', $4::bigint,
       'closed_at', $3::timestamptz, 'responded_at', $3::timestamptz - interval '10 days'))).*
     from (select * from cases limit 1) as one, generate_series(1, $1)`,
    [count, state, on, amount],
  )
  await owner.pool.query('alter table cases enable trigger user')
}

type Read = {
  quarters: string[]
  figures: QuarterFigures | null
  vendors: { name: string; closed: number }[]
}
const read = async (search = '') =>
  (await visit(statistics.loader, { path: `/mediation/statistics${search}` })).data as Read
const freeze = () => worker.db.transaction().execute((tx) => freezeFigures(tx))

test('the market tells of its last quarter, small cells hidden, each body its own beside the sum', async () => {
  const { quarters, figures } = await read()
  expect(quarters).toHaveLength(1)
  expect(figures!.totals.outcome).toBe(36)
  expect(figures!.cells.outcome.closed_fulfilled).toBe(19)
  expect(figures!.cells.outcome.closed_declined).toBeNull()
  await owner.pool.query('alter table mediation_figures disable trigger user')
  await owner.db.deleteFrom('mediationFigures').execute()
  await owner.pool.query('alter table mediation_figures enable trigger user')
})

test('a quarter is told when it is over, by Shanghai’s calendar, and stays as it was', async () => {
  expect(await read()).toEqual({ quarters: [], figures: null, vendors: [] })
  await addClosed(6, 'closed_fulfilled', '2026-06-30T15:59:59Z', 2_000_000)
  await addClosed(1, 'closed_impasse', '2026-06-30T12:00:00Z')
  await addClosed(5, 'closed_impasse', '2026-06-30T16:00:00Z')
  await freeze()
  const second = await read('?quarter=2026Q2')
  expect(second.quarters).toEqual(expect.arrayContaining(['2026Q3', '2026Q2']))
  expect(second.figures!.totals.outcome).toBe(7)
  // Six and one: the total is told, neither of the two.
  expect(second.figures!.cells.outcome).toEqual({ closed_fulfilled: null, closed_impasse: null })
  expect(second.figures!.answeredShare).toBe(100)
  const third = await read('?quarter=2026Q3')
  expect(third.figures!.cells.outcome).toEqual({ closed_impasse: 5 })
  expect(third.figures!.totals.kept).toBeNull()

  await addClosed(9, 'closed_impasse', '2026-06-01T12:00:00Z')
  await freeze()
  expect(await read('?quarter=2026Q2')).toEqual(second)
  expect((await read('?quarter=1999Q1')).figures!.quarter).toBe(second.quarters[0])
})

test('what is not told is not in the database either, and the freezing is in the log once', async () => {
  const rows = await owner.db.selectFrom('mediationFigures').selectAll().execute()
  expect(rows.some(({ suppressed }) => suppressed)).toBe(true)
  for (const { suppressed, value } of rows) if (suppressed) expect(value).toBe(0)
  const frozen = await owner.db
    .selectFrom('events')
    .select('id')
    .where('kind', '=', 'mediation.figures_frozen')
    .execute()
  // And the market's own, whose figures were taken away.
  expect(frozen).toHaveLength(1 + new Set(rows.map(({ quarter }) => quarter)).size)
  await expect(owner.db.deleteFrom('mediationFigures').execute()).rejects.toThrow('append-only')
})

test('the newest quarter stands on the page about mediation, and every figure in the file', async () => {
  const { quarters } = await read()
  const { figures } = (await visit(about.loader, { path: '/mediation' })).data as {
    figures: QuarterFigures
  }
  expect(figures.quarter).toBe(quarters[0])
  const answer = (await csv.loader({
    request: new Request('http://localhost:3000/mediation/statistics.csv'),
    params: {},
    context: {},
  } as never)) as Response
  const text = await answer.text()
  expect(text.replaceAll('"', '')).toContain('2026Q2,outcome,7')
  expect(text.replaceAll('"', '')).toContain('2026Q2,outcome:closed_fulfilled,< 5')
})

const counts = fc.array(
  fc.record({
    figure: fc.constantFrom('outcome', 'amount', 'form', 'kept', 'load', 'answered', 'settled'),
    cell: fc.constantFrom('a', 'b', 'c', 'true', 'false'),
    n: fc.integer({ min: 1, max: 12 }),
  }),
  { maxLength: 20 },
)

test('no cell below five is told, and none is left that the total would tell', () => {
  fc.assert(
    fc.property(counts, (all) => {
      const unique = [...new Map(all.map((one) => [`${one.figure}:${one.cell}`, one])).values()]
      const rows = toldOf(unique).map(({ figure, value }) => ({
        quarter: '2026Q1',
        figure,
        value: value ?? 0,
        suppressed: value === null,
      }))
      const { cells, totals } = readQuarter('2026Q1', rows)
      for (const [figure, its] of Object.entries(cells)) {
        const told = Object.values(its)
        expect(told.every((value) => value === null || value >= 5)).toBe(true)
        if (totals[figure as 'outcome'] !== null)
          expect(told.filter((value) => value === null)).not.toHaveLength(1)
      }
    }),
  )
})

test('a day is in its quarter', () => {
  expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
    '2026Q1',
    '2026Q1',
    '2026Q2',
    '2026Q4',
  ])
})

test('a body’s own people read its own figures beside its license, roster and what waits; other bodies do not', async () => {
  const { rows } = await owner.pool
    .query(`select body_id, count(*)::int as n from cases where state like 'closed%'
    and closed_at < '2026-06-30T16:00:00Z' group by 1 order by n desc limit 1`)
  const bodyId: string = rows[0].body_id
  const [own, other] =
    bodyId === orgId('peopleMediation') ? ['registrar', 'registrar2'] : ['registrar2', 'registrar']
  const of = async (key: string) =>
    visit(bodyPage.loader, { params: { bodyId }, cookie: await cookieOf(worker.db, key) })
  const { data } = await of(own!)
  const desk = data as { roster: unknown[]; quarters: QuarterFigures[] }
  expect(desk.roster.length).toBeGreaterThan(0)
  const second = desk.quarters.find(({ quarter }) => quarter === '2026Q2')!
  expect(second.totals.outcome).toBe(7)
  expect(second.cells.outcome).toEqual({ closed_fulfilled: null, closed_impasse: null })
  expect((await of(other!)).status).toBe(404)
  expect((await of('buyer')).status).not.toBe(200)
})

test('a license covers its last day, is told to end sixty days before, and a suspension goes before all', () => {
  const license = { validFrom: '2026-01-01', validUntil: '2026-12-31', suspendedAt: null }
  expect(licenseStanding(license, '2026-11-01')).toBe('valid')
  expect(licenseStanding(license, '2026-11-02')).toBe('ending')
  expect(licenseStanding(license, '2026-12-31')).toBe('ending')
  expect(licenseStanding(license, '2027-01-01')).toBe('over')
  expect(licenseStanding({ ...license, suspendedAt: new Date(0) }, '2026-11-01')).toBe('suspended')
})

/** Purchase cases against a vendor that ended on a day, beside so many orders that it confirmed. */
async function addAgainst(key: string, count: number, on: string, state = 'closed_impasse') {
  await owner.pool.query('alter table cases disable trigger user')
  await owner.pool.query(
    `insert into cases select (jsonb_populate_record(null::cases, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(),
       'number', fresh_case_number(), 'state', $2::text, 'type', 'purchase', 'respondent_id', $4::uuid,
       'closed_at', $3::timestamptz, 'responded_at', $3::timestamptz - interval '10 days', 'parent_id', null, 'split_by', null))).*
     from (select * from cases where claimant_id <> $4::uuid limit 1) as one, generate_series(1, $1)`,
    [count, state, on, orgId(key)],
  )
  await owner.pool.query('alter table cases enable trigger user')
}

test('of a vendor nothing is told, not even a row, before five of its cases have ended; then over twelve months', async () => {
  await addAgainst('yunfan', 4, '2025-06-10T12:00:00Z')
  await addAgainst('yunfan', 3, '2024-12-20T12:00:00Z')
  await addAgainst('yunfan', 2, '2025-06-11T12:00:00Z', 'closed_rejected')
  await addAgainst('anxun', 4, '2025-06-10T12:00:00Z')
  await addAgainst('qihang', 2, '2025-06-10T12:00:00Z')
  await freeze()
  const { vendors } = await read('?quarter=2025Q2')
  expect(vendors).toMatchObject([{ closed: 7 }])
  const kept = await owner.db
    .selectFrom('mediationFigures')
    .where('vendorId', 'is not', null)
    .where('quarter', '=', '2025Q2')
    .select('vendorId')
    .distinct()
    .execute()
  expect(kept).toEqual([{ vendorId: orgId('yunfan') }])
  // The fourth quarter of the year before stands alone with its three.
  expect((await read('?quarter=2024Q4')).vendors).toEqual([])
})

test('the file of vendors says what the page lists', async () => {
  const answer = (await vendorsCsv.loader({
    request: new Request('http://localhost:3000/mediation/vendors.csv?quarter=2025Q2'),
    params: {},
    context: {},
  } as never)) as Response
  const text = (await answer.text()).replaceAll('"', '')
  const { vendors } = await read('?quarter=2025Q2')
  expect(text.trim().split('\n')).toHaveLength(2)
  expect(text).toContain(`2025Q2,${vendors[0]!.name},7,`)
})

const vendorCounts = fc.uniqueArray(
  fc.record({
    vendorId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    closed: fc.integer({ min: 1, max: 9 }),
    orders: fc.nat(20),
    answered: fc.nat(9),
    medianDays: fc.nat(20),
    settled: fc.nat(9),
    kept: fc.nat(9),
  }),
  { selector: ({ vendorId }) => vendorId },
)

test('no vendor is told of with fewer than five cases, none by what is told of the others, and no share of fewer than five', () => {
  fc.assert(
    fc.property(vendorCounts, (vendors) => {
      const told = toldOfVendors(vendors)
      const hidden = vendors.length - told.length
      if (told.length > 0) expect(hidden).not.toBe(1)
      for (const { vendorId, figures } of told) {
        const counts = vendors.find((one) => one.vendorId === vendorId)!
        expect(figures.closed).toBeGreaterThanOrEqual(5)
        if (counts.settled < 5) expect(figures.kept).toBeNull()
        if (counts.answered < 5) expect(figures.median_days).toBeNull()
        if (counts.orders < 5) expect(figures.disputed).toBeNull()
      }
    }),
  )
})

test('amounts stand in their order, outcomes by how often they came, what is not told last', () => {
  const row = (figure: string, value: number, suppressed = false) => ({ quarter: '2026Q1', figure, value, suppressed }) // oxfmt-ignore
  const { cells } = readQuarter('2026Q1', [
    row('amount:above', 5),
    row('amount:none', 6),
    row('amount:to_10k', 9),
    row('outcome:closed_withdrawn', 0, true),
    row('outcome:closed_impasse', 9),
    row('outcome:closed_fulfilled', 19),
  ])
  expect(Object.keys(cells.amount)).toEqual(['none', 'to_10k', 'above'])
  expect(Object.keys(cells.outcome)).toEqual(['closed_fulfilled', 'closed_impasse', 'closed_withdrawn'])
})
