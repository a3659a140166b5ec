import { expect, test } from 'vitest'
import { acceptDelivery, rejectDelivery } from '~/orders/accept.server'
import { listChanges } from '~/orders/changes/queries.server'
import { clockMoves } from '~/payments/clock.server'
import { account } from '~/payments/ledger/accounts'
import * as refundPage from '~/payments/pages/refund'
import { balancesOf } from '~/payments/ledger/post.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import { letReact } from '../support/reactions'
import { refundsOf } from '../support/refunds'
import { shown } from '../support/shown'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer } = money
servePages(database.app.pool)
const { prepare, approve } = refundsOf(database, money)

type Order = Awaited<ReturnType<typeof money.aConfirmedOrder>>

/** ¥1,000 of ten units, paid; so many were sent back, that many days after their term ended. */
async function aRejected(units: number, order?: Order) {
  const its = order ?? (await money.aConfirmedOrder())
  if (!order) await money.pay(its)
  const noteId = await money.deliver(its, [units])
  await its.buyer.db
    .transaction()
    .execute((tx) => rejectDelivery(tx, its.buyer.actor, noteId, { reason: '授权书名称不符' }))
  return { order: its, noteId }
}
const endTerm = (noteId: string) =>
  owner.db
    .updateTable('deliveryNotes')
    .set({ redeliveryDue: new Date(Date.now() - 1_000) })
    .where('id', '=', noteId)
    .execute()
const tick = () =>
  money.clock.db
    .transaction()
    .execute((tx) => clockMoves.find(({ name }) => name === 'payments.propose_uncured')!.run(tx, new Date()))
const refundsIn = ({ id }: Order) =>
  owner.db.selectFrom('refunds').selectAll().where('orderId', '=', id).orderBy('id').execute()
const decide = async (id: string) => {
  await prepare(id)
  await approve(id)
}

test('goods sent back and not delivered again in time are proposed to be paid back, once', async () => {
  const { order, noteId } = await aRejected(10)
  await tick()
  expect(await refundsIn(order)).toEqual([])
  await endTerm(noteId)
  await tick()
  await tick()
  expect(await refundsIn(order)).toMatchObject([
    { cause: 'rejection', causeId: noteId, state: 'requested', amount: 100_000n },
  ])
  expect(await money.stateOf(order.id)).toBe('funded')
})

test('whoever approves it finds the rejection and what approving does', async () => {
  const { order, noteId } = await aRejected(10)
  await endTerm(noteId)
  await tick()
  const [refund] = await refundsIn(order)
  const cookie = await cookieFor(worker.db, officer)
  const { data } = await visit(refundPage.loader, { params: { refundId: refund!.id }, cookie })
  const html = await shown(refundPage, { data, locale: 'en' })
  expect(html).toContain(`/deliveries/${noteId}/acceptance`)
  expect(html).toContain('approving cancels these units')
})

test('two persons approve it; with that the order ends, and no money is owed or asked for twice', async () => {
  const { order, noteId } = await aRejected(10)
  await endTerm(noteId)
  await tick()
  const [{ id } = { id: '' }] = await refundsIn(order)
  await prepare(id)
  await expect(approve(id, officer)).rejects.toThrow('same-person')
  await approve(id)
  await letReact(worker.db)
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'terminated', canceled: 100_000n, refunded: 100_000n }) // oxfmt-ignore
  expect(await refundsIn(order)).toHaveLength(1)
  const of = await balancesOf(owner.db, [account.order(order.id), account.due(order.id)])
  expect([of(account.order(order.id)), of(account.due(order.id))]).toEqual([0n, 0n])
})

test('of a part the rest of the order goes on: its units are given up by the office, under the reason of the rejection', async () => {
  const { order, noteId } = await aRejected(4)
  await endTerm(noteId)
  await tick()
  const [refund] = await refundsIn(order)
  expect(refund).toMatchObject({ amount: 40_000n })
  await decide(refund!.id)
  await letReact(worker.db)
  expect(await money.orderRow(order.id)).toMatchObject({ state: 'funded', canceled: 40_000n, refunded: 40_000n }) // oxfmt-ignore
  expect(await listChanges(owner.db, order.id)).toMatchObject([
    { kind: 'quantity', proposedSide: 'office', state: 'confirmed', reason: '授权书名称不符' },
  ])
  const rest = await money.deliver(order)
  await order.buyer.db.transaction().execute((tx) => acceptDelivery(tx, order.buyer.actor, rest))
  expect(await money.stateOf(order.id)).toBe('accepted')
  expect(await refundsIn(order)).toHaveLength(1)
})

test('what was delivered again meanwhile is not paid back', async () => {
  const { order, noteId } = await aRejected(10)
  await endTerm(noteId)
  await tick()
  const [refund] = await refundsIn(order)
  await prepare(refund!.id)
  await money.deliver(order)
  await expect(approve(refund!.id)).rejects.toThrow('cured-since')
})

test('while a change is proposed, nothing is proposed over it', async () => {
  const { order, noteId } = await aRejected(10)
  await endTerm(noteId)
  await owner.db
    .insertInto('orderChanges')
    .values({
      orderId: order.id,
      kind: 'delivery_date',
      body: '{"deliverOn":"2027-01-01"}',
      reason: '延期',
      proposedBy: order.vendor.personId,
      proposedSide: 'vendor',
    }) // oxfmt-ignore
    .execute()
  await tick()
  expect(await refundsIn(order)).toEqual([])
})
