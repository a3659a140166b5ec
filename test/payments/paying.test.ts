import { expect, test } from 'vitest'
import { addProof } from '~/payments/paying.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import type { Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)

test('the slip of a transfer is kept beside an order that takes money, by its buyer', async () => {
  const order = await money.aConfirmedOrder()
  const slip = () => new File(['%PDF-1.7\n%'], '转账凭证.pdf')
  const add = ({ actor, db }: Someone, orderId = order.id) =>
    db.transaction().execute((tx) => addProof(tx, actor, orderId, slip()))
  await expect(add(order.vendor)).rejects.toThrow('order-unknown')
  const placed = await money.aPlacedOrder({ buyer: order.buyer })
  await expect(add(order.buyer, placed.id)).rejects.toThrow('order-takes-no-money')
  await add(order.buyer)
  expect((await trailOf(owner.db, order.id)).at(-1)).toBe('order.proof_added')
})
