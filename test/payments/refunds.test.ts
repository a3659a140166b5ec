import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as debtPage from '~/payments/debts/pages/debt'
import * as debtsPage from '~/payments/debts/pages/debts'
import * as debtsCsv from '~/payments/debts/pages/debts-csv'
import { decideWriteOff, proposeWriteOff } from '~/payments/debts/write-off.server'
import { askAgain } from '~/payments/refunds/again.server'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { moveBankLine } from '~/payments/matching/move-line.server'
import { listOwing } from '~/payments/matching/other-lines.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { findOrderMoney } from '~/payments/money.server'
import { approvePayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { failRefund, refuseRefund, sendRefund } from '~/payments/refunds/refund.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { cookieFor, servePages, visit } from '../support/pages'
import { tasksOf, toldAbout } from '../support/tasks'
import { trailOf } from '../support/trail'
import { refundsOf } from '../support/refunds'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money
servePages(database.app.pool)
const { ask, prepare, approve, refundOf } = refundsOf(database, money)

type Order = Awaited<ReturnType<typeof money.aConfirmedOrder>>
const balances = async (...ids: string[]) => {
  const of = await balancesOf(owner.db, ids)
  return ids.map(of)
}

async function aSentRefund(order: Order, amount: bigint, quantity = 0) {
  const [id] = await ask(order, amount, quantity)
  await prepare(id!)
  await approve(id!)
  await officer.db.transaction().execute((tx) => sendRefund(tx, id!))
  return refundOf(id!)
}

async function onStatement(facts: Parameters<typeof bank.receive>[2][number]) {
  const [lineId] = await bank.receive(officer, house, [facts])
  await officer.db.transaction().execute((tx) => settleLine(tx, officer.actor, lineId!))
  return lineId!
}

test('before acceptance a refund comes from the order; two persons, then the bank’s line tells it', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const [id] = await ask(order, 30_000n, 3)
  await expect(approve(id!)).rejects.toThrow('not-prepared')
  await prepare(id!)
  await expect(approve(id!, officer)).rejects.toThrow('same-person')
  await approve(id!)
  expect(await balances(account.order(order.id), account.refund(id!))).toEqual([-70_000n, -30_000n])
  expect(await money.orderRow(order.id)).toMatchObject({ received: 100_000n, refunded: 30_000n })

  const { code } = await refundOf(id!)
  await onStatement({ amount: 30_000n, direction: 'D', remark: code })
  expect((await refundOf(id!)).state).toBe('paid')
  expect(await balances(account.refund(id!))).toEqual([0n])
  const told = await owner.db
    .selectFrom('events')
    .innerJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .select('body')
    .where('subjectId', '=', id!)
    .where('kind', '=', 'refund.succeeded')
    .execute()
  expect(told.map(({ body }) => JSON.parse(body!))).toEqual([
    { amount: '30000', line: order.lineIds[0], order: order.id, quantity: 3, refund: id },
  ])
})

test('after acceptance it comes from what is payable, and the fee gives back its share', async () => {
  const order = await money.aConfirmedOrder()
  await owner.db.updateTable('orders').set({ feeBps: 250 }).where('id', '=', order.id).execute()
  await money.pay(order)
  await money.accept(order, await money.deliver(order))
  expect(await balances(account.payable(order.id))).toEqual([-97_500n])
  await aSentRefund(order, 40_000n)
  expect(await balances(account.payable(order.id))).toEqual([-58_500n])
  const { places } = (await findOrderMoney(order.buyer.db, await money.orderRow(order.id)))!
  expect(places).toMatchObject({ fee: 1_500n, payable: 58_500n, refundOpen: 40_000n })
})

test('after the payout the vendor owes it, and its next payout is netted', async () => {
  const vendor = await money.aVendor()
  await money.payee(vendor)
  const first = await money.aPayableOrder({ vendor })
  const pay = async (orderId: string) => {
    const id = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [orderId]))
    await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, id))
    await officer.db.transaction().execute((tx) => sendPayout(tx, id))
    return owner.db.selectFrom('payouts').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  }
  await pay(first.id)
  await money.invoice(first, -25_000n)
  await aSentRefund(first, 25_000n)
  expect(await balances(account.clawback(vendor.orgId))).toEqual([25_000n])

  const next = await money.aPayableOrder({ vendor })
  expect(await pay(next.id)).toMatchObject({ gross: 100_000n, clawback: 25_000n, amount: 75_000n })
  expect(await balances(account.clawback(vendor.orgId))).toEqual([0n])
})

test('a vendor pays back by transfer what it owes, and no more than that', async () => {
  const vendor = await money.aVendor()
  await money.payee(vendor)
  const order = await money.aPayableOrder({ vendor })
  const payoutId = await officer.db
    .transaction()
    .execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, payoutId))
  await officer.db.transaction().execute((tx) => sendPayout(tx, payoutId))
  await money.invoice(order, -25_000n)
  await aSentRefund(order, 25_000n)
  const lines = await bank.receive(officer, house, [
    { amount: 20_000n, name: '退款' },
    { amount: 20_000n, name: '退款' },
    { amount: 5_000n, name: '退款' },
  ])
  const book = (lineId: string) =>
    officer.db
      .transaction()
      .execute((tx) => moveBankLine(tx, officer.actor, lineId, { move: 'paid_back', vendorId: vendor.orgId }))
  expect((await listOwing(officer.db, 20_000n)).map(({ id }) => id)).toContain(vendor.orgId)
  const both = await Promise.allSettled([book(lines[0]!), book(lines[1]!)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await balances(account.clawback(vendor.orgId))).toEqual([5_000n])
  const lost = lines[both.findIndex(({ status }) => status === 'rejected')]!
  await expect(book(lost)).rejects.toThrow('paid-back-above')
  await book(lines[2]!)
  await expect(book(lines[2]!)).rejects.toThrow('line-gone')
  expect(await balances(account.clawback(vendor.orgId), account.suspense(lines[2]!))).toEqual([0n, 0n])
})

/** A vendor that was paid for an order of which so much went back to its buyer. */
async function anIndebted(amount: bigint) {
  const vendor = await money.aVendor()
  await money.payee(vendor)
  const order = await money.aPayableOrder({ vendor })
  const payoutId = await officer.db
    .transaction()
    .execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  await second.db.transaction().execute((tx) => approvePayout(tx, second.actor, payoutId))
  await officer.db.transaction().execute((tx) => sendPayout(tx, payoutId))
  await money.invoice(order, -amount)
  await aSentRefund(order, amount)
  return vendor
}

test('what a vendor owes is given up by two persons, once, and never more than it owes', async () => {
  const vendor = await anIndebted(25_000n)
  const debt = () => balances(account.clawback(vendor.orgId)).then(([fen]) => fen)
  const propose = (amount: bigint, by = officer) =>
    by.db
      .transaction()
      .execute((tx) => proposeWriteOff(tx, by.actor, vendor.orgId, { amount, reason: '供货商已注销' }))
  const decide = (writeOffId: string, move: 'approve' | 'withdraw' | 'refuse', by = second) =>
    by.db.transaction().execute((tx) =>
      decideWriteOff(
        tx,
        by.actor,
        // oxfmt-ignore
        move === 'refuse' ? { move, writeOffId, reason: '先催收' } : { move, writeOffId },
      ),
    )
  const [lost] = await balances(account.loss)
  await expect(propose(25_001n)).rejects.toThrow('write-off-above-debt')
  const returned = await propose(25_000n)
  await expect(propose(1n, second)).rejects.toThrow('write-off-waits')
  await expect(decide(returned, 'refuse', officer)).rejects.toThrow('same-person')
  await decide(returned, 'refuse')
  const taken = await propose(25_000n)
  await expect(decide(taken, 'withdraw')).rejects.toThrow('not-your-move')
  await decide(taken, 'withdraw', officer)
  const id = await propose(20_000n)
  await expect(decide(id, 'approve', officer)).rejects.toThrow('same-person')
  await expect(
    owner.db
      .updateTable('writeOffs')
      .set({ state: 'approved', decidedBy: officer.personId, decidedAt: new Date() })
      .where('id', '=', id)
      .execute(),
  ).rejects.toThrow('write_offs_two_persons')
  expect(await debt()).toBe(25_000n)
  const both = await Promise.allSettled([decide(id, 'approve'), decide(id, 'approve')])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await debt()).toBe(5_000n)
  expect((await balances(account.loss))[0]).toBe(lost! + 20_000n)

  const rest = await propose(5_000n)
  const [lineId] = await bank.receive(officer, house, [{ amount: 1_000n, name: '退款' }])
  await officer.db
    .transaction()
    .execute((tx) => moveBankLine(tx, officer.actor, lineId!, { move: 'paid_back', vendorId: vendor.orgId }))
  await expect(decide(rest, 'approve')).rejects.toThrow('write-off-above-debt')
  expect(await debt()).toBe(4_000n)
  await expect(
    officer.db
      .transaction()
      .execute((tx) => proposeWriteOff(tx, officer.actor, officer.orgId, { amount: 1n, reason: '没有欠款' })),
  ).rejects.toThrow('debt-unknown')
})

test('a debt is proposed and given up on its page; the other officer finds it waiting and the vendor is told', async () => {
  const vendor = await anIndebted(25_000n)
  const [one, other, own] = [
    await cookieFor(database.worker.db, officer),
    await cookieFor(database.worker.db, second),
    await cookieFor(database.worker.db, vendor),
  ]
  const params = { vendorId: vendor.orgId }
  const send = (cookie: string, form: Record<string, string>) =>
    visit(debtPage.action, { params, cookie, form })
  expect(await send(one, { move: 'propose', amount: '9999', reason: '供货商已注销' })).toMatchObject({
    status: 422,
    data: { refusal: { field: 'amount' } },
  })
  expect(await send(one, { move: 'propose', amount: '250.00', reason: '供货商已注销' })).toMatchObject({
    location: `/office/payouts/debts/${vendor.orgId}?done=write-off-propose`,
  })
  const { data } = await visit(debtPage.loader, { params, cookie: other })
  const [{ id }] = (data as { writeOffs: { id: string }[] }).writeOffs as [{ id: string }]
  expect((await listWaiting(second.db, second.actor)).map(({ kind }) => kind)).toContain('write-offs')
  expect((await listWaiting(officer.db, officer.actor)).map(({ kind }) => kind)).not.toContain('write-offs')
  expect(await send(own, { move: 'approve', writeOffId: id })).not.toMatchObject({ status: 200 })
  expect(await send(one, { move: 'approve', writeOffId: id })).toMatchObject({ status: 422 })
  expect(await send(other, { move: 'approve', writeOffId: id })).toMatchObject({
    location: `/office/payouts/debts/${vendor.orgId}?done=write-off-approve`,
  })
  expect(await vendor.db.selectFrom('writeOffs').select('amount').execute()).toEqual([{ amount: 25_000n }])
  expect((await visit(debtsPage.loader, { cookie: one })).data).toMatchObject({
    debts: expect.arrayContaining([expect.objectContaining({ vendorId: vendor.orgId, owed: 0n, writtenOff: 25_000n })]), // oxfmt-ignore
  })
  expect((await visit(debtsCsv.loader, { cookie: one })).status).toBe(200)
  const stranger = await money.aVendor()
  const cookie = await cookieFor(database.worker.db, stranger)
  expect((await visit(debtPage.loader, { params, cookie })).status).not.toBe(200)
  expect(await stranger.db.selectFrom('writeOffs').select('id').execute()).toEqual([])
})

test('two refunds racing above the payment: the second is refused', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const asked = await Promise.allSettled([ask(order, 60_000n), ask(order, 60_000n)])
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'refund-above-money' },
  })
  // Past the rule, the database itself holds the line.
  const payment = await owner.db
    .selectFrom('payments')
    .select('id')
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  await expect(
    owner.db.updateTable('payments').set({ refunding: 100_001n }).where('id', '=', payment.id).execute(),
  ).rejects.toThrow('payments_not_returned_twice')
})

test('the same cause asks once, however often it is told', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const causeId = randomUUID()
  const facts = { cause: 'settlement', causeId } as const
  const answers = await Promise.all([ask(order, 10_000n, 0, facts), ask(order, 10_000n, 0, facts)])
  expect(answers[0]).toEqual(answers[1])
})

test('of a line no more goes back than it cost, nor more units than it has', async () => {
  const order = await money.aConfirmedOrder({
    lines: [
      { quantity: 2, unitPrice: 5_000n },
      { quantity: 1, unitPrice: 90_000n },
    ],
  })
  await money.pay(order)
  await expect(ask(order, 10_001n)).rejects.toThrow('line-refunded-more')
  await expect(ask(order, 10_000n, 3)).rejects.toThrow('line-refunded-more')
})

test('invoiced money waits for its red letter; the part that no invoice covers goes at once', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.invoice(order, 70_000n)
  const ids = await ask(order, 50_000n)
  const pieces = await Promise.all(ids.map(refundOf))
  expect(pieces.map(({ state, amount }) => [state, amount])).toEqual([
    ['requested', 30_000n],
    ['waiting_red_letter', 20_000n],
  ])
  for (const { id } of pieces) await prepare(id)
  await approve(pieces[0]!.id)
  await expect(approve(pieces[1]!.id)).rejects.toThrow('red-letter-first')
  await money.invoice(order, -20_000n)
  await approve(pieces[1]!.id)
  expect((await money.orderRow(order.id)).refunded).toBe(50_000n)
})

test('a refund that the bank did not carry out, or that came back, is approved anew and paid once', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const refund = await aSentRefund(order, 20_000n)
  await officer.db.transaction().execute((tx) => failRefund(tx, refund.id, '账号已销户'))
  await approve(refund.id)
  await onStatement({ amount: 20_000n, direction: 'D', remark: refund.code })
  const waited = await tasksOf(money.third, 'refunds')
  await onStatement({ amount: 20_000n, remark: `退汇 ${refund.code}` })
  expect(await refundOf(refund.id)).toMatchObject({ state: 'failed' })
  expect(await toldAbout(owner.db, officer, `/office/refunds/${refund.id}`)).toEqual(['refund.back'])
  expect(await tasksOf(money.third, 'refunds')).toBe(waited + 1)
  expect(await balances(account.refund(refund.id))).toEqual([-20_000n])
  await approve(refund.id)
  expect(await tasksOf(money.third, 'refunds')).toBe(waited)
  await onStatement({ amount: 20_000n, direction: 'D', remark: refund.code })
  expect(await refundOf(refund.id)).toMatchObject({ state: 'paid' })
  expect(await balances(account.refund(refund.id))).toEqual([0n])
  expect((await money.orderRow(order.id)).refunded).toBe(20_000n)
  expect(await trailOf(owner.db, refund.id)).toEqual([
    'refund.asked',
    'refund.prepared',
    'refund.approved',
    'refund.sent',
    'refund.failed',
    'refund.approved',
    'refund.succeeded',
    'refund.returned',
    'refund.approved',
    'refund.succeeded',
  ])
})

test('whoever approved a refund that failed stays its second person', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const refund = await aSentRefund(order, 20_000n)
  await officer.db.transaction().execute((tx) => failRefund(tx, refund.id, '账号已销户'))
  await expect(prepare(refund.id, second)).rejects.toThrow('same-person')
  await prepare(refund.id)
  await expect(approve(refund.id, officer)).rejects.toThrow('same-person')
})

test('what goes back without a red letter is not lent to what waits for one', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.invoice(order, 60_000n)
  const [atOnce, waits] = await ask(order, 70_000n)
  await prepare(waits!)
  await expect(approve(waits!)).rejects.toThrow('red-letter-first')
  await prepare(atOnce!)
  await approve(atOnce!)
  await expect(approve(waits!)).rejects.toThrow('red-letter-first')
})

test('a refund that is refused gives back nothing, and the money may be asked for again', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const [id] = await ask(order, 100_000n)
  const refuse = () => officer.db.transaction().execute((tx) => refuseRefund(tx, id!, '依据不足'))
  await refuse()
  await expect(refuse()).rejects.toThrow('already-moved')
  await expect(approve(id!)).rejects.toThrow('already-moved')
  expect(await trailOf(owner.db, id!)).toEqual(['refund.asked', 'refund.refused'])
  expect(await ask(order, 100_000n)).toHaveLength(1)
})

test('what a settlement promised and was refused is asked for again, and no more of a line than it cost', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  const refuse = (id: string) => officer.db.transaction().execute((tx) => refuseRefund(tx, id, '账户有误'))
  const again = (id: string) => officer.db.transaction().execute((tx) => askAgain(tx, id))
  const [id] = await ask(order, 60_000n, 0, { cause: 'settlement', causeId: randomUUID() })
  await refuse(id!)
  await again(id!)
  expect(await refundOf(id!)).toMatchObject({ state: 'requested', refusedReason: '账户有误' })
  await refuse(id!)
  const [other] = await ask(order, 60_000n)
  await expect(again(id!)).rejects.toThrow(/refund-above-money|line-refunded-more/)
  await refuse(other!)
  await expect(again(other!)).rejects.toThrow('already-moved')
  await again(id!)
  expect(await trailOf(owner.db, id!)).toEqual([
    'refund.asked',
    'refund.refused',
    'refund.asked_again',
    'refund.refused',
    'refund.asked_again',
  ])
})
