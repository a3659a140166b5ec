import { beforeEach, expect, test } from 'vitest'
import { refusalOf } from '~/kernel/refusal'
import { findOrderMoney } from '~/payments/money.server'
import { checkPayee } from '~/payments/payouts/payee.server'
import { failPayout, sendPayout } from '~/payments/payouts/payout.server'
import { reviewFraudWarning } from '~/payments/stripe/fraud.server'
import { applyUnapplied } from '~/payments/unapplied.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'
import { trailOf } from '../../support/trail'
import { transfersOf } from '../../support/transfers'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const trade = cardTrade(owner, market, cards)
const transfers = transfersOf(owner, market, cards, trade)
const { accountOf, ask, connect, aCardPayableOrder, aTransferredOrder } = transfers
const { prepare, approve, run, payoutRow, reversalsOf } = transfers
const { officer, second } = market

beforeEach(() => cards.chaos({}))

const codeOf = (work: Promise<unknown>) =>
  work.then(() => null).catch((error: unknown) => refusalOf(error)?.code)
const transfersIn = async (orderId: string) =>
  (await cards.rail.stripe.transfers.list({ transfer_group: `order_${orderId}`, limit: 100 })).data
const clawbackOf = async (vendorId: string) =>
  (
    await owner.db
      .selectFrom('ledger.accounts')
      .select('balance')
      .where('id', '=', `clawback:${vendorId}`)
      .executeTakeFirst()
  )?.balance ?? 0n

test('what two officers agreed to goes to the vendor by transfer, once, out of the card payment it came by', async () => {
  const order = await aCardPayableOrder()
  const destination = await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  expect(await codeOf(approve(payoutId!, officer))).toBe('same-person')
  await approve(payoutId!)
  await Promise.all([run(), run()])
  await run()
  expect(await payoutRow(payoutId!)).toMatchObject({
    state: 'settled',
    rail: 'stripe_transfer',
    externalId: expect.stringMatching(/^tr_/),
  })
  expect(await transfersIn(order.id)).toMatchObject([
    { amount: 100_000, destination, source_transaction: order.chargeId, metadata: { payout_id: payoutId } },
  ])
  expect(await trade.balances(order.id)).toEqual({})
  expect(await trailOf(owner.db, payoutId!)).toEqual([
    'payout.prepared',
    'payout.approved',
    'payout.sent',
    'payout.settled',
  ])
})

test('an account that cannot receive, is not checked, or was not asked for is not paid', async () => {
  const order = await aCardPayableOrder()
  expect(await codeOf(prepare([order.id]))).toBe('account-missing')
  await ask(order.vendor)
  expect(await codeOf(prepare([order.id]))).toBe('account-not-active')
  const { accountId } = await accountOf(order.vendor.orgId)
  await cards.control('account', { account: accountId, status: 'active' })
  await cards.idle()
  expect(await codeOf(prepare([order.id]))).toBe('payee-missing')
  const { id } = await owner.db
    .selectFrom('payeeAccounts')
    .select('id')
    .where('vendorId', '=', order.vendor.orgId)
    .executeTakeFirstOrThrow()
  for (const by of [officer, second])
    await by.db.transaction().execute((tx) => checkPayee(tx, by.actor, id, true))
  expect(await codeOf(prepare([order.id]))).toBe('payee-cooling')
  await owner.db
    .updateTable('payeeAccounts')
    .set({ usableFrom: new Date(0) })
    .where('vendorId', '=', order.vendor.orgId)
    .execute()
  const [payoutId] = await prepare([order.id])
  await cards.control('account', { account: accountId, status: 'restricted' })
  await cards.idle()
  expect(await accountOf(order.vendor.orgId)).toMatchObject({ capability: 'restricted' })
  expect(await codeOf(approve(payoutId!))).toBe('account-not-active')
})

test('the provider needs a mail address of whoever asks for an account', async () => {
  const order = await trade.aPaidOrder()
  await owner.db.updateTable('persons').set({ mail: null }).where('id', '=', order.vendor.personId).execute()
  expect(await codeOf(ask(order.vendor))).toBe('mail-missing')
})

test('money that came by bank has no card payment to be transferred from', async () => {
  const order = await market.aPayableOrder()
  await connect(order.vendor)
  expect(await codeOf(prepare([order.id]))).toBe('no-source')
})

test('card money that belonged to no order at first is transferred from the charge that it came by', async () => {
  const late = await market.aConfirmedOrder()
  const session = await trade.toPage(late)
  await market.pay(late)
  await cards.control('pay', { session, method: 'card' })
  await cards.idle()
  const { chargeId } = await trade.attemptOf(late.id)
  const order = await market.aConfirmedOrder({ buyer: late.buyer })
  await officer.db
    .transaction()
    .execute((tx) =>
      applyUnapplied(tx, { enterpriseId: late.buyer.orgId, orderId: order.id, amount: 100_000n }),
    )
  await market.accept(order, await market.deliver(order))
  await market.invoice(order, 100_000n)
  await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await approve(payoutId!)
  await run()
  expect(await payoutRow(payoutId!)).toMatchObject({ state: 'settled', amount: 100_000n })
  expect(await transfersIn(order.id)).toMatchObject([{ amount: 100_000, source_transaction: chargeId }])

  await market.invoice(order, -40_000n)
  const refund = await trade.anAgreedRefund(order, 40_000n)
  await run()
  await trade.send()
  expect(await trade.refundRow(refund)).toMatchObject({ state: 'paid' })
  expect(await reversalsOf(payoutId!)).toMatchObject([{ state: 'made', amount: 40_000n }])
})

test('nobody sends or fails by hand what goes by itself', async () => {
  const order = await aCardPayableOrder()
  await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await approve(payoutId!)
  const by = (work: typeof sendPayout | typeof failPayout) =>
    officer.db.transaction().execute((tx) => work(tx, payoutId!, 'reason'))
  expect(await codeOf(by(sendPayout))).toBe('sent-by-itself')
  expect(await codeOf(by(failPayout))).toBe('sent-by-itself')
})

test('what Stripe will not carry out is payable again', async () => {
  const order = await aCardPayableOrder()
  const account = await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await approve(payoutId!)
  await cards.deaf()
  await cards.control('account', { account, status: 'restricted' })
  await run()
  await cards.hear()
  expect(await payoutRow(payoutId!)).toMatchObject({
    state: 'failed',
    failure: 'insufficient_capabilities_for_transfer',
  })
  expect(await trade.balances(order.id)).toEqual({ payable: '-100000' })
})

test('a refund after the payout takes the money back from the vendor before it goes to the buyer', async () => {
  const order = await aTransferredOrder()
  await market.invoice(order, -30_000n)
  const refundId = await trade.anAgreedRefund(order, 30_000n)
  expect(await clawbackOf(order.vendor.orgId)).toBe(30_000n)
  await trade.send()
  expect(await trade.refundRow(refundId)).toMatchObject({ state: 'approved' })
  await run()
  await trade.send()
  expect(await trade.refundRow(refundId)).toMatchObject({ state: 'paid' })
  expect(await clawbackOf(order.vendor.orgId)).toBe(0n)
  expect(await reversalsOf(order.payoutId)).toMatchObject([
    { state: 'made', amount: 30_000n, cause: 'refund', causeId: refundId },
  ])
  expect(await transfersIn(order.id)).toMatchObject([{ amount: 100_000, amount_reversed: 30_000 }])
  const { total, canceled } = await market.orderRow(order.id)
  const money = await findOrderMoney(officer.db, { id: order.id, total, canceled })
  expect(money!.places).toMatchObject({ paidOut: 70_000n, refunded: 30_000n, clawback: 0n })
})

test('what the vendor has spent stays its debt, and its buyer does not wait', async () => {
  const order = await aTransferredOrder()
  await cards.control('spend', { account: order.destination })
  await market.invoice(order, -20_000n)
  const refundId = await trade.anAgreedRefund(order, 20_000n)
  await run()
  await trade.send()
  expect(await reversalsOf(order.payoutId)).toMatchObject([
    { state: 'failed', failure: 'balance_insufficient' },
  ])
  expect(await trade.refundRow(refundId)).toMatchObject({ state: 'paid' })
  expect(await clawbackOf(order.vendor.orgId)).toBe(20_000n)
})

test('a chargeback that is lost is taken back from the vendor as well', async () => {
  const order = await aTransferredOrder()
  const dispute = await cards.control('dispute', { payment_intent: order.intentId })
  await cards.idle()
  await cards.control('dispute', { dispute: dispute.id, outcome: 'lost' })
  await cards.idle()
  expect(await clawbackOf(order.vendor.orgId)).toBe(100_000n)
  await run()
  expect(await reversalsOf(order.payoutId)).toMatchObject([{ state: 'made', cause: 'chargeback' }])
  expect(await clawbackOf(order.vendor.orgId)).toBe(0n)
})

test('what somebody takes back at Stripe by hand is booked and is a break', async () => {
  const order = await aTransferredOrder()
  const { externalId } = await payoutRow(order.payoutId)
  await cards.control('reverse', { transfer: externalId, amount: 5_000 })
  await cards.idle()
  expect(await reversalsOf(order.payoutId)).toMatchObject([
    { state: 'made', cause: 'unasked', amount: 5_000n },
  ])
  expect(await trade.balances(order.id)).toEqual({ payable: '-5000' })
  const kinds = await owner.db.selectFrom('breaks').select('kind').where('orderId', '=', order.id).execute()
  expect(kinds).toEqual([{ kind: 'reversal-unasked' }])
})

test('while a card network suspects fraud nothing is paid out, until an officer has looked at it', async () => {
  const order = await aCardPayableOrder()
  await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await cards.control('fraud-warning', { payment_intent: order.intentId })
  await cards.idle()
  expect(await codeOf(approve(payoutId!))).toBe('fraud-warning')
  const { id } = await owner.db
    .selectFrom('fraudWarnings')
    .select('id')
    .where('orderId', '=', order.id)
    .executeTakeFirstOrThrow()
  await officer.db
    .transaction()
    .execute((tx) => reviewFraudWarning(tx, officer.actor, id, 'The buyer confirmed the payment by phone.'))
  await approve(payoutId!)
  expect(await payoutRow(payoutId!)).toMatchObject({ state: 'approved' })
})
