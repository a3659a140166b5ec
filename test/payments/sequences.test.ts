import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Refused } from '~/kernel/refusal'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { settleLine } from '~/payments/matching/settle-line.server'
import { findOrderMoney, type OrderPlaces } from '~/payments/money.server'
import { approvePayout, failPayout, preparePayout, sendPayout } from '~/payments/payouts/payout.server'
import { checks } from '~/payments/reconciliation/checks.server'
import { approveRefund, prepareRefund, sendRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import { aDatabase } from '../support/database'
import { moneyOf } from '../support/money'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const money = await moneyOf(database)
const { officer, second, bank, house } = money
const vendor = await money.aVendor()
const buyer = await money.anApprover()
await money.payee(vendor)

type Order = Awaited<ReturnType<typeof money.aConfirmedOrder>>
type Row = { id: string; code: string; amount: bigint }

/** What happened to an order so far, as simply as it can be said. */
type Told = { received: bigint; paidOut: bigint; refunded: bigint; accepted: bigint }
type Market = { orders: Order[] }
type Model = { orders: Told[] }

const work = <T>(who: Someone, deed: (tx: typeof who.db) => Promise<T>) =>
  who.db.transaction().execute((tx) => deed(tx as never))

const paidOrders = (state: string) =>
  sql<Row>`select y.id, y.code, y.amount from payouts y where y.vendor_id = ${vendor.orgId} and y.state = ${state} order by y.id`
const refundsIn = (orders: readonly Order[], state: string) =>
  sql<Row>`select id, code, amount from refunds where order_id = any(${orders.map(({ id }) => id)}::uuid[]) and state = ${state} order by id`
const first = async (query: ReturnType<typeof paidOrders>) => (await query.execute(owner.db)).rows[0]

async function bankSays(direction: 'C' | 'D', { amount, code }: Row) {
  const remark = direction === 'C' ? `退汇 ${code}` : code
  const [line] = await bank.receive(officer, house, [{ amount, direction, remark }])
  await work(officer, (tx) => settleLine(tx, officer.actor, line!))
}

/** Everything the office, the two sides and the bank do; what is refused changes nothing. */
const deeds: Record<string, (market: Market, at: number, share: number) => Promise<unknown>> = {
  async pay({ orders }, at, share) {
    const { total, canceled, received, state } = await money.orderRow(orders[at]!.id)
    const left = total - canceled - received
    if (!['confirmed', 'funded', 'delivered', 'accepted'].includes(state) || left === 0n) return
    await money.pay(orders[at]!, (left * BigInt(share)) / 100n || 1n)
  },
  async deliver({ orders }, at) {
    const lines = await owner.db
      .selectFrom('orderLines')
      .select(['quantity', 'delivered'])
      .where('orderId', '=', orders[at]!.id)
      .orderBy('no')
      .execute()
    const note = await money.deliver(
      orders[at]!,
      lines.map(({ quantity, delivered }) => Math.ceil((quantity - delivered) / 2)),
    )
    await money.accept(orders[at]!, note)
  },
  async invoice({ orders }, at) {
    const { total } = await money.orderRow(orders[at]!.id)
    await money.invoice(orders[at]!, total)
  },
  'ask refund': ({ orders }, at, share) =>
    work(orders[at]!.vendor, (tx) =>
      requestRefund(tx, {
        orderId: orders[at]!.id,
        cause: 'consent',
        lines: [{ lineId: orders[at]!.lineIds[0]!, quantity: 0, amount: BigInt(share) * 300n }],
      }),
    ),
  async 'approve refund'({ orders }) {
    const refund = (await first(refundsIn(orders, 'requested'))) ?? (await first(refundsIn(orders, 'failed')))
    if (!refund) return
    await work(officer, (tx) => prepareRefund(tx, officer.actor, refund.id, null))
    await work(second, (tx) => approveRefund(tx, second.actor, refund.id))
    await work(officer, (tx) => sendRefund(tx, refund.id))
  },
  async 'refund paid'({ orders }) {
    const refund = await first(refundsIn(orders, 'sent'))
    if (refund) await bankSays('D', refund)
  },
  async 'refund back'({ orders }) {
    const refund = await first(refundsIn(orders, 'paid'))
    if (refund) await bankSays('C', refund)
  },
  'prepare payout': ({ orders }, at, share) =>
    work(officer, (tx) =>
      preparePayout(tx, officer.actor, share > 100 ? orders.map(({ id }) => id) : [orders[at]!.id]),
    ),
  async 'approve payout'() {
    const payout = await first(paidOrders('prepared'))
    if (!payout) return
    await work(second, (tx) => approvePayout(tx, second.actor, payout.id))
    if (payout.amount > 0n) await work(officer, (tx) => sendPayout(tx, payout.id))
  },
  async 'payout settled'() {
    const payout = await first(paidOrders('sent'))
    if (payout) await bankSays('D', payout)
  },
  async 'payout failed'() {
    const payout = await first(paidOrders('sent'))
    if (payout) await work(officer, (tx) => failPayout(tx, payout.id, '账号有误'))
  },
  async 'payout back'() {
    const payout = await first(paidOrders('settled'))
    if (payout && payout.amount > 0n) await bankSays('C', payout)
  },
}

/** The bar "where the money is": its parts are what the order costs. */
const wholeOf = ({
  unpaid,
  unreleased,
  held,
  payable,
  inTransit,
  paidOut,
  fee,
  clawback,
  ...back
}: OrderPlaces) =>
  unpaid +
  unreleased +
  held +
  payable +
  inTransit +
  paidOut +
  fee +
  back.refundOpen +
  back.refunded -
  clawback

/** What the books must say whatever was done: the nightly checks, and that nobody was ever paid what is not theirs. */
async function look({ orders }: Market): Promise<Told[]> {
  const longAgo = new Date(0)
  for (const [kind, check] of Object.entries(checks)) {
    const { rows } = await check(longAgo).execute(owner.db)
    expect({ kind, rows }).toEqual({ kind, rows: [] })
  }
  const of = await balancesOf(owner.db, [account.clawback(vendor.orgId)])
  const told: Told[] = []
  for (const { id } of orders) {
    const order = await money.orderRow(id)
    const { received, refunded } = order
    const { rows } = await sql<{ paidOut: bigint; accepted: bigint }>`
      select coalesce((select sum(e.amount) from ledger.entries e join ledger.postings p on p.id = e.posting_id
          where e.account_id = ${account.payable(id)} and p.kind like 'payout%'), 0)::bigint as paid_out,
        (select sum(unit_price * accepted) from order_lines where order_id = ${id})::bigint as accepted`.execute(
      owner.db,
    )
    told.push({ received, refunded, ...rows[0]! })
    const its = await findOrderMoney(buyer.db, order)
    if (its) expect(wholeOf(its.places)).toBe(order.total - order.canceled)
  }
  const sum = (key: keyof Told) => told.reduce((total, one) => total + one[key], 0n)
  for (const { received, paidOut, accepted } of told) {
    expect(paidOut).toBeLessThanOrEqual(accepted)
    expect(paidOut).toBeLessThanOrEqual(received)
  }
  // What left for the vendor and the payer came in before; what the vendor owes back is on its account.
  expect(sum('paidOut') + sum('refunded')).toBeLessThanOrEqual(
    sum('received') + of(account.clawback(vendor.orgId)),
  )
  return told
}

async function run(name: string, { at, share }: { at: number; share: number }, model: Model, market: Market) {
  const refused = await deeds[name]!(market, at, share).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Refused || (error as { code?: string }).code === 'MU100') return true
      throw error
    },
  )
  const told = await look(market)
  if (refused) expect(told).toEqual(model.orders)
  // What an order has received is never unreceived by what follows.
  for (const [place, { received }] of told.entries())
    expect(received).toBeGreaterThanOrEqual(model.orders[place]!.received)
  model.orders = told
}

const deed = (name: string, at: number, share: number): fc.AsyncCommand<Model, Market> => ({
  check: () => true,
  run: (model, market) => run(name, { at, share }, model, market),
  toString: () => `${name}(${at}, ${share})`,
})

// What moves an order on is done more often than what turns it back.
const often = [
  'pay',
  'deliver',
  'invoice',
  'prepare payout',
  'approve payout',
  'ask refund',
  'approve refund',
]
const step = fc
  .record({
    name: fc.constantFrom(...Object.keys(deeds), ...often),
    at: fc.constantFrom(0, 0, 1),
    share: fc.constantFrom(30, 60, 100, 120),
  })
  .map(({ name, at, share }) => deed(name, at, share))

const beginnings = ['pay', 'deliver', 'invoice', 'prepare payout', 'approve payout', 'payout settled'].map(
  (name) => deed(name, 0, 100),
)

test('whatever is done in whatever order, the books balance and nobody is paid twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<number>(0, 3, 5, 6, 6),
      fc.array(step, { minLength: 4, maxLength: 9 }),
      async (begun, steps) => {
        const lines = [{ quantity: 3, unitPrice: 10_007n }]
        const orders = [
          await money.aConfirmedOrder({ buyer, vendor, lines }),
          await money.aConfirmedOrder({ buyer, vendor, lines }),
        ]
        const market = { orders }
        await fc.asyncModelRun(
          async () => ({ model: { orders: await look(market) }, real: market }),
          [...beginnings.slice(0, begun), ...steps],
        )
      },
    ),
    { numRuns: 8, endOnFailure: true, examples: [[beginnings.length, []]] },
  )
}, 120_000)
