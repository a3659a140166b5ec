import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { reasons } from '~/compliance/coverage'
import { coverageFilter } from '~/compliance/positions/coverage-filter'
import { countByReason, listCoverage } from '~/compliance/positions/coverage.server'
import * as coverage from '~/compliance/positions/pages/coverage'
import * as coverageCsv from '~/compliance/positions/pages/coverage-csv'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { app, worker } = database
const { someone } = peopleOf(database)
servePages(app.pool)

const manager = await someone('enterprise', ['asset_manager'])
const neighbor = await someone('enterprise', ['asset_manager'])
const estate = await anEstate(database, manager)
const [office, system] = [
  await aProduct(database, { household: ['home'] }),
  await aProduct(database, { category: 'operating-system' }),
]
const computers = await estate.computers(60)
await estate.install(computers.slice(0, 55), office)
await estate.install(computers.slice(55, 58), office, { edition: null })
await estate.install(computers.slice(58), office, { edition: 'home', household: true })
await estate.install(computers.slice(0, 1), system)
await estate.entitle(office, { quantity: 50 })
await (
  await anEstate(database, neighbor)
).install(await (await anEstate(database, neighbor)).computers(1), office)

const cookie = await cookieFor(worker.db, manager)
type Loaded = { data: any }
const shown = async (search = '', who = cookie) =>
  (await visit(coverage.loader, { cookie: who, path: `/compliance/coverage${search}` })) as Loaded

test('every installation has one answer, which is one of the codes; they sum to all and to the positions', async () => {
  const { data } = await shown()
  expect(data.all).toEqual([
    { reason: 'no-free-unit', covers: false, installations: 5, products: 1 },
    { reason: 'undetermined', covers: false, installations: 3, products: 1 },
    { reason: 'household', covers: false, installations: 2, products: 1 },
    { reason: 'no-entitlement', covers: false, installations: 1, products: 1 },
    { reason: 'pool', covers: true, installations: 50, products: 1 },
  ])
  expect(reasons).toEqual(expect.arrayContaining(data.all.map(({ reason }: { reason: string }) => reason)))
  const { rows } = await sql<{ n: number }>`
    select sum(installed + undetermined)::int as n from positions where org_id = ${manager.orgId}`.execute(
    manager.db,
  )
  expect(rows[0]!.n).toBe(61)
})

test('the pages hold each installation once, what lacks a license first; the file holds what is asked for', async () => {
  const all = await listCoverage(manager.db, manager.orgId, {}, null)
  const first = await listCoverage(manager.db, manager.orgId, {})
  const second = await listCoverage(
    manager.db,
    manager.orgId,
    coverageFilter(new URLSearchParams({ after: first.next! })),
  )
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 11, null])
  expect([...first.rows, ...second.rows]).toEqual(all.rows)
  expect(new Set(all.rows.map(({ id }) => id)).size).toBe(61)
  const place = all.rows.map(({ entitlementId, reason }) =>
    entitlementId ? 2 : reason === 'undetermined' ? 1 : 0,
  )
  expect(place).toEqual(place.toSorted((a, b) => a - b))

  const file = (await coverageCsv.loader({
    request: new Request('http://localhost:3000/compliance/coverage.csv?reason=household', {
      headers: { cookie },
    }),
    params: {},
    context: {},
  } as never)) as Response
  const lines = (await file.text()).trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('家庭版不适用于单位')
})

test('filters meet: by verdict, reason, category and words; nonsense asks for nothing', async () => {
  const found = async (search: string) =>
    (await countByReason(manager.db, manager.orgId, coverageFilter(new URLSearchParams(search)))).map(
      ({ reason, installations }) => `${reason} ${installations}`,
    )
  expect(await found('only=gap')).toEqual(['no-free-unit 5', 'household 2', 'no-entitlement 1'])
  expect(await found('only=covered&category=office')).toEqual(['pool 50'])
  expect(await found('category=operating-system')).toEqual(['no-entitlement 1'])
  expect(await found('reason=undetermined&only=covered')).toEqual([])
  expect(await found('q=%25')).toEqual([])
  expect(await found('only=x&reason=y&after=z')).toHaveLength(5)
})

test('an enterprise sees its own installations alone', async () => {
  const { data } = await shown('', await cookieFor(worker.db, neighbor))
  expect(data.all).toEqual([{ reason: 'no-entitlement', covers: false, installations: 1, products: 1 }])
  expect((await listCoverage(neighbor.db, manager.orgId, {})).rows).toEqual([])
})
