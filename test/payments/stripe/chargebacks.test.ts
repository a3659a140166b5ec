import { expect, test } from 'vitest'
import { refusalOf } from '~/kernel/refusal'
import { approvePayout, preparePayout } from '~/payments/payouts/payout.server'
import { whyNotAnswer } from '~/payments/stripe/answering'
import { answerChargeback, sendAnswers } from '~/payments/stripe/answering.server'
import { findOrderMoney } from '~/payments/money.server'
import { applyUnapplied } from '~/payments/unapplied.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { stripeOf } from '../../support/stripe'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const { aPaidOrder, anAgreedRefund, attemptOf, refundRow, send, toPage, balances } = cardTrade(
  owner,
  market,
  cards,
)

async function dispute(order: { intentId: string }, wish: object = {}) {
  const { id } = await cards.control('dispute', { payment_intent: order.intentId, ...wish })
  await cards.idle()
  return id as string
}
async function decide(id: string, outcome: 'won' | 'lost') {
  await cards.control('dispute', { dispute: id, outcome })
  await cards.idle()
}
const chargebackOf = (disputeId: string) =>
  owner.db.selectFrom('chargebacks').selectAll().where('disputeId', '=', disputeId).executeTakeFirstOrThrow()
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => refusalOf(error)?.code,
  )

test('while a chargeback is open nothing goes back and nothing is paid out; won, all is as before', async () => {
  const order = await aPaidOrder()
  const refundId = await anAgreedRefund(order, 20_000n)
  const before = await balances(order.id)
  const id = await dispute(order, { amount: 50_000 })
  expect(await chargebackOf(id)).toMatchObject({
    state: 'open',
    withdrawn: 50_000n,
    counted: 50_000n,
    fee: 10_000n,
  })
  expect(await refundRow(refundId)).toMatchObject({ state: 'approved', suspended: true })
  await send()
  expect(await refundRow(refundId)).toMatchObject({ state: 'approved' })
  const refused = code(
    market.officer.db.transaction().execute((tx) =>
      requestRefund(tx, {
        orderId: order.id,
        cause: 'consent',
        lines: [{ lineId: order.lineIds[0]!, quantity: 0, amount: 1_000n }],
      }),
    ),
  )
  expect(await refused).toBe('chargeback-open')
  expect(await balances(order.id)).toEqual({ ...before, dispute: '50000' })
  await decide(id, 'won')
  expect(await chargebackOf(id)).toMatchObject({ state: 'won' })
  expect(await balances(order.id)).toEqual(before)
  await send()
  expect(await refundRow(refundId)).toMatchObject({ state: 'paid', suspended: false })
})

test('of a refund and a chargeback at once over one payment one counts: together they never give back more than was paid', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const order = await aPaidOrder()
    const [id, refundId] = await Promise.all([
      dispute(order),
      anAgreedRefund(order, 100_000n)
        .then(async (agreed) => {
          await send()
          return agreed as string | null
        })
        .catch((error: unknown) => {
          expect(refusalOf(error)?.code).toBe('chargeback-open')
          return null
        }),
    ])
    await send()
    await cards.idle()
    const { counted } = await chargebackOf(id)
    // Whichever claimed the payment first stands in the books, the other finds nothing left.
    expect(counted).toBe(refundId ? 0n : 100_000n)
    const before = refundId && (await refundRow(refundId))
    if (before) expect(before.state === 'paid' || before.suspended).toBe(true)
    await decide(id, 'lost')
    await send()
    await cards.idle()
    // What had not left by then never leaves: the bank has given it back.
    if (before) expect((await refundRow(refundId)).state).toBe(before.state === 'paid' ? 'paid' : 'failed')
    const { rows } = await owner.pool.query<{ refunding: string; back: string }>(
      'select refunding::text, charged_back::text as back from payments where order_id = $1',
      [order.id],
    )
    expect(rows).toEqual([refundId ? { refunding: '100000', back: '0' } : { refunding: '0', back: '100000' }])
  }
})

test('lost, it is borne as a refund would be, once', async () => {
  const order = await aPaidOrder()
  const id = await dispute(order, { amount: 40_000 })
  await decide(id, 'lost')
  expect(await chargebackOf(id)).toMatchObject({ state: 'lost' })
  expect(await balances(order.id)).toEqual({ order: '-60000' })
  const { rows } = await owner.pool.query(`select charged_back::text from payments where order_id = $1`, [
    order.id,
  ])
  expect(rows).toEqual([{ charged_back: '40000' }])
})

test('a vendor whose order is charged back between preparing and agreeing is not paid', async () => {
  const order = await aPaidOrder()
  await market.accept(order, await market.deliver(order))
  await market.invoice(order, 100_000n)
  await market.payee(order.vendor)
  const { officer, second } = market
  const payoutId = await officer.db
    .transaction()
    .execute((tx) => preparePayout(tx, officer.actor, [order.id]))
  const id = await dispute(order)
  const approve = () =>
    code(second.db.transaction().execute((tx) => approvePayout(tx, second.actor, payoutId)))
  expect(await approve()).toBe('chargeback-open')
  await decide(id, 'won')
  expect(await approve()).toBeNull()
})

test('taken back after all of it was refunded, it is returned twice: told as a difference, and our loss if it is lost', async () => {
  const order = await aPaidOrder()
  await anAgreedRefund(order, 100_000n)
  await send()
  const id = await dispute(order)
  const chargeback = await chargebackOf(id)
  expect(chargeback).toMatchObject({ withdrawn: 100_000n, counted: 0n })
  const broken = await owner.db
    .selectFrom('breaks')
    .selectAll()
    .where('kind', '=', 'double-return')
    .where('subject', '=', chargeback.id)
    .execute()
  expect(broken).toMatchObject([{ found: 100_000n, orderId: order.id }])
  await decide(id, 'lost')
  const { rows } = await owner.pool.query(
    `select e.amount::text from ledger.entries e join ledger.postings p on p.id = e.posting_id where p.key = $1 and e.account_id = 'loss'`,
    [`${chargeback.id}:lost`],
  )
  expect(rows).toEqual([{ amount: '100000' }])
})

test('a warning takes no money; one that comes to nothing closes', async () => {
  const order = await aPaidOrder()
  const id = await dispute(order, { warning: true })
  expect(await chargebackOf(id)).toMatchObject({ state: 'warning', withdrawn: 0n })
  expect(await balances(order.id)).toEqual({ order: '-100000' })
  await decide(id, 'won')
  expect(await chargebackOf(id)).toMatchObject({ state: 'closed' })
})

test('while a bank only asks, money goes back if Stripe says that it may, and not otherwise', async () => {
  const ask = (order: { id: string; lineIds: string[] }) =>
    market.officer.db.transaction().execute((tx) =>
      requestRefund(tx, {
        orderId: order.id,
        cause: 'consent',
        lines: [{ lineId: order.lineIds[0]!, quantity: 0, amount: 1_000n }],
      }),
    )
  const free = await aPaidOrder()
  const agreed = await anAgreedRefund(free, 20_000n)
  await dispute(free, { warning: true })
  expect(await refundRow(agreed)).toMatchObject({ suspended: false })
  await ask(free)
  await send()
  expect(await refundRow(agreed)).toMatchObject({ state: 'paid' })

  const closed = await aPaidOrder()
  const waits = await anAgreedRefund(closed, 20_000n)
  const id = await dispute(closed, { warning: true, refundable: false })
  expect(await refundRow(waits)).toMatchObject({ suspended: true })
  expect(await code(ask(closed))).toBe('chargeback-open')
  // Whoever has not heard of it yet asks before sending.
  await owner.db.updateTable('refunds').set({ suspended: false }).where('id', '=', waits).execute()
  await send()
  expect(await refundRow(waits)).toMatchObject({ state: 'approved', suspended: true })
  await decide(id, 'won')
  await send()
  expect(await refundRow(waits)).toMatchObject({ state: 'paid', suspended: false })
})

/** An order that unapplied card money has paid, and how that money came. */
async function anOrderPaidLater() {
  const late = await market.aConfirmedOrder()
  const session = await toPage(late)
  await market.pay(late)
  await cards.control('pay', { session, method: 'card' })
  await cards.idle()
  const { intentId } = await attemptOf(late.id)
  const order = await market.aConfirmedOrder({ buyer: late.buyer })
  await market.payee(order.vendor)
  await market.officer.db
    .transaction()
    .execute((tx) =>
      applyUnapplied(tx, { enterpriseId: late.buyer.orgId, orderId: order.id, amount: 100_000n }),
    )
  return { ...order, intentId: intentId! }
}

test('a chargeback over money that was put on an order later is flagged on that order too, and stops its payout', async () => {
  const order = await anOrderPaidLater()
  await market.accept(order, await market.deliver(order))
  await market.invoice(order, 100_000n)
  const flags = async () => (await findOrderMoney(order.buyer.db, await market.orderRow(order.id)))!.flags
  expect(await flags()).toEqual([])
  const prepared = await market.officer.db
    .transaction()
    .execute((tx) => preparePayout(tx, market.officer.actor, [order.id]))
  const id = await dispute(order, { warning: true })
  expect(await flags()).toEqual(['chargeback'])
  const agree = () =>
    market.second.db.transaction().execute((tx) => approvePayout(tx, market.second.actor, prepared))
  expect(await code(agree())).toBe('chargeback-open')
  await decide(id, 'won')
  expect(await flags()).toEqual([])
  expect(await code(agree())).toBeNull()
})

test('lost, it is borne by the order on which the money was put; it was not returned twice', async () => {
  const order = await anOrderPaidLater()
  const loss = async () =>
    (await owner.pool.query(`select coalesce(sum(balance), 0)::text as fen from ledger.accounts where id = 'loss'`)).rows // oxfmt-ignore
  const before = await loss()
  const id = await dispute(order, { amount: 60_000 })
  expect(await chargebackOf(id)).toMatchObject({ withdrawn: 60_000n, counted: 60_000n, orderId: null })
  await decide(id, 'lost')
  expect(await balances(order.id)).toEqual({ order: '-40000' })
  expect(await loss()).toEqual(before)
  const { id: chargeback } = await chargebackOf(id)
  expect(
    await owner.db.selectFrom('breaks').select('id').where('subject', '=', chargeback).execute(),
  ).toEqual([])
})

test('the office answers once, with what is known of the order, or gives in', async () => {
  const order = await aPaidOrder()
  const id = await dispute(order)
  const chargeback = await chargebackOf(id)
  const { officer } = market
  const say = (statement: string | null) =>
    code(
      officer.db.transaction().execute((tx) => answerChargeback(tx, officer.actor, chargeback.id, statement)),
    )
  expect(await say('The licenses are in use.')).toBeNull()
  expect(await say(null)).toBe('already-answered')
  await sendAnswers(market.clock.db, cards.rail)
  await cards.idle()
  const told = await cards.rail.stripe.disputes.retrieve(id)
  expect(told.evidence.uncategorized_text).toMatch(/Order MO-.*The licenses are in use\./s)
  expect(told.evidence_details.submission_count).toBe(1)
  expect((await chargebackOf(id)).sentAt).not.toBeNull()

  const other = await aPaidOrder()
  const second = await dispute(other)
  const { id: secondId } = await chargebackOf(second)
  await officer.db.transaction().execute((tx) => answerChargeback(tx, officer.actor, secondId, null))
  await sendAnswers(market.clock.db, cards.rail)
  await cards.idle()
  expect(await chargebackOf(second)).toMatchObject({ state: 'lost' })
  const late = whyNotAnswer({ state: 'open', answeredAt: null, dueAt: new Date(1) }, new Date(2))
  expect(late).toBe('answer-too-late')
})
