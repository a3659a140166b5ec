import { expect, test } from 'vitest'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { booksAsOf } from '~/payments/reconciliation/as-of.server'
import { prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { dayOf } from '~/kernel/workdays'
import { aDatabase } from '../support/database'
import { killingOf } from '../support/killing'
import { moneyOf } from '../support/money'

const database = await aDatabase()
const { owner, worker } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const { killAt, finish, facts } = killingOf(database)

const refunded = await money.aConfirmedOrder()
await money.pay(refunded)
const [refundId] = await refunded.vendor.db.transaction().execute((tx) =>
  requestRefund(tx, {
    orderId: refunded.id,
    cause: 'consent',
    lines: [{ lineId: refunded.lineIds[0]!, quantity: 0, amount: 40_000n }],
  }),
)
await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, refundId!, null))

const paid = await money.aPayableOrder()
await money.payee(paid.vendor)
const payoutId = await officer.db.transaction().execute((tx) => preparePayout(tx, officer.actor, [paid.id]))

/** Killed at each point the deed leaves nothing; whoever comes after does it whole. */
async function survives(by: typeof officer, wish: { deed: string; id: string }, points: readonly string[]) {
  const before = await facts()
  for (const stopAt of points) {
    expect(await killAt(by, wish, stopAt)).toBe('standing')
    expect(await facts()).toEqual(before)
  }
  expect(await finish(by, wish)).toBe('done')
}

const outgoing = async (code: string, amount: bigint) =>
  (await bank.receive(officer, house, [{ amount, direction: 'D', remark: code }]))[0]!

test('a refund killed while it is approved or told by the bank is whole or not there, and is paid once', async () => {
  await survives(second, { deed: 'approve refund', id: refundId! }, [
    'update "refunds"',
    'update "payments"',
    'select ledger\\.post',
    '^commit$',
  ])
  await officer.db.transaction().execute((tx) => sendRefund(tx, refundId!))
  const { code } = await owner.db
    .selectFrom('refunds')
    .select('code')
    .where('id', '=', refundId!)
    .executeTakeFirstOrThrow()
  const id = await outgoing(code, 40_000n)
  await survives(officer, { deed: 'settle', id }, [
    'insert into "match_parts"',
    'select ledger\\.post',
    '^commit$',
  ])
  const of = await balancesOf(owner.db, [account.refund(refundId!), account.order(refunded.id)])
  expect([of(account.refund(refundId!)), of(account.order(refunded.id))]).toEqual([0n, -60_000n])
})

test('a payout killed while it is approved or told by the bank is whole or not there, and is paid once', async () => {
  await survives(second, { deed: 'approve payout', id: payoutId }, [
    'update "payouts" set',
    'select ledger\\.post',
    '^commit$',
  ])
  await officer.db.transaction().execute((tx) => sendPayout(tx, payoutId))
  const { code, amount } = await owner.db
    .selectFrom('payouts')
    .select(['code', 'amount'])
    .where('id', '=', payoutId)
    .executeTakeFirstOrThrow()
  const id = await outgoing(code, amount!)
  await survives(officer, { deed: 'settle', id }, [
    'update "payouts" set',
    'select ledger\\.post',
    '^commit$',
  ])
  const of = await balancesOf(owner.db, [account.transit(payoutId), account.payable(paid.id)])
  expect([of(account.transit(payoutId)), of(account.payable(paid.id))]).toEqual([0n, 0n])
})

test('after every cut the books equal the orders and the bank', async () => {
  expect((await booksAsOf(worker.db, dayOf(new Date()))).differences).toEqual([])
})
