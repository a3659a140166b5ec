import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { placeHold } from '~/payments/hold.server'
import { undoMatch } from '~/payments/matching/match.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { checkPayee, proposePayee, refusePayee } from '~/payments/payouts/payee.server'
import { type Payable, type Payee, returnedParts, whyNotPayOut } from '~/payments/payouts/paying-out'
import {
  approvePayout,
  dropPayout,
  failPayout,
  preparePayout,
  sendPayout,
} from '~/payments/payouts/payout.server'
import { findPayout } from '~/payments/payouts/queries.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import type { Someone } from '../support/people'
import { tasksOf, toldAbout } from '../support/tasks'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { officer, second, third, bank, house } = money

const balances = async (...ids: string[]) => {
  const of = await balancesOf(owner.db, ids)
  return ids.map(of)
}
const prepare = (orderIds: readonly string[], by = officer) =>
  by.db.transaction().execute((tx) => preparePayout(tx, by.actor, orderIds))
const approve = (id: string, by: Someone = second) =>
  by.db.transaction().execute((tx) => approvePayout(tx, by.actor, id))
const settle = (lineId: string) =>
  officer.db.transaction().execute((tx) => settleLine(tx, officer.actor, lineId))
const payoutOf = async (id: string) => (await findPayout(owner.db, id))!.payout

async function aSentPayout(order: { id: string }) {
  const id = await prepare([order.id])
  await approve(id)
  await officer.db.transaction().execute((tx) => sendPayout(tx, id))
  return payoutOf(id)
}

async function onStatement(facts: Parameters<typeof bank.receive>[2][number]) {
  const [lineId] = await bank.receive(officer, house, [facts])
  return lineId!
}

test('accepted and invoiced money is prepared by one, approved by another, sent, and settled by the bank’s line', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const id = await prepare([order.id])
  await expect(approve(id, officer)).rejects.toThrow('same-person')
  expect(await approve(id)).toBe(true)
  await expect(approve(id, third)).rejects.toThrow('already-moved')
  expect(await balances(account.payable(order.id), account.transit(id))).toEqual([0n, -order.total])
  await officer.db.transaction().execute((tx) => sendPayout(tx, id))
  const { code } = await payoutOf(id)

  const lineId = await onStatement({ amount: order.total, direction: 'D', remark: `付款 ${code}` })
  await settle(lineId)
  expect((await payoutOf(id)).state).toBe('settled')
  expect(await balances(account.transit(id), account.suspense(lineId))).toEqual([0n, 0n])
  await expect(settle(lineId)).rejects.toThrow('line-gone')
  const match = await owner.db
    .selectFrom('matches')
    .select('id')
    .where('lineId', '=', lineId)
    .executeTakeFirstOrThrow()
  await expect(
    officer.db.transaction().execute((tx) => undoMatch(tx, officer.actor, match.id, '看错')),
  ).rejects.toThrow('money-has-moved-on')
  expect(await trailOf(owner.db, id)).toEqual([
    'payout.prepared',
    'payout.approved',
    'payout.sent',
    'payout.settled',
  ])
})

test('two officers who prepare the same order at once make one payout', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const answers = await Promise.allSettled([prepare([order.id]), prepare([order.id], second)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'payout-prepared' },
  })
})

test('above ¥500,000 a third person is needed', async () => {
  const order = await money.aPayableOrder({ lines: [{ quantity: 1, unitPrice: 50_000_001n }] })
  await money.payee(order.vendor)
  const id = await prepare([order.id])
  expect(await approve(id)).toBe(false)
  await expect(approve(id)).rejects.toThrow('same-person')
  expect((await balances(account.payable(order.id)))[0]).toBe(-50_000_001n)
  expect(await approve(id, third)).toBe(true)
  expect(await payoutOf(id)).toMatchObject({ state: 'approved', secondApprovedBy: third.personId })
  expect(await trailOf(owner.db, id)).toEqual(['payout.prepared', 'payout.half_approved', 'payout.approved'])
})

test('no payout without invoice, without a payee account, in its cool-down, or for two vendors', async () => {
  const order = await money.aConfirmedOrder()
  await money.pay(order)
  await money.accept(order, await money.deliver(order))
  await expect(prepare([order.id])).rejects.toThrow('not-invoiced')
  await money.invoice(order, 100_000n)
  await expect(prepare([order.id])).rejects.toThrow('payee-missing')
  await money.payee(order.vendor, new Date(Date.now() + 86_400_000))
  await expect(prepare([order.id])).rejects.toThrow('payee-cooling')
  const other = await money.aPayableOrder()
  await money.payee(other.vendor)
  await expect(prepare([order.id, other.id])).rejects.toThrow('payout-of-two-vendors')
  const unpaid = await money.aConfirmedOrder({ vendor: other.vendor })
  await expect(prepare([other.id, unpaid.id])).rejects.toThrow('nothing-payable')
  expect(await prepare([other.id])).toEqual(expect.any(String))
})

test('a payout waits for money, an invoice over it, the end of a dispute, and a verified vendor with an account', () => {
  const now = new Date()
  const its: Payable = {
    payable: 900n,
    toInvoice: 1_000n,
    invoiced: 1_000n,
    chargedBack: false,
    warned: false,
    preparedAlready: false,
  }
  const vendor: Payee = { vendorState: 'verified', usableFrom: now }
  const whyNot = (order: Partial<Payable>, payee: Partial<Payee> = {}) =>
    whyNotPayOut({ ...its, ...order }, { ...vendor, ...payee }, now)
  expect(whyNot({})).toBeNull()
  expect(whyNot({ payable: 0n })).toBe('nothing-payable')
  expect(whyNot({ preparedAlready: true })).toBe('payout-prepared')
  expect(whyNot({ chargedBack: true })).toBe('chargeback-open')
  expect(whyNot({ warned: true })).toBe('fraud-warning')
  expect(whyNot({ invoiced: 999n })).toBe('not-invoiced')
  expect(whyNot({}, { vendorState: 'suspended' })).toBe('vendor-not-verified')
  expect(whyNot({}, { usableFrom: null })).toBe('payee-missing')
  expect(whyNot({}, { usableFrom: new Date(now.getTime() + 1) })).toBe('payee-cooling')
})

test('an account that was changed between preparing and approving is not paid to', async () => {
  const order = await money.aPayableOrder()
  const payee = await money.payee(order.vendor)
  const id = await prepare([order.id])
  await owner.db.updateTable('payeeAccounts').set({ state: 'replaced' }).where('id', '=', payee).execute()
  await money.payee(order.vendor)
  await expect(approve(id)).rejects.toThrow('payee-changed')
})

test('a payout that the bank did not carry out is payable again, by the exact opposite', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const { id } = await aSentPayout(order)
  await officer.db.transaction().execute((tx) => failPayout(tx, id, '收款账号不存在'))
  expect(await balances(account.payable(order.id), account.transit(id))).toEqual([-order.total, 0n])
  expect(await trailOf(owner.db, id)).toEqual([
    'payout.prepared',
    'payout.approved',
    'payout.sent',
    'payout.failed',
  ])
  expect(await prepare([order.id])).toEqual(expect.any(String))
})

test('a payout that came back 退汇 is payable again and can be paid anew', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const { id, code } = await aSentPayout(order)
  await settle(await onStatement({ amount: order.total, direction: 'D', remark: code }))
  const waited = await tasksOf(officer, 'payouts')
  const short = await onStatement({ amount: order.total - 1n, remark: `退汇 ${code}` })
  await expect(settle(short)).rejects.toThrow('other-amount')
  await settle(await onStatement({ amount: order.total, remark: `退汇 ${code}` }))
  expect((await payoutOf(id)).state).toBe('returned')
  expect(await toldAbout(owner.db, officer, `/office/payouts/${id}`)).toEqual(['payout.back'])
  expect(await tasksOf(officer, 'payouts')).toBe(waited + 1)
  expect(await trailOf(owner.db, id)).toEqual([
    'payout.prepared',
    'payout.approved',
    'payout.sent',
    'payout.settled',
    'payout.returned',
  ])
  expect(await balances(account.payable(order.id))).toEqual([-order.total])
  expect(await prepare([order.id])).toEqual(expect.any(String))
  expect(await tasksOf(officer, 'payouts')).toBe(waited)
})

test('a payout that is not wanted after all is dropped, and its order can be paid anew', async () => {
  const order = await money.aPayableOrder()
  await money.payee(order.vendor)
  const id = await prepare([order.id])
  const drop = () => officer.db.transaction().execute((tx) => dropPayout(tx, id))
  await drop()
  await expect(drop()).rejects.toThrow('already-moved')
  await expect(approve(id)).rejects.toThrow('already-moved')
  expect(await trailOf(owner.db, id)).toEqual(['payout.prepared', 'payout.dropped'])
  expect(await prepare([order.id])).toEqual(expect.any(String))
})

test('held money stays; everything else of the order goes, to the fen', async () => {
  const order = await money.aPayableOrder({
    lines: [
      { quantity: 3, unitPrice: 33_333n },
      { quantity: 1, unitPrice: 777n },
    ],
  })
  await money.payee(order.vendor)
  await order.buyer.db.transaction().execute((tx) =>
    placeHold(tx, {
      caseId: randomUUID(),
      lineId: order.lineIds[0]!,
      amount: 33_333n,
      endsAt: new Date(Date.now() + 1e9),
    }),
  )
  const id = await prepare([order.id])
  expect((await payoutOf(id)).gross).toBe(order.total - 33_333n)
  await approve(id)
  expect(await balances(account.payable(order.id), account.held(order.id))).toEqual([0n, -33_333n])
})

test('a hold stops its own member’s money alone: the others of the round are paid as if there were none', async () => {
  const vendor = await money.aVendor()
  await money.payee(vendor)
  const lines = [{ quantity: 6, unitPrice: 120_000n }]
  const [disputed, other] = [
    await money.aPayableOrder({ vendor, lines }),
    await money.aPayableOrder({ vendor, lines }),
  ]
  await disputed.buyer.db.transaction().execute((tx) =>
    placeHold(tx, {
      caseId: randomUUID(),
      lineId: disputed.lineIds[0]!,
      amount: 720_000n,
      endsAt: new Date(Date.now() + 1e9),
    }),
  )
  await expect(prepare([disputed.id])).rejects.toThrow('nothing-payable')
  const id = await prepare([other.id])
  expect((await payoutOf(id)).gross).toBe(720_000n)
  await approve(id)
  expect(await balances(account.payable(other.id), account.held(other.id))).toEqual([0n, 0n])
  expect(await balances(account.payable(disputed.id), account.held(disputed.id))).toEqual([0n, -720_000n])
})

test('a new account is checked by two officers and counts three working days later', async () => {
  const vendor = await money.aVendor()
  const values = { bank: '招商银行', number: '622200001111', cnaps: '308584000013' }
  const id = await vendor.db.transaction().execute((tx) => proposePayee(tx, vendor.actor, values))
  await expect(
    vendor.db.transaction().execute((tx) => proposePayee(tx, vendor.actor, values)),
  ).rejects.toThrow('payee-waiting')
  const check = (by: Someone, calledBack: boolean) =>
    by.db.transaction().execute((tx) => checkPayee(tx, by.actor, id, calledBack))
  await expect(check(officer, false)).rejects.toThrow('call-back-first')
  await check(officer, true)
  await expect(check(officer, true)).rejects.toThrow('same-person')
  await check(second, false)
  const row = await owner.db
    .selectFrom('payeeAccounts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ state: 'active' })
  expect(await trailOf(owner.db, id)).toEqual([
    'payee.proposed',
    'payee.checked',
    'payee.checked',
    'payee.activated',
  ])
  const wrong = await vendor.db.transaction().execute((tx) => proposePayee(tx, vendor.actor, values))
  const refuse = () => officer.db.transaction().execute((tx) => refusePayee(tx, wrong, '户名不符'))
  await refuse()
  await expect(refuse()).rejects.toThrow('already-moved')
  expect(await trailOf(owner.db, wrong)).toEqual(['payee.proposed', 'payee.refused'])
  expect(row.usableFrom!.getTime()).toBeGreaterThan(Date.now() + 2 * 86_400_000)
})

test('whoever names another account, every contact of the vendor reads it: each colleague here and by mail, and its own address', async () => {
  const vendor = await money.aVendor()
  const reader = await money.someone('vendor', ['head'], vendor.orgId)
  const others = await money.aVendor()
  await owner.db
    .insertInto('contacts')
    .values({ orgId: vendor.orgId, mail: 'Kontor@vendor.example' })
    .execute()
  await owner.db.updateTable('persons').set({ mail: `${reader.personId}@vendor.example`, locale: 'en' }).where('id', '=', reader.personId).execute() // oxfmt-ignore
  const values = { bank: '招商银行', number: '622200002222', cnaps: '308584000013' }
  const id = await vendor.db.transaction().execute((tx) => proposePayee(tx, vendor.actor, values))
  await officer.db.transaction().execute((tx) => refusePayee(tx, id, '户名不符'))
  const told = (who: Someone) => toldAbout(owner.db, who, '/vendor/payee-account')
  const both = ['payee.proposed', 'payee.refused']
  expect([await told(vendor), await told(reader), await told(others)]).toEqual([both, both, []])
  const mails = await owner.db
    .selectFrom('mails')
    .select(['address', 'subject'])
    .where('orgId', '=', vendor.orgId)
    .where('address', 'like', '%@vendor.example')
    .orderBy('id')
    .execute()
  const of = (address: string) =>
    mails.filter((mail) => mail.address === address).map(({ subject }) => subject)
  expect(of('kontor@vendor.example')).toHaveLength(2)
  expect(of(`${reader.personId}@vendor.example`)).toEqual(
    Array.from({ length: 2 }, () => expect.stringContaining('a change of the payee account')),
  )
})

test('what was netted is taken off the last parts of what came back', () => {
  const parts = [
    { orderId: 'a', amount: 70n },
    { orderId: 'b', amount: 50n },
  ]
  expect(returnedParts(parts, 100n)).toEqual([
    { orderId: 'a', amount: 70n },
    { orderId: 'b', amount: 30n },
  ])
  expect(returnedParts(parts, 60n)).toEqual([{ orderId: 'a', amount: 60n }])
})
