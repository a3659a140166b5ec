import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'
import { transfersOf } from '../../support/transfers'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const trade = cardTrade(owner, market, cards)
const { aCardPayableOrder, aTransferredOrder, connect, prepare, approve, run, payoutRow, reversalsOf } =
  transfersOf(owner, market, cards, trade)

/** Lets the worker's deed run in a process of its own to the statement, and kills it there as a power cut would. */
async function killAt(deed: 'transfer' | 'reversal', stopAt: string) {
  const given = [database.as('muster_worker'), cards.settings].map((part) => JSON.stringify(part))
  const child = fork('test/support/card-in-child.ts', [...given, deed, '', stopAt], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said] = await once(child, 'message')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return said as string
}

const forget = () =>
  owner.db
    .updateTable('stripeCalls')
    .set({ triedAt: new Date(0) })
    .where('answeredAt', 'is', null)
    .execute()

test('killed anywhere while a transfer is sent, the vendor is paid once', async () => {
  const order = await aCardPayableOrder()
  await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await approve(payoutId!)
  await cards.deaf()
  for (const stopAt of [
    'insert into stripe_calls',
    'update "stripe_calls"',
    'insert into psp_transactions',
    'update "payouts" set',
    'select ledger\\.post',
    '^commit$',
  ]) {
    expect(await killAt('transfer', stopAt)).toBe('standing')
    expect(await payoutRow(payoutId!)).toMatchObject({ state: 'approved', externalId: null })
    expect(await trade.balances(order.id)).toEqual({})
    await forget()
  }
  await run()
  await cards.hear()
  expect(await payoutRow(payoutId!)).toMatchObject({ state: 'settled' })
  const { data } = await cards.rail.stripe.transfers.list({ transfer_group: `order_${order.id}` })
  expect(data).toHaveLength(1)
})

test('killed anywhere while a reversal is sent, the money is taken back once', async () => {
  const order = await aTransferredOrder()
  await market.invoice(order, -40_000n)
  await trade.anAgreedRefund(order, 40_000n)
  await cards.deaf()
  for (const stopAt of [
    'insert into stripe_calls',
    'insert into psp_transactions',
    'update "transfer_reversals" set',
    'select ledger\\.post',
    '^commit$',
  ]) {
    expect(await killAt('reversal', stopAt)).toBe('standing')
    expect(await reversalsOf(order.payoutId)).toMatchObject([{ state: 'asked', externalId: null }])
    await forget()
  }
  await run()
  await cards.hear()
  expect(await reversalsOf(order.payoutId)).toMatchObject([{ state: 'made', amount: 40_000n }])
  const { externalId } = await payoutRow(order.payoutId)
  const { data } = await cards.rail.stripe.transfers.listReversals(externalId!)
  expect(data).toHaveLength(1)
})
