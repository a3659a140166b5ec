import type { Kysely } from 'kysely'
import { continueCheckout, intendCheckout } from '~/payments/stripe/checkout.server'
import { sendRefunds } from '~/payments/stripe/refunds.server'
import { approveRefund, prepareRefund } from '~/payments/refunds/refund.server'
import { requestRefund } from '~/payments/refunds/request.server'
import type { Database } from '~db/schema'
import type { moneyOf } from './money'
import type { stripeOf } from './stripe'

type Market = Awaited<ReturnType<typeof moneyOf>>
type Cards = Awaited<ReturnType<typeof stripeOf>>
type Order = Awaited<ReturnType<Market['aConfirmedOrder']>>

/** Orders paid by card, refunded and disputed, by the commands and by what the double is told to do. */
export function cardTrade(owner: { db: Kysely<Database> }, market: Market, cards: Cards) {
  const attemptOf = (orderId: string) =>
    owner.db
      .selectFrom('checkoutAttempts')
      .selectAll()
      .where('orderId', '=', orderId)
      .orderBy('n', 'desc')
      .executeTakeFirstOrThrow()

  async function toPage(order: Order): Promise<string> {
    await order.buyer.db
      .transaction()
      .execute((tx) => intendCheckout(tx, order.buyer.actor, order.id, 'double'))
    await continueCheckout(order.buyer.db, cards.rail, order.id)
    return (await attemptOf(order.id)).sessionId!
  }

  async function payByCard(order: Order, card = '4242 4242 4242 4242') {
    const session = await toPage(order)
    await cards.control('pay', { session, method: 'card', card })
    await cards.idle()
    return attemptOf(order.id)
  }

  const aPaidOrder = async (card?: string) => {
    const order = await market.aConfirmedOrder()
    const attempt = await payByCard(order, card)
    return { ...order, intentId: attempt.intentId!, chargeId: attempt.chargeId! }
  }

  /** A refund of the order's first line that two officers have agreed to. */
  async function anAgreedRefund(order: { id: string; lineIds: string[] }, amount: bigint): Promise<string> {
    const [id] = await market.officer.db.transaction().execute((tx) =>
      requestRefund(tx, {
        orderId: order.id,
        cause: 'consent',
        lines: [{ lineId: order.lineIds[0]!, quantity: 0, amount }],
      }),
    )
    await agree(id!)
    return id!
  }

  async function agree(refundId: string) {
    const { officer, second } = market
    const { approvedBy } = await refundRow(refundId)
    if (!approvedBy)
      await officer.db.transaction().execute((tx) => prepareRefund(tx, officer.actor, refundId, null))
    await second.db.transaction().execute((tx) => approveRefund(tx, second.actor, refundId))
  }

  const refundRow = (id: string) =>
    owner.db.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  /** The worker sends what waits, whatever it tried a moment ago. */
  async function send() {
    await owner.db
      .updateTable('stripeCalls')
      .set({ triedAt: new Date(0) })
      .where('answeredAt', 'is', null)
      .execute()
    await sendRefunds(market.clock.db, cards.rail)
    await cards.idle()
  }

  /** Σ of every account of an order, and of what is shared, by kind. */
  async function balances(orderId: string): Promise<Record<string, string>> {
    const { rows } = await sqlRows<{ kind: string; fen: string }>(
      `select kind, sum(balance)::text as fen from ledger.accounts where order_id = $1 and balance <> 0 group by kind order by kind`,
      [orderId],
    )
    return Object.fromEntries(rows.map(({ kind, fen }) => [kind, fen]))
  }

  const sqlRows = <Row>(text: string, values: unknown[]) =>
    (
      owner as unknown as { pool: { query(text: string, values: unknown[]): Promise<{ rows: Row[] }> } }
    ).pool.query(text, values)

  return { attemptOf, toPage, payByCard, aPaidOrder, anAgreedRefund, agree, refundRow, send, balances }
}
