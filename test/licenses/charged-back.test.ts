import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takenOf } from '~/licenses/records/charged-back'
import { cardTrade } from '../support/card'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import { letReact } from '../support/reactions'
import { stripeOf } from '../support/stripe'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, worker } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const trade = cardTrade(owner, market, cards)

/** Ten units at ¥100, paid by card and delivered. */
async function aDeliveredOrder() {
  const order = await market.aConfirmedOrder({ lines: [{ quantity: 10 }] })
  const { intentId } = await trade.payByCard(order)
  await letReact(worker.db)
  await market.accept(order, await market.deliver(order))
  await letReact(worker.db)
  return { ...order, intentId: intentId! }
}

const licenses = (order: { buyer: { orgId: string } }) =>
  owner.db
    .selectFrom('entitlements')
    .select(['quantity', 'disputed', 'state'])
    .where('orgId', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()

const factsOf = (order: { lineIds: string[] }) =>
  owner.db
    .selectFrom('purchaseFacts')
    .innerJoin('purchaseRecords', 'purchaseRecords.id', 'purchaseFacts.recordId')
    .select(['purchaseFacts.kind', 'purchaseFacts.amount'])
    .where('purchaseRecords.orderLineId', '=', order.lineIds[0]!)
    .orderBy('purchaseFacts.id')
    .execute()

async function dispute(order: { intentId: string }, amount?: number) {
  const { id } = await cards.control('dispute', { payment_intent: order.intentId, ...(amount && { amount }) })
  await cards.idle()
  await letReact(worker.db)
  return id as string
}

async function decide(id: string, outcome: 'won' | 'lost') {
  await cards.control('dispute', { dispute: id, outcome })
  await cards.idle()
  await letReact(worker.db)
}

test('what was paid before the delivery stands in the purchase record that it makes', async () => {
  const order = await aDeliveredOrder()
  const { total } = await market.orderRow(order.id)
  expect(await factsOf(order)).toEqual([
    { kind: 'payment', amount: total },
    { kind: 'acceptance', amount: null },
  ])
})

test('while a chargeback is open the licenses are disputed and still count; won, all is as before', async () => {
  const order = await aDeliveredOrder()
  const id = await dispute(order)
  expect(await licenses(order)).toEqual({ quantity: 10, disputed: true, state: 'active' })
  await decide(id, 'won')
  expect(await licenses(order)).toEqual({ quantity: 10, disputed: false, state: 'active' })
})

test('what is delivered while a chargeback is open is disputed from the start, and no longer once it is won', async () => {
  const order = await market.aConfirmedOrder({ lines: [{ quantity: 10 }] })
  const { intentId } = await trade.payByCard(order)
  const id = await dispute({ intentId: intentId! })
  await market.deliver(order)
  expect(await licenses(order)).toEqual({ quantity: 10, disputed: true, state: 'active' })
  const { id: entitlementId } = await owner.db
    .selectFrom('entitlements')
    .select('id')
    .where('orgId', '=', order.buyer.orgId)
    .executeTakeFirstOrThrow()
  expect(await trailOf(owner.db, entitlementId)).toEqual(['license.issued', 'license.disputed'])
  await decide(id, 'won')
  expect(await licenses(order)).toEqual({ quantity: 10, disputed: false, state: 'active' })
})

test('lost, the units that the money was for are gone, and the record says so', async () => {
  const order = await aDeliveredOrder()
  const { total } = await market.orderRow(order.id)
  const part = (total / 10n) * 4n
  await decide(await dispute(order, Number(part)), 'lost')
  expect(await licenses(order)).toEqual({ quantity: 6, disputed: false, state: 'active' })
  expect((await factsOf(order)).at(-1)).toEqual({ kind: 'chargeback', amount: part })
})

test('a lost chargeback takes no more money than it was over, and only units that it pays in full', () => {
  const line = fc.record({
    id: fc.uuid(),
    unitPrice: fc.bigInt({ min: 1n, max: 5n }),
    quantity: fc.integer({ min: 0, max: 4 }),
  })
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.bigInt({ min: 0n, max: 60n }),
      (lines, amount) => {
        const taken = takenOf(lines, amount)
        const total = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * BigInt(quantity), 0n)
        const money = taken.reduce((sum, { amount: fen }) => sum + fen, 0n)
        expect(money).toBe(amount < total ? amount : total)
        for (const { id, units, amount: fen } of taken) {
          const { unitPrice, quantity } = lines.find((one) => one.id === id)!
          expect(BigInt(units) * unitPrice).toBeLessThanOrEqual(fen)
          expect(units).toBeLessThanOrEqual(quantity)
        }
      },
    ),
  )
})
