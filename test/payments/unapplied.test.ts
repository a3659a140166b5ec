import { expect, test } from 'vitest'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { undoMatch } from '~/payments/matching/match.server'
import { applyUnapplied, listLeftPayments, refundUnapplied } from '~/payments/unapplied.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { refundsOf } from '../support/refunds'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { officer, second } = money
const { prepare, approve } = refundsOf(database, money)
const balances = async (...ids: string[]) => {
  const of = await balancesOf(owner.db, ids)
  return ids.map(of)
}

test('overpaid money pays for another order of the same buyer, and the rest goes back to its payer', async () => {
  const buyer = await money.anApprover()
  const [one, two] = [await money.aConfirmedOrder({ buyer }), await money.aConfirmedOrder({ buyer })]
  await money.pay(one, 150_000n)
  const unapplied = account.unapplied(buyer.orgId)
  expect(await balances(unapplied)).toEqual([-50_000n])
  const waits = async () => (await listWaiting(officer.db, officer.actor)).map(({ kind }) => kind)
  expect(await waits()).toContain('unapplied')
  const apply = (amount: bigint, orderId = two.id) =>
    officer.db
      .transaction()
      .execute((tx) => applyUnapplied(tx, { enterpriseId: buyer.orgId, orderId, amount }))
  await expect(apply(50_001n)).rejects.toThrow('unapplied-above')
  const stranger = await money.aConfirmedOrder()
  await expect(apply(1n, stranger.id)).rejects.toThrow('order-unknown')
  const placed = await money.aPlacedOrder({ buyer })
  await expect(apply(1n, placed.id)).rejects.toThrow('order-takes-no-money')
  await apply(30_000n)
  expect(await balances(unapplied, account.order(two.id))).toEqual([-20_000n, -30_000n])

  const [left] = await listLeftPayments(officer.db, buyer.orgId)
  expect(left).toMatchObject({ left: 20_000n })
  const id = await officer.db.transaction().execute((tx) => refundUnapplied(tx, buyer.orgId, left!.id))
  expect(await listLeftPayments(officer.db, buyer.orgId)).toEqual([])
  await prepare(id)
  await approve(id)
  expect(await balances(unapplied, account.refund(id))).toEqual([0n, -20_000n])
  expect(await waits()).not.toContain('unapplied')
})

test('a match is not undone when its overpaid money has been used, even while other money would cover it', async () => {
  const buyer = await money.anApprover()
  const [one, two] = [await money.aConfirmedOrder({ buyer }), await money.aConfirmedOrder({ buyer })]
  await money.pay(one)
  const lineId = await money.pay(one, 50_000n)
  await money.pay(one, 80_000n)
  await officer.db
    .transaction()
    .execute((tx) => applyUnapplied(tx, { enterpriseId: buyer.orgId, orderId: two.id, amount: 20_000n }))
  const { id } = await owner.db
    .selectFrom('matches')
    .select('id')
    .where('lineId', '=', lineId)
    .executeTakeFirstOrThrow()
  await expect(
    officer.db.transaction().execute((tx) => undoMatch(tx, officer.actor, id, '付错订单')),
  ).rejects.toThrow('money-has-moved-on')
})

test('two officers who ask the same unapplied payment back at once make one refund', async () => {
  const buyer = await money.anApprover()
  await money.pay(await money.aConfirmedOrder({ buyer }), 130_000n)
  const [left] = await listLeftPayments(officer.db, buyer.orgId)
  const answers = await Promise.allSettled(
    [officer, second].map((by) =>
      by.db.transaction().execute((tx) => refundUnapplied(tx, buyer.orgId, left!.id)),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})
