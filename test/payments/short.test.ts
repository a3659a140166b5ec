import { expect, test } from 'vitest'
import * as shortPage from '~/payments/pages/matches-short'
import * as shortCsv from '~/payments/pages/matches-short-csv'
import { listShort, tellShort } from '~/payments/matching/short.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer } = money
servePages(database.app.pool)

/** An order of ¥1,000 that was paid by transfers of so much, fen. */
async function paidBy(...amounts: bigint[]) {
  const order = await money.aConfirmedOrder({ lines: [{ quantity: 10, unitPrice: 10_000n }] })
  for (const amount of amounts) await money.pay(order, amount)
  return order
}
const shortOf = async ({ id }: { id: string }) =>
  (await listShort(officer.db)).find(({ orderId }) => orderId === id)
const tell = (orderId: string) =>
  officer.db.transaction().execute((tx) => tellShort(tx, officer.actor, orderId))
const waits = async () =>
  (await listWaiting(officer.db, officer.actor)).find(({ kind }) => kind === 'short-payments')?.count ?? 0

test('a transfer that comes at most ¥50 short is a part payment and a task; one that lacks more is only a part payment', async () => {
  const short = await paidBy(95_000n)
  const part = await paidBy(94_999n)
  const whole = await paidBy(100_000n)
  const none = await paidBy()
  expect(await shortOf(short)).toMatchObject({ missing: 5_000n, amount: 100_000n, toldAt: null })
  for (const order of [part, whole, none]) expect(await shortOf(order)).toBeUndefined()
  expect(await money.orderRow(short.id)).toMatchObject({ state: 'confirmed', received: 95_000n })
  expect(await waits()).toBe(1)
})

test('its buyer is asked once for what is missing, and again when another amount is; paid, it is no task', async () => {
  const order = await paidBy(96_000n)
  const before = await waits()
  await tell(order.id)
  expect(await waits()).toBe(before - 1)
  expect(await shortOf(order)).toMatchObject({ missing: 4_000n, toldAt: expect.any(Date) })
  await expect(tell(order.id)).rejects.toThrow('already-moved')
  expect(await trailOf(owner.db, order.id)).toContain('payment.short_told')
  await money.pay(order, 3_000n)
  expect(await shortOf(order)).toMatchObject({ missing: 1_000n, toldAt: null })
  await money.pay(order, 1_000n)
  expect(await shortOf(order)).toBeUndefined()
  await expect(tell(order.id)).rejects.toThrow('already-moved')
})

test('the officer asks on the page of short payments; a buyer finds neither page nor list', async () => {
  const order = await paidBy(99_000n)
  const desk = await cookieFor(worker.db, officer)
  const listed = await visit(shortPage.loader, { cookie: desk })
  expect(listed.data).toMatchObject({
    dues: expect.arrayContaining([expect.objectContaining({ orderId: order.id })]),
  })
  expect((await visit(shortCsv.loader, { cookie: desk })).status).toBe(200)
  expect(
    await visit(shortPage.action, { cookie: desk, form: { move: 'tell', orderId: order.id } }),
  ).toMatchObject({ location: '/office/matching/short?done=short-told' })
  const buyer = await cookieFor(worker.db, order.buyer)
  expect((await visit(shortPage.loader, { cookie: buyer })).status).not.toBe(200)
  expect(await order.buyer.db.selectFrom('shortPayments').selectAll().execute()).toEqual([])
})
