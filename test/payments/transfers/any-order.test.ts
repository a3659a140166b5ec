import type Stripe from 'stripe'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { bookBankPayout } from '~/payments/matching/other-lines.server'
import { type Effect, effectOf } from '~/payments/stripe/effects.server'
import * as payoutsPage from '~/payments/pages/online-payouts'
import * as payoutsCsv from '~/payments/pages/online-payouts-csv'
import { cardTrade } from '../../support/card'
import { aDatabase } from '../../support/database'
import { moneyOf } from '../../support/money'
import { cookieFor, servePages, visit } from '../../support/pages'
import { stripeOf } from '../../support/stripe'
import { transfersOf } from '../../support/transfers'

const database = await aDatabase()
const { owner } = database
const market = await moneyOf(database)
const cards = await stripeOf(database)
const trade = cardTrade(owner, market, cards)
const { aCardPayableOrder, connect, prepare, approve, payoutRow } = transfersOf(owner, market, cards, trade)
const { stripe } = cards.rail

type Tx = Parameters<Effect>[0]

/** What Stripe tells while nobody listens: each event with what is seen when it is looked at at once. */
async function told(...steps: (() => Promise<unknown>)[]) {
  const effects: Effect[] = []
  const types: string[] = []
  await cards.deaf()
  const known = new Set((await stripe.events.list({ limit: 100 })).data.map(({ id }) => id))
  for (const step of steps) {
    await step()
    await cards.idle()
    for (const event of (await stripe.events.list({ limit: 100 })).data.toReversed()) {
      if (known.has(event.id)) continue
      known.add(event.id)
      types.push(event.type)
      effects.push(await effectOf(cards.rail, event as Stripe.Event))
    }
  }
  await cards.hear()
  return { effects, types }
}

function* permutations<T>(left: readonly T[]): Generator<T[]> {
  if (left.length === 0) yield []
  for (const one of left)
    for (const rest of permutations(left.filter((other) => other !== one))) yield [one, ...rest]
}

/** Every end to which the effects lead, in every order and each applied twice. */
async function endsOf(effects: readonly Effect[], stateOf: (tx: Tx) => Promise<unknown>) {
  const ends = new Set<string>()
  for (const order of permutations(effects)) {
    const trx = await market.clock.db.startTransaction().execute()
    for (const effect of order) {
      await effect(trx)
      await effect(trx)
    }
    ends.add(JSON.stringify(await stateOf(trx)))
    await trx.rollback().execute()
  }
  return [...ends].map((end) => JSON.parse(end))
}

const balances = async (tx: Tx, like: string) => {
  const { rows } = await sql<{ found: unknown }>`
    select jsonb_object_agg(id, balance::text) as found from ledger.accounts where balance <> 0 and id like ${like}`.execute(
    tx,
  )
  return rows[0]!.found
}

test('a transfer and what is taken back of it end the same in every order of their events', async () => {
  const order = await aCardPayableOrder()
  const destination = await connect(order.vendor)
  const [payoutId] = await prepare([order.id])
  await approve(payoutId!)
  let made = ''
  const { effects, types } = await told(
    async () => {
      made = (
        await stripe.transfers.create({
          amount: 100_000,
          currency: 'cny',
          destination,
          source_transaction: order.chargeId,
          transfer_group: `order_${order.id}`,
          metadata: { payout_id: payoutId! },
        })
      ).id
    },
    () => stripe.transfers.createReversal(made, { amount: 10_000 }),
    () => stripe.transfers.createReversal(made, { amount: 20_000 }),
  )
  expect(types).toEqual(['transfer.created', 'transfer.reversed', 'transfer.reversed'])
  const ends = await endsOf(effects, async (tx) => [
    await tx.selectFrom('payouts').select(['state', 'externalId']).where('id', '=', payoutId!).execute(),
    (
      await tx
        .selectFrom('transferReversals')
        .select('externalId')
        .where('payoutId', '=', payoutId!)
        .orderBy('externalId')
        .execute()
    ).length,
    await balances(tx, `%${order.id}`),
    await balances(tx, `%${payoutId}`),
  ])
  expect(ends).toEqual([
    [[{ state: 'settled', externalId: made }], 2, { [`payable:${order.id}`]: '-30000' }, null],
  ])
  expect(await payoutRow(payoutId!)).toMatchObject({ state: 'approved' })
})

test('money that Stripe sends to our bank and that comes back ends available, in every order', async () => {
  await cards.control('balance-available')
  const before = await balances(owner.db, 'psp:%')
  let made = ''
  const { effects, types } = await told(
    async () => {
      made = (await stripe.payouts.create({ amount: 5_000, currency: 'cny' })).id
    },
    () => cards.control('payout-failure', { payout: made }),
  )
  expect(types).toEqual(expect.arrayContaining(['payout.created', 'payout.paid', 'payout.failed']))
  const ends = await endsOf(effects, async (tx) => [
    await tx.selectFrom('pspPayouts').select(['state', 'failure']).where('id', '=', made).execute(),
    await balances(tx, 'psp:%'),
  ])
  expect(ends).toEqual([[[{ state: 'failed', failure: 'account_closed' }], before]])
})

test('a line of our bank shows what Stripe paid out, once', async () => {
  const { id } = await stripe.payouts.create({ amount: 7_700, currency: 'cny' })
  await cards.idle()
  const { bank, officer, house } = market
  const [lineId, other] = await bank.receive(officer, house, [
    { amount: 7_700n, remark: 'STRIPE', name: 'Stripe' },
    { amount: 7_700n, remark: 'STRIPE again', name: 'Stripe' },
  ])
  const book = (line: string) => officer.db.transaction().execute((tx) => bookBankPayout(tx, line))
  await book(lineId!)
  expect(
    await owner.db.selectFrom('pspPayouts').select(['state', 'lineId']).where('id', '=', id).execute(),
  ).toEqual([{ state: 'paid', lineId }])
  expect(await balances(owner.db, `suspense:${lineId}`)).toBeNull()
  expect(await balances(owner.db, 'psp:transit:%')).toBeNull()
  await expect(book(other!)).rejects.toThrow('bank-payout-unknown')

  servePages(database.app.pool)
  const cookie = await cookieFor(database.worker.db, officer)
  const listed = async (view: string) => {
    const { data } = await visit(payoutsPage.loader, { cookie, path: `/office/online/payouts?view=${view}` })
    return (data as { payouts: { id: string; lineId: string | null }[] }).payouts
  }
  expect(await listed('seen')).toMatchObject([{ id, lineId, accountNumber: house.number }])
  expect((await listed('all')).map((payout) => payout.id)).toContain(id)
  expect((await listed('transit')).map((payout) => payout.id)).not.toContain(id)
  expect((await visit(payoutsCsv.loader, { cookie })).status).toBe(200)
  const vendor = await cookieFor(database.worker.db, await market.aVendor())
  expect((await visit(payoutsPage.loader, { cookie: vendor })).status).not.toBe(200)
})

test('what a vendor’s account can receive is what it can receive now, in every order', async () => {
  const order = await aCardPayableOrder()
  const account = await connect(order.vendor)
  const answer = (status: string) => () => cards.control('account', { account, status })
  const { effects } = await told(answer('restricted'), answer('pending'), answer('active'))
  const ends = await endsOf(effects, (tx) =>
    tx.selectFrom('connectedAccounts').select('capability').where('accountId', '=', account).execute(),
  )
  expect(ends).toEqual([[{ capability: 'active' }]])
})

test('a warning that comes twice, or after its update, stands once', async () => {
  const order = await trade.aPaidOrder()
  let warning = ''
  const { effects } = await told(
    async () => {
      warning = (await cards.control('fraud-warning', { payment_intent: order.intentId })).id ?? ''
    },
    async () => {
      const { data } = await stripe.radar.earlyFraudWarnings.list({ payment_intent: order.intentId })
      await cards.control('fraud-warning', { warning: data[0]!.id })
    },
  )
  const ends = await endsOf(effects, (tx) =>
    tx
      .selectFrom('fraudWarnings')
      .select(['orderId', 'actionable', 'reviewedAt'])
      .where('orderId', '=', order.id)
      .execute(),
  )
  expect(warning).not.toBe('')
  expect(ends).toEqual([[{ orderId: order.id, actionable: false, reviewedAt: null }]])
})
