import { expect, test } from 'vitest'
import { record } from '~/kernel/events.server'
import { confirmOrder } from '~/orders/confirm.server'
import { findContract } from '~/orders/queries.server'
import { listRebatesOfOrder } from '~/payments/rebates/queries.server'
import { askAgain } from '~/payments/refunds/again.server'
import { approveRefund, prepareRefund, refuseRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { awardingOf } from '../support/awarding'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import type { Someone } from '../support/people'

const connections = await aDatabase()
const market = awardingOf(connections)
const money = await moneyOf(connections)
const { owner } = connections
const { officer, second } = money
const as = <T>(who: Someone, deed: (tx: any) => Promise<T>) => who.db.transaction().execute(deed)

/** An order over 40 units at 700 fen that is agreed and paid; then the price fell to 640. */
async function aRebate() {
  const round = await market.aRound({ lots: [{ referencePrice: 1000n }], terms: { lateJoinDays: 90 } })
  const [vendor, buyer] = [await market.aVendor(), await market.anApprover()]
  await market.seal(vendor, round, 0, { tiers: [[1, 700n]] })
  await market.pledge(buyer, round, 0, { quantity: 40 })
  await market.decide((await market.compute(round))!)
  await market.confirm(round.id)
  const { id } = await owner.db
    .selectFrom('orders')
    .select('id')
    .where('enterpriseId', '=', buyer.orgId)
    .executeTakeFirstOrThrow()
  const { hash } = (await findContract(owner.db, id))!
  for (const side of [buyer, vendor]) await as(side, (tx) => confirmOrder(tx, side.actor, id, hash))
  await market.work()
  const line = await owner.db
    .selectFrom('orderLines')
    .select(['id', 'awardId'])
    .where('orderId', '=', id)
    .executeTakeFirstOrThrow()
  const order = { id, buyer, vendor, lineIds: [line.id] }
  await money.pay(order)
  const award = line.awardId!
  const { id: tier } = await owner.db
    .insertInto('tierEvents')
    .values({ awardId: award, volume: 100, oldPrice: 700n, newPrice: 640n })
    .returning('id')
    .executeTakeFirstOrThrow()
  await market.clock.db
    .transaction()
    .execute((tx) => record(tx, 'rebate.due', award, { award, tier, watch: null }, { round: round.id }))
  await market.work()
  const refund = await owner.db
    .selectFrom('refunds')
    .select('id')
    .where('orderId', '=', id)
    .executeTakeFirstOrThrow()
  return { order, refund: refund.id, buyer }
}

const refuse = (refund: string) => as(officer, (tx) => refuseRefund(tx, refund, '付款账户核对不一致'))
const again = (refund: string) => as(officer, (tx) => askAgain(tx, refund))
const refundNow = (id: string) =>
  owner.db.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a rebate whose refund is refused says why, and is taken up again', async () => {
  const { order, refund, buyer } = await aRebate()
  expect(await listRebatesOfOrder(buyer.db, order.id)).toMatchObject([
    { amount: 2_400n, state: 'refunding', refusedReason: null },
  ])
  await expect(again(refund)).rejects.toThrow('already-moved')
  await as(officer, (tx) => prepareRefund(tx, officer.actor, refund, null))
  await refuse(refund)
  expect(await listRebatesOfOrder(buyer.db, order.id)).toMatchObject([
    { state: 'refunding', refusedReason: '付款账户核对不一致', refusedId: refund },
  ])
  await again(refund)
  expect(await refundNow(refund)).toMatchObject({
    state: 'requested',
    preparedBy: null,
    refusedReason: '付款账户核对不一致',
  })
  expect(await listRebatesOfOrder(buyer.db, order.id)).toMatchObject([
    { state: 'refunding', refusedReason: null },
  ])
  await as(second, (tx) => prepareRefund(tx, second.actor, refund, null))
  await as(officer, (tx) => approveRefund(tx, officer.actor, refund))
  expect(await refundNow(refund)).toMatchObject({ state: 'approved', amount: 2_400n })
})

test('nothing is given back twice: what went back otherwise meanwhile is not asked for again', async () => {
  const { order, refund } = await aRebate()
  await refuse(refund)
  const lines = [{ lineId: order.lineIds[0]!, quantity: 0, amount: 2_400n }]
  const [other] = await as(order.vendor, (tx) =>
    requestRefund(tx, { orderId: order.id, cause: 'consent', lines }),
  )
  await expect(again(refund)).rejects.toThrow('refund-above-money')
  await as(officer, (tx) => refuseRefund(tx, other!, '重复'))
  await expect(again(other!)).rejects.toThrow('already-moved')
  await again(refund)
  expect(await refundNow(refund)).toMatchObject({ state: 'requested' })
})

test('of two who take it up at once one does', async () => {
  const { refund } = await aRebate()
  await refuse(refund)
  const both = await Promise.allSettled([again(refund), again(refund)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})
