import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { clockMoves } from '~/orders/clock.server'
import { confirmOrder } from '~/orders/confirm.server'
import * as orderPage from '~/orders/pages/order'
import type { ScanOfficeValues } from '~/orders/seals/form'
import * as scanPage from '~/orders/seals/pages/sealed-scan'
import * as deskPage from '~/orders/seals/pages/sealed-scans'
import { decideScan, sendScan, withdrawScan } from '~/orders/seals/scan.server'
import { findContract, listSigners } from '~/orders/queries.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const trade = tradeOf(database)
const officer = await trade.anOfficer()
servePages(database.app.pool)

type Order = Awaited<ReturnType<typeof trade.aPlacedOrder>>
const paper = () => new File(['%PDF-1.7\n%盖章'], '盖章合同.pdf')
const hashOf = async (order: Order) => (await findContract(owner.db, order.id))!.hash
const send = async (order: Order, by: Someone, values: { hash?: string; file?: File } = {}) => {
  const hash = values.hash ?? (await hashOf(order))
  return by.db
    .transaction()
    .execute((tx) => sendScan(tx, by.actor, order.id, { hash, file: values.file ?? paper() }))
}
const decide = (values: ScanOfficeValues, by = officer) =>
  by.db.transaction().execute((tx) => decideScan(tx, by.actor, values))
const withdraw = (by: Someone, scanId: string) =>
  by.db.transaction().execute((tx) => withdrawScan(tx, by.actor, scanId))
const confirm = async (order: Order, by: Someone) => {
  const hash = await hashOf(order)
  return by.db.transaction().execute((tx) => confirmOrder(tx, by.actor, order.id, hash))
}
const scanRow = (id: string) =>
  owner.db.selectFrom('sealedScans').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const setDue = (order: Order, confirmDue: Date) =>
  owner.db.updateTable('orders').set({ confirmDue }).where('id', '=', order.id).execute()
async function lapse() {
  const { run } = clockMoves.find(({ name }) => name === 'orders.lapse')!
  await worker.db.transaction().execute((tx) => run(tx, new Date()))
}

test('a stamped contract counts once an officer has compared it, and says so', async () => {
  const order = await trade.aPlacedOrder()
  await confirm(order, order.vendor)
  const scanId = await send(order, order.buyer)
  expect(await trade.stateOf(order.id)).toBe('placed')
  await decide({ move: 'check', scanId })
  expect(await trade.stateOf(order.id)).toBe('confirmed')
  const contract = (await findContract(order.buyer.db, order.id))!
  expect(await listSigners(order.buyer.db, contract.id)).toMatchObject([
    { side: 'vendor', method: 'step_up' },
    { side: 'enterprise', method: 'sealed_scan' },
  ])
  expect(
    await owner.db
      .selectFrom('contractConfirmations')
      .selectAll()
      .where('contractId', '=', contract.id)
      .where('side', '=', 'enterprise')
      .executeTakeFirst(),
  ).toMatchObject({ personId: order.buyer.personId, checkedBy: officer.personId })
  await expect(decide({ move: 'check', scanId })).rejects.toThrow('already-moved')
  await expect(send(order, order.buyer)).rejects.toThrow('order-not-placed')
})

test('only a paper of the present text is taken, one at a time', async () => {
  const order = await trade.aPlacedOrder()
  await expect(send(order, order.buyer, { hash: 'a'.repeat(64) })).rejects.toThrow('contract-changed')
  await expect(send(order, order.buyer, { file: new File(['<html>'], 'x.html') })).rejects.toThrow(
    'file-type',
  )
  const both = await Promise.allSettled([send(order, order.buyer), send(order, order.buyer)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(send(order, order.buyer)).rejects.toThrow('scan-waits')
  await confirm(order, order.vendor)
  await expect(send(order, order.vendor)).rejects.toThrow('already-confirmed')
})

test('a paper that is returned comes with its reason and may be sent anew; its side may take one back', async () => {
  const order = await trade.aPlacedOrder()
  const first = await send(order, order.buyer)
  await decide({ move: 'refuse', scanId: first, reason: '公章不清晰' })
  expect(await scanRow(first)).toMatchObject({ state: 'refused', reason: '公章不清晰' })
  const second = await send(order, order.buyer)
  await expect(withdraw(order.vendor, second)).rejects.toThrow('order-unknown')
  await withdraw(order.buyer, second)
  expect(await scanRow(second)).toMatchObject({ state: 'withdrawn' })
  await expect(decide({ move: 'check', scanId: second })).rejects.toThrow('already-moved')
})

test('no request writes a confirmation: not a side its own, not an officer one for a side, not a paper that nobody compared', async () => {
  const order = await trade.aPlacedOrder()
  const scanId = await send(order, order.vendor)
  const { id: contractId, hash } = (await findContract(owner.db, order.id))!
  const { fileId } = await scanRow(scanId)
  const row = { contractId, hash, personId: order.vendor.personId }
  const forged = {
    ...row,
    side: 'vendor',
    method: 'sealed_scan',
    fileId,
    checkedBy: officer.personId,
  } as const
  for (const by of [order.buyer, order.vendor, officer])
    for (const values of [forged, { ...row, side: 'vendor', method: 'step_up' } as const])
      await expect(by.db.insertInto('contractConfirmations').values(values).execute()).rejects.toThrow(
        'permission denied',
      )
  const checked = { state: 'checked' as const, decidedBy: officer.personId, decidedAt: new Date() }
  await expect(
    order.vendor.db.updateTable('sealedScans').set(checked).where('id', '=', scanId).execute(),
  ).rejects.toThrow('row-level security')
  const byScan = (by: Someone) => sql`select confirm_by_scan(${scanId}::uuid)`.execute(by.db)
  for (const by of [order.vendor, officer]) await expect(byScan(by)).rejects.toThrow('not-your-move')
  const stranger = await trade.anApprover()
  for (const by of [stranger, officer])
    await expect(sql`select confirm_contract(${contractId}::uuid, ${hash})`.execute(by.db)).rejects.toThrow(
      'contract-changed',
    )
  await decide({ move: 'check', scanId })
  await expect(byScan(await trade.anOfficer())).rejects.toThrow('not-your-move')
})

test('two officers at once: one decides', async () => {
  const order = await trade.aPlacedOrder()
  const scanId = await send(order, order.buyer)
  const other = await trade.anOfficer()
  const answers = await Promise.allSettled([
    decide({ move: 'check', scanId }),
    decide({ move: 'refuse', scanId, reason: '缺页' }, other),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const confirmed = await owner.db
    .selectFrom('contractConfirmations')
    .innerJoin('contracts', 'contracts.id', 'contractConfirmations.contractId')
    .select('side')
    .where('orderId', '=', order.id)
    .execute()
  expect(confirmed).toHaveLength((await scanRow(scanId)).state === 'checked' ? 1 : 0)
})

test('what was sent in time is compared after the deadline; the order lapses only when nothing waits', async () => {
  const order = await trade.aPlacedOrder()
  await confirm(order, order.vendor)
  const scanId = await send(order, order.buyer)
  await setDue(order, new Date())
  await lapse()
  expect(await trade.stateOf(order.id)).toBe('placed')
  await decide({ move: 'check', scanId })
  expect(await trade.stateOf(order.id)).toBe('confirmed')

  const late = await trade.aPlacedOrder()
  const returned = await send(late, late.buyer)
  await setDue(late, new Date())
  await decide({ move: 'refuse', scanId: returned, reason: '缺页' })
  await expect(send(late, late.buyer)).rejects.toThrow('confirmation-over')
  await lapse()
  expect(await trade.stateOf(late.id)).toBe('lapsed')
})

test('a side that confirms by second factor leaves no paper waiting', async () => {
  const order = await trade.aPlacedOrder()
  const scanId = await send(order, order.buyer)
  await confirm(order, order.buyer)
  expect(await scanRow(scanId)).toMatchObject({ state: 'withdrawn' })
})

test('its side sends it on its page, the officer has it on the list; strangers find nothing', async () => {
  const order = await trade.aPlacedOrder()
  const params = { orderId: order.id }
  const [buyer, desk] = [await cookieFor(worker.db, order.buyer), await cookieFor(worker.db, officer)]
  const form = new FormData()
  for (const [name, value] of Object.entries({ move: 'send', hash: await hashOf(order) }))
    form.set(name, value)
  expect(await visit(scanPage.action, { params, cookie: buyer, form })).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'file' }] },
  })
  form.set('file', paper())
  expect(await visit(scanPage.action, { params, cookie: buyer, form })).toMatchObject({
    status: 302,
    location: `/orders/${order.id}/sealed-scan?done=scan-send`,
  })
  expect((await visit(orderPage.loader, { params, cookie: buyer })).data).toMatchObject({
    may: expect.arrayContaining(['order.seal']),
  })
  const { data } = await visit(deskPage.loader, { cookie: desk })
  const scan = (data as { scans: { id: string; orderId: string }[] }).scans.find(
    ({ orderId }) => orderId === order.id,
  )!
  const waiting = await listWaiting(officer.db, officer.actor)
  expect(waiting.map(({ kind }) => kind)).toContain('sealed-scans')
  expect(
    await visit(deskPage.action, { cookie: desk, form: { move: 'refuse', scanId: scan.id, reason: '' } }),
  ).toMatchObject({ status: 422, data: { problems: [{ field: 'reason' }] } })
  expect(
    await visit(deskPage.action, { cookie: desk, form: { move: 'check', scanId: scan.id } }),
  ).toMatchObject({ status: 302, location: '/office/sealed-scans?done=scan-check' })

  const other = await trade.anApprover()
  const stranger = await cookieFor(worker.db, other)
  expect((await visit(scanPage.loader, { params, cookie: stranger })).status).toBe(404)
  expect((await visit(scanPage.action, { params, cookie: stranger, form })).status).toBe(404)
  expect(await other.db.selectFrom('sealedScans').select('id').execute()).toEqual([])
  await expect(send(order, other)).rejects.toThrow('order-unknown')
})
