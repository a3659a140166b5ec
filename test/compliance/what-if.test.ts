import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { moveComputer } from '~/compliance/computers/commands.server'
import { suppositionOf, textOf, type Supposition } from '~/compliance/supposing/supposition'
import * as whatIf from '~/compliance/supposing/pages/what-if'
import * as whatIfCsv from '~/compliance/supposing/pages/what-if-csv'
import { sendDelivery } from '~/orders/deliver.server'
import { aDatabase } from '../support/database'
import { fund } from '../support/deliveries'
import { anEstate, aProduct } from '../support/estate'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone } = peopleOf(database)
servePages(app.pool)

type Loaded = { status: number; location?: string; data: any }
const office = await aProduct(database, { slug: 'supposed-office' })
const edition = office.edition.standard!
let manager: Someone
let cookie: string
let computers: string[]
let entitlementId: string
beforeAll(async () => {
  manager = await someone('enterprise', ['asset_manager'])
  cookie = await cookieFor(worker.db, manager)
  const estate = await anEstate(database, manager)
  computers = await estate.computers(5)
  await estate.install(computers, office)
  entitlementId = await estate.entitle(office, { quantity: 3 })
  await owner.db
    .updateTable('computers')
    .set({ department: '采购部' })
    .where('id', 'in', computers.slice(0, 2))
    .execute()
})

const path = (...texts: string[]) =>
  `/compliance/what-if?${new URLSearchParams(texts.map((text) => ['s', text]))}`
const suppose = async (texts: string[], who = cookie) =>
  (await visit(whatIf.loader, { cookie: who, path: path(...texts) })) as Loaded
const positionNow = () =>
  owner.db
    .selectFrom('positions')
    .selectAll()
    .where('orgId', '=', manager.orgId)
    .where('productId', '=', office.id)
    .executeTakeFirstOrThrow()

test('what an address says is what was supposed, and nothing else is understood', () => {
  const id = fc.uuid()
  const units = fc.integer({ min: 1, max: 10_000 })
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const supposition = fc.oneof(
    fc.record({ kind: fc.constantFrom('buy' as const, 'install' as const, 'uninstall' as const), id, units }),
    fc.record({ kind: fc.constantFrom('order' as const, 'lose' as const), id }),
    fc.record({
      kind: fc.constant('retire' as const),
      department: fc.string({ minLength: 1, maxLength: 120 }),
    }),
    fc.record({ kind: fc.constant('on' as const), day: day.map((it) => it.toISOString().slice(0, 10)) }),
  )
  fc.assert(
    fc.property(
      supposition,
      (it) => void expect(suppositionOf(textOf(it as Supposition))).toEqual({ ...it }),
    ),
  )
  const nonsense = [
    '',
    'buy',
    'buy:x:1',
    `buy:${edition}:0`,
    `buy:${edition}:10001`,
    `buy:${edition}:1e3`,
    'on:2026-02-30',
    'order:1',
    'sell:1',
  ]
  expect(nonsense.map(suppositionOf)).toEqual(nonsense.map(() => null))
})

test('buying what is missing closes the gap and says what it costs; nothing of it is kept', async () => {
  await owner.db
    .insertInto('referencePrices')
    .values({ editionId: edition, unitPrice: 120_000n, source: 'list', validFrom: '2026-01-01' })
    .execute()
  const { data } = await suppose([`buy:${edition}:2`])
  expect(data).toMatchObject({
    status: { before: 'gap', after: 'compliant' },
    gap: { before: 2, after: 0 },
    cost: { before: 240_000n, after: 0n, bought: 240_000n },
    changes: [{ before: { gap: 2, entitled: 3 }, after: { gap: 0, entitled: 5, covered: 5 } }],
  })
  expect(await positionNow()).toMatchObject({ gap: 2, entitled: 3 })
  const csv = (await whatIfCsv.loader({
    request: new Request(
      `http://localhost:3000${path(`buy:${edition}:2`).replace('what-if', 'what-if.csv')}`,
      { headers: { cookie } },
    ),
    params: {},
    context: {},
  } as never)) as Response
  expect((await csv.text()).trim().split('\n')).toHaveLength(3)
})

test('copies without a license are the first to be uninstalled, and the page names their computers', async () => {
  const { data } = await suppose([`uninstall:${edition}:3`])
  const uncovered = await owner.db
    .selectFrom('coverage')
    .innerJoin('installations', 'installations.id', 'coverage.installationId')
    .select('computerId')
    .where('coverage.orgId', '=', manager.orgId)
    .where('entitlementId', 'is', null)
    .execute()
  expect(
    data.removed
      .slice(0, 2)
      .map(({ computerId }: { computerId: string }) => computerId)
      .toSorted(),
  ).toEqual(uncovered.map(({ computerId }) => computerId).toSorted())
  expect(data.changes).toMatchObject([{ after: { installed: 2, covered: 2, gap: 0, surplus: 1 } }])
  const more = await suppose([`install:${edition}:4`, `uninstall:${edition}:1`])
  expect(more.data.changes).toMatchObject([{ after: { installed: 8, gap: 5 } }])
})

test('the forms add to the address; a number that is none stays in its field', async () => {
  const added = await visit(whatIf.loader, {
    cookie,
    path: `${path('on:2027-01-01')}&kind=buy&edition=${edition}&units=６`,
  })
  expect(added).toMatchObject({ status: 302, location: path('on:2027-01-01', `buy:${edition}:6`) })
  const event = await visit(whatIf.loader, {
    cookie,
    path: `/compliance/what-if?event=lose:${entitlementId}`,
  })
  expect(event).toMatchObject({ status: 302, location: path(`lose:${entitlementId}`) })
  const wrong = (await visit(whatIf.loader, {
    cookie,
    path: `/compliance/what-if?kind=buy&edition=${edition}&units=many`,
  })) as Loaded
  expect(wrong.data).toMatchObject({ badUnits: 'many', suppositions: [] })
})

test('what is supposed to be bought becomes drafts of demand; without a purchase there is none to make', async () => {
  const asks = (texts: string[]) =>
    visit(whatIf.action, { cookie, path: path(...texts), form: { move: 'demand' } })
  expect(await asks([`install:${edition}:1`])).toMatchObject({
    data: { refusal: { code: 'nothing-supposed-bought' } },
  })
  expect(await asks([`buy:${edition}:2`, `install:${edition}:1`])).toMatchObject({
    status: 302,
    location: '/demands?which=draft&done=saved',
  })
  const lines = await manager.db
    .selectFrom('demandLines')
    .select(['editionId', 'quantity', 'state', 'source'])
    .execute()
  expect(lines).toEqual([{ editionId: edition, quantity: 2, state: 'draft', source: 'own' }])
})

test('a foreign license, order or department changes nothing, and a foreigner sees nothing of ours', async () => {
  const other = await someone('enterprise', ['asset_manager'])
  const theirs = await anEstate(database, other)
  await theirs.install(await theirs.computers(1), office)
  const foreign = await theirs.entitle(office, { quantity: 9 })
  const { data } = await suppose([`lose:${foreign}`, `order:${foreign}`, 'retire:财务部'])
  expect(data.changes).toEqual([])
  const seen = await suppose([`lose:${entitlementId}`, 'retire:采购部'], await cookieFor(worker.db, other))
  expect(seen.data.changes).toEqual([])
  expect(
    JSON.stringify(seen.data.choices, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  ).not.toContain(entitlementId)
})

test('an order counts as it will once it is delivered', async () => {
  const order = await tradeOf(database).aConfirmedOrder({ lines: [{ quantity: 2 }] })
  await fund(owner.db, order.id)
  const line = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .select(['editions.productId', 'orderLines.editionId', 'orderLines.term'])
    .where('orderLines.id', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  const machines = await (await anEstate(database, order.buyer)).computers(3)
  await owner.db
    .insertInto('installations')
    .values(
      machines.map((computerId) => ({
        orgId: order.buyer.orgId,
        computerId,
        productId: line.productId,
        editionId: line.editionId,
        firstSeen: '2026-11-01',
        lastSeen: '2026-11-01',
      })),
    )
    .execute()
  const { data } = await suppose([`order:${order.id}`], await cookieFor(worker.db, order.buyer))
  const [{ after }] = data.changes
  expect(after).toMatchObject({ entitled: 2, covered: 2, gap: 1 })
  const lines = [
    {
      lineId: order.lineIds[0]!,
      quantity: 2,
      termStart: '2026-11-01',
      termEnd: null,
      maintenanceUntil: null,
      channel: 'volume-mak' as const,
      licenseNo: null,
    },
  ]
  await order.vendor.db
    .transaction()
    .execute((tx) =>
      sendDelivery(tx, order.vendor.actor, order.id, { remark: null, subcontractorId: null, lines }),
    )
  const real = await owner.db
    .selectFrom('positions')
    .selectAll()
    .where('orgId', '=', order.buyer.orgId)
    .where('productId', '=', line.productId)
    .executeTakeFirstOrThrow()
  const { productId: _, ...figures } = after
  expect(real).toMatchObject(figures)
})

test('a department that goes takes its computers, their copies and their open questions along, as it then does', async () => {
  await owner.db
    .updateTable('computers')
    .set({ inventoriedAt: new Date('2025-01-01'), softwareAt: new Date('2025-01-01') })
    .where('id', '=', computers[0]!)
    .execute()
  const { data } = await suppose(['retire:采购部'])
  const [{ before, after }] = data.changes
  expect(before).toMatchObject({ installed: 5, unknown: 1 })
  await manager.db.transaction().execute(async (tx) => {
    for (const id of computers.slice(0, 2)) await moveComputer(tx, manager.actor, id, 'scrap')
  })
  const { productId: _, ...figures } = after
  expect(await positionNow()).toMatchObject(figures)
  expect(figures).toMatchObject({ installed: 3, covered: 3, gap: 0, unknown: 0, status: 'compliant' })
})
