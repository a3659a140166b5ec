import { expect, test } from 'vitest'
import { findContract } from '~/orders/queries.server'
import * as acceptance from '~/orders/pages/acceptance'
import * as confirmation from '~/orders/pages/confirmation'
import * as contractPdf from '~/orders/pages/contract-pdf'
import * as deliveryNew from '~/orders/pages/delivery-new'
import * as order from '~/orders/pages/order'
import * as payment from '~/payments/pages/payment'
import * as orders from '~/orders/pages/orders'
import * as ordersCsv from '~/orders/pages/orders-csv'
import * as verify from '~/orders/pages/verify'
import { findSavings, listOrders } from '~/orders/listing.server'
import { aDatabase } from '../support/database'
import { fund } from '../support/deliveries'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)
servePages(database.app.pool)

type Placed = Awaited<ReturnType<typeof trade.aPlacedOrder>>
const signIn = (who: Parameters<typeof cookieFor>[1]) => cookieFor(worker.db, who)
const at = ({ id }: Placed) => ({ params: { orderId: id } })
const hashOf = async ({ id }: Placed) => (await findContract(owner.db, id))!.hash
const confirms = async (placed: Placed, cookie: string, more: Record<string, string> = {}) =>
  visit(confirmation.action as never, {
    ...at(placed),
    cookie,
    form: { move: 'confirm', hash: await hashOf(placed), agreed: 'yes', ...more },
  })

test('both sides confirm on their page; the order then waits for money', async () => {
  const placed = await trade.aPlacedOrder()
  const [buyer, vendor] = [await signIn(placed.buyer), await signIn(placed.vendor)]

  expect(await confirms(placed, buyer)).toMatchObject({
    status: 302,
    location: `/orders/${placed.id}?done=order-confirmed`,
  })
  const page = (await visit(confirmation.loader as never, { ...at(placed), cookie: buyer })).data
  expect(page).toMatchObject({ own: true, whyNot: expect.any(String) })
  expect(await confirms(placed, vendor)).toMatchObject({ status: 302 })
  expect(await trade.stateOf(placed.id)).toBe('confirmed')
})

test('a text that has changed since it was read is not confirmed', async () => {
  const placed = await trade.aPlacedOrder()
  const cookie = await signIn(placed.buyer)
  expect(await confirms(placed, cookie, { hash: 'a'.repeat(64) })).toMatchObject({
    status: 422,
    data: { refusal: { code: 'contract-changed' } },
  })
})

test('a side that declines says why; the other reads it', async () => {
  const placed = await trade.aPlacedOrder()
  const decline = async (reason: string) =>
    visit(confirmation.action as never, {
      ...at(placed),
      cookie: await signIn(placed.buyer),
      form: { move: 'decline', reason },
    })
  expect(await decline('')).toMatchObject({ status: 422, data: { problems: [{ field: 'reason' }] } })
  expect(await decline('预算未批准')).toMatchObject({ status: 302 })
  const { data } = await visit(order.loader as never, { ...at(placed), cookie: await signIn(placed.vendor) })
  expect(data).toMatchObject({ order: { state: 'declined', closeReason: '预算未批准' } })
})

test('a delivery form posted twice makes one note', async () => {
  const placed = await trade.aConfirmedOrder()
  await fund(owner.db, placed.id)
  const cookie = await signIn(placed.vendor)
  const form = {
    _key: 'once-and-once-only',
    'lines.0.lineId': placed.lineIds[0]!,
    'lines.0.quantity': '4',
    'lines.0.termStart': '2026-12-01',
    'lines.0.channel': 'volume-mak',
    remark: '',
  }
  const answers = await Promise.all(
    [1, 2].map(() => visit(deliveryNew.action as never, { ...at(placed), cookie, form })),
  )
  expect(answers.map(({ status }) => status)).toEqual([302, 302])
  const notes = await owner.db
    .selectFrom('deliveryNotes')
    .select(['id', 'state'])
    .where('orderId', '=', placed.id)
    .execute()
  expect(notes).toHaveLength(1)

  const buyer = await signIn(placed.buyer)
  const params = { noteId: notes[0]!.id }
  const reject = (reason: string) =>
    visit(acceptance.action as never, { params, cookie: buyer, form: { move: 'reject', reason } })
  expect(await reject('x')).toMatchObject({ status: 422 })
  expect(await reject('数量不符')).toMatchObject({ status: 302 })
  expect((await visit(acceptance.loader as never, { params, cookie })).data).toMatchObject({
    note: { state: 'rejected', reason: '数量不符' },
  })
})

test('a foreign organization finds no order, no note, no paper, and an empty list', async () => {
  const placed = await trade.aConfirmedOrder()
  await fund(owner.db, placed.id)
  const { id: noteId } = await owner.db
    .insertInto('deliveryNotes')
    .values({ orderId: placed.id, acceptDue: new Date(Date.now() + 86_400_000) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const pages = [order, contractPdf, deliveryNew, confirmation] as unknown as { loader: never }[]
  for (const stranger of [await trade.anApprover(), await trade.aVendor()]) {
    const cookie = await signIn(stranger)
    for (const page of pages)
      expect((await visit(page.loader, { ...at(placed), cookie })).status).toBeGreaterThanOrEqual(403)
    expect((await visit(acceptance.loader as never, { params: { noteId }, cookie })).status).toBe(404)
    expect(
      (await visit(acceptance.action as never, { params: { noteId }, cookie, form: { move: 'accept' } }))
        .status,
    ).toBe(404)
    expect((await visit(orders.loader as never, { cookie })).data).toMatchObject({ rows: [], total: 0 })
  }
})

test('a foreign order answers exactly as one that does not exist', async () => {
  const placed = await trade.aConfirmedOrder()
  const said = async (serve: unknown, orderId: string, cookie: string) => {
    const { status, data } = await visit(serve as never, { params: { orderId }, cookie })
    return { status, data }
  }
  for (const stranger of [await trade.anApprover(), await trade.aVendor()]) {
    const cookie = await signIn(stranger)
    for (const page of [order, payment, contractPdf] as { loader: unknown }[])
      expect(await said(page.loader, placed.id, cookie)).toEqual(
        await said(page.loader, '0198a000-0000-7000-8000-000000000000', cookie),
      )
  }
})

test('the list filters, sorts and pages; its CSV holds the same orders', async () => {
  const buyer = await trade.anApprover()
  const vendor = await trade.aVendor()
  for (const quantity of [3, 1, 2]) await trade.aPlacedOrder({ buyer, vendor, lines: [{ quantity }] })
  await trade.confirm(await trade.aPlacedOrder({ buyer, vendor, lines: [{ quantity: 9 }] }))
  const cookie = await signIn(buyer)
  const list = async (query: string) =>
    (await visit(orders.loader as never, { cookie, path: `/orders?${query}` })).data as {
      total: number
      rows: { total: bigint }[]
    }
  expect((await list('sort=total')).rows.map(({ total }) => total)).toEqual([
    10_000n,
    20_000n,
    30_000n,
    90_000n,
  ])
  expect((await list('state=confirmed')).total).toBe(1)
  expect((await list('view=waiting')).total).toBe(4)
  expect((await list('q=nothing-of-that-name')).total).toBe(0)
  expect((await list('state=no-such-state')).total).toBe(4)
  const csv = await visit(ordersCsv.loader as never, { cookie, path: '/orders.csv?state=placed' })
  expect(csv.status).toBe(200)
})

test('what an order saves against its recorded reference, and the fee within its price, stand in list and export', async () => {
  const buyer = await trade.anApprover()
  const placed = await trade.aConfirmedOrder({ buyer, lines: [{ quantity: 3, unitPrice: 10_001n }] })
  const unconfirmed = await trade.aPlacedOrder({ buyer })
  await owner.db.updateTable('orders').set({ feeBps: 250 }).where('id', '=', placed.id).execute()
  await owner.db
    .updateTable('orderLines')
    .set({ referencePrice: null })
    .where('orderId', '=', unconfirmed.id)
    .execute()
  const { rows } = await listOrders(buyer.db, buyer.actor)
  expect(rows.map(({ reference, compared }) => [reference, compared])).toEqual([
    [null, null],
    [60_006n, 30_003n],
  ])
  expect(await findSavings(buyer.db, buyer.actor)).toEqual({ before: 60_006n, after: 30_003n })
  const stranger = await trade.anApprover()
  expect(await findSavings(stranger.db, stranger.actor)).toEqual({ before: 0n, after: 0n })
  const answer = (await ordersCsv.loader({
    request: new Request('http://localhost:3000/orders.csv', {
      headers: { cookie: await signIn(buyer), 'accept-language': 'zh' },
    }),
    params: {},
    context: { requestId: 'test', ip: '127.0.0.1' },
  } as never)) as Response
  expect(await answer.text()).toContain('"300.03","0.00","CNY","600.06","300.03","7.50"')
})

test('the paper of a contract is verified by anyone, who learns no party', async () => {
  const placed = await trade.aPlacedOrder()
  const hash = await hashOf(placed)
  const known = (await visit(verify.loader as never, { params: { hash } })).data
  expect(known).toMatchObject({ contract: { kind: 'call_off', confirmedAt: null } })
  expect(JSON.stringify(known)).not.toContain(placed.buyer.orgId)
  await trade.confirm(placed)
  expect((await visit(verify.loader as never, { params: { hash } })).data).toMatchObject({
    contract: { confirmedAt: expect.any(Date) },
  })
  expect((await visit(verify.loader as never, { params: { hash: `${hash.slice(1)}0` } })).data).toMatchObject(
    { contract: null },
  )
})
