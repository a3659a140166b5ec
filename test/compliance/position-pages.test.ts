import { beforeAll, expect, test } from 'vitest'
import * as compliance from '~/compliance/positions/pages/compliance'
import * as complianceCsv from '~/compliance/positions/pages/compliance-csv'
import * as overseen from '~/compliance/positions/pages/overseen'
import * as oversight from '~/compliance/positions/pages/oversight'
import * as product from '~/compliance/positions/pages/product'
import { openLines } from '~/demands/commands.server'
import { draftFromGap } from '~/demands/reactions.server'
import { sendDelivery } from '~/orders/deliver.server'
import { fund } from '../support/deliveries'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone, clock } = peopleOf(database)
servePages(app.pool)

type Loaded = { status: number; data: any }
const office = await aProduct(database, { slug: 'test-office' })
let manager: Someone
let cookie: string
let computers: string[]
beforeAll(async () => {
  manager = await someone('enterprise', ['asset_manager'])
  cookie = await cookieFor(worker.db, manager)
  const estate = await anEstate(database, manager)
  computers = await estate.computers(3)
  await estate.install(computers, office)
  await estate.entitle(office, { quantity: 1 })
})
const shown = async (who = cookie) =>
  (await visit(compliance.loader, { cookie: who, path: '/compliance' })) as Loaded
const why = async (who = cookie, path = '/x') =>
  (await visit(product.loader, { cookie: who, path, params: { slug: 'test-office' } })) as Loaded

test('one’s own position adds up, names the gap, and tells why it came to be', async () => {
  const { data } = await shown()
  expect(data.status).toBe('gap')
  expect(data.positions).toMatchObject([
    { installed: 3, covered: 1, gap: 2, entitled: 1, surplus: 0, own: 'gap' },
  ])
  expect(data.changes.some((change: { toStatus: string }) => change.toStatus === 'gap')).toBe(true)
})

test('the why page has a verdict for each installation and each right, and they sum to the figures', async () => {
  const { data } = await why()
  const verdicts = data.installations.rows.map((row: { reason: string }) => row.reason)
  expect(verdicts.toSorted()).toEqual(['no-free-unit', 'no-free-unit', 'pool'])
  expect(data.rights).toMatchObject([{ counts: true, covering: 1, quantity: 1 }])
  expect(data.lines).toMatchObject([{ installed: 3, covered: 1, entitled: 1 }])
  const gaps = await why(cookie, '/x?only=gap')
  expect(gaps.data.installations.rows).toHaveLength(2)
})

test('gaps become one draft of demand, in the number that is missing, however often it is asked', async () => {
  for (const _ of [1, 2]) {
    const answer = await visit(compliance.action, { cookie, path: '/compliance', form: { move: 'demand' } })
    expect(answer).toMatchObject({ status: 302, location: '/demands?done=gaps-drafted' })
  }
  const lines = await manager.db.selectFrom('demandLines').select(['quantity', 'state', 'source']).execute()
  expect(lines).toEqual([{ quantity: 2, state: 'draft', source: 'gap' }])
})

test('a gap asks for the editions that lack rights, in persons where it is licensed by user; a home edition for one that counts', async () => {
  const wanting = await someone('enterprise', ['asset_manager'])
  const drawing = await aProduct(database, { editions: ['full', 'light'], household: ['home'] })
  await owner.db
    .updateTable('editions')
    .set({ metric: 'user' })
    .where('id', '=', drawing.edition.full!)
    .execute()
  for (const [editionId, unitPrice] of [
    [drawing.edition.full!, 90_000n],
    [drawing.edition.light!, 10_000n],
  ] as const)
    await owner.db
      .insertInto('referencePrices')
      .values({ editionId, unitPrice, source: 'list', validFrom: '2026-01-01' })
      .execute()
  const estate = await anEstate(database, wanting)
  await estate.install(await estate.computers(3, { personId: wanting.personId }), drawing, {
    edition: 'full',
  })
  await estate.install(await estate.computers(1), drawing, { edition: 'full', release: '2019' })
  await estate.install(await estate.computers(2), drawing, { edition: 'home', household: true })
  const drafts = () =>
    wanting.db
      .selectFrom('demandLines')
      .select(['editionId', 'quantity', 'metric', 'releaseId', 'downToId'])
      .orderBy('metric')
      .execute()
  const covering = (newest: string, oldest: string) => ({
    releaseId: drawing.release[newest],
    downToId: drawing.release[oldest],
  })
  const expected = [
    { editionId: drawing.edition.light, quantity: 2, metric: 'device', ...covering('2021', '2021') },
    { editionId: drawing.edition.full, quantity: 2, metric: 'user', ...covering('2021', '2019') },
  ]
  await visit(compliance.action, {
    cookie: await cookieFor(worker.db, wanting),
    path: '/compliance',
    form: { move: 'demand' },
  })
  expect(await drafts()).toEqual(expected)
  const found = {
    subjectId: null,
    orgId: wanting.orgId,
    facts: { organization: wanting.orgId, product: drawing.id, units: 6 },
  }
  await clock.db.transaction().execute((tx) => draftFromGap(tx, found, new Date()))
  expect(await drafts()).toEqual(expected)
})

test('without a gap, or with every gap in demand already, there is nothing to ask for', async () => {
  const asks = (who: string) =>
    visit(compliance.action, { cookie: who, path: '/compliance', form: { move: 'demand' } })
  const buyer = await someone('enterprise', ['buyer'], manager.orgId)
  const lines = await buyer.db.selectFrom('demandLines').select('id').execute()
  await openLines(buyer.db, buyer.actor, [lines[0]!.id], new Date())
  expect(await asks(cookie)).toMatchObject({ data: { refusal: { code: 'gaps-asked-for' } } })
  const content = await cookieFor(worker.db, await someone('enterprise', ['asset_manager']))
  expect(await asks(content)).toMatchObject({ data: { refusal: { code: 'no-gap' } } })
})

test('a mark of mediation is the enterprise’s own: those who oversee it see the gap as it is', async () => {
  const mark = { orgId: manager.orgId, productId: office.id, kind: 'under_mediation' as const }
  await owner.db
    .insertInto('complianceMarks')
    .values({ ...mark, caseId: office.id, since: new Date(Date.now() - 1000) })
    .execute()
  expect((await shown()).data).toMatchObject({
    status: 'under_mediation',
    positions: [{ own: 'under_mediation', status: 'gap' }],
  })
  const officer = await cookieFor(worker.db, await someone('agency', ['officer']))
  const their = (await visit(overseen.loader, {
    cookie: officer,
    params: { organizationId: manager.orgId },
  })) as Loaded
  expect(their.data).toMatchObject({ stand: { status: 'gap' }, positions: [{ gap: 2, status: 'gap' }] })
  expect(JSON.stringify(their.data.changes)).not.toContain('mediation')
})

test('a delivery closes the gap in its own transaction; rolled back, the gap stands', async () => {
  const order = await tradeOf(database).aConfirmedOrder({ lines: [{ quantity: 2 }] })
  await fund(owner.db, order.id)
  const line = await owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select(['editions.productId', 'orderLines.editionId', 'products.slug'])
    .where('orderLines.id', '=', order.lineIds[0]!)
    .executeTakeFirstOrThrow()
  const machines = await (await anEstate(database, order.buyer)).computers(2)
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
  const buyer = await cookieFor(worker.db, order.buyer)
  const gap = async () => (await shown(buyer)).data.positions[0].gap
  expect(await gap()).toBe(2)
  const lines = [{ lineId: order.lineIds[0]!, quantity: 2, termStart: '2026-11-01', termEnd: null, maintenanceUntil: null, channel: 'volume-mak' as const, licenseNo: null }] // oxfmt-ignore
  const deliver = (fail: boolean) =>
    order.vendor.db.transaction().execute(async (tx) => {
      await sendDelivery(tx, order.vendor.actor, order.id, { remark: null, subcontractorId: null, lines })
      if (fail) throw new Error('rolled back')
    })
  await expect(deliver(true)).rejects.toThrow('rolled back')
  expect(await gap()).toBe(2)
  await deliver(false)
  expect(await gap()).toBe(0)
  const history = (await visit(product.loader, {
    cookie: buyer,
    params: { slug: line.slug },
  })) as Loaded
  expect(history.data.changes[0]).toMatchObject({ fromStatus: 'gap', cause: 'license.issued' })
})

test('a foreign enterprise finds no product page and an empty position', async () => {
  const stranger = await cookieFor(worker.db, await someone('enterprise', ['asset_manager']))
  expect((await why(stranger)).status).toBe(404)
  expect((await shown(stranger)).data).toMatchObject({
    positions: [],
    stand: { status: 'not_inspected' },
    changes: [],
  })
})

test('a liaison sees the enterprises of the agency’s coverage and no other, in list, detail and file', async () => {
  const liaison = await someone('agency', ['liaison'])
  const session = await cookieFor(worker.db, liaison)
  const district = { code: '350211', nameZh: '集美', nameEn: 'Jimei' }
  await owner.db
    .insertInto('districts')
    .values(district)
    .onConflict((at) => at.doNothing())
    .execute()
  await owner.db
    .updateTable('organizations')
    .set({ district: '350211' })
    .where('id', '=', manager.orgId)
    .execute()
  const list = async () =>
    ((await visit(oversight.loader, { cookie: session, path: '/office/compliance' })) as Loaded).data.list
      .rows
  expect(await list()).toEqual([])
  expect(
    (await visit(overseen.loader, { cookie: session, params: { organizationId: manager.orgId } })).status,
  ).toBe(404)
  await owner.db
    .insertInto('agencies')
    .values({ orgId: liaison.orgId, districts: ['350211'] })
    .execute()
  expect(await list()).toMatchObject([{ id: manager.orgId, status: 'gap', gaps: 1, gap: 2 }])
  expect(
    (await visit(overseen.loader, { cookie: session, params: { organizationId: manager.orgId } })).status,
  ).toBe(200)
})

test('the position leaves as a file', async () => {
  const answer = (await complianceCsv.loader({
    request: new Request('http://localhost:3000/compliance.csv', { headers: { cookie } }),
    params: {},
    context: {},
  } as never)) as Response
  expect(await answer.text()).toContain('"3","1","2","1"')
})
