import { approveRefund, prepareRefund } from '../../app/payments/refunds/refund.server.ts'
import { requestRefund } from '../../app/payments/refunds/request.server.ts'
import { moveAttempt } from '../../app/payments/stripe/attempts.server.ts'
import { seeDispute } from '../../app/payments/stripe/chargebacks.server.ts'
import { intendCheckout } from '../../app/payments/stripe/checkout.server.ts'
import { seeCharge } from '../../app/payments/stripe/effects.server.ts'
import { seeRefund } from '../../app/payments/stripe/refunds.server.ts'
import { seeIntent } from '../../app/payments/stripe/seeing.server.ts'
import { freeAvailable } from '../../app/payments/stripe/transactions.server.ts'
import { seconds, stripeOf } from './stripe.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

type Ending = 'refunded' | 'disputed' | 'kept'
type Payer = { buyer: string; vendor: string }

const endings: readonly Ending[] = ['refunded', 'disputed', 'kept']
const methods = ['card', 'alipay', 'wechat_pay'] as const
const dearest = 1_500_000n

/**
 * Three small orders are paid online: one is refunded in part, one charged back a few days ago. The story tells what
 * Stripe would have told, through the same doors; nobody is asked over the network.
 */
export function onlineOf(story: Timeline, whenPaid: (orderId: string, at: Date) => void) {
  const { db, clock } = story
  const { hear, movement } = stripeOf(story)
  const chosen: string[] = []

  /** Whether the buyer of an order pays it online: the first small ones of a round do. */
  function takes(orderId: string, round: string, total: bigint): boolean {
    const does = round === 'antivirus-1' && total <= dearest && chosen.length < endings.length
    if (does) chosen.push(orderId)
    return does
  }

  async function pay(orderId: string, payer: Payer) {
    const at = story.moment()
    const n = chosen.indexOf(orderId)
    const method = methods[n]!
    const attemptId = await intendCheckout(db, await story.as(payer.buyer), orderId, 'test')
    const { amount } = await db
      .selectFrom('checkoutAttempts')
      .select('amount')
      .where('id', '=', attemptId)
      .executeTakeFirstOrThrow()
    const tail = orderId.replaceAll('-', '').slice(-16)
    await moveAttempt(db, attemptId, 'open', { sessionId: `cs_test_told${tail}`, answeredAt: at })
    const intent = {
      id: `pi_told${tail}`,
      object: 'payment_intent',
      amount: Number(amount),
      amount_received: Number(amount),
      created: seconds(at),
      currency: 'cny',
      last_payment_error: null,
      latest_charge: `ch_told${tail}`,
      metadata: { order_id: orderId, attempt: '1' },
      status: 'succeeded',
    }
    await hear('payment_intent.succeeded', intent, (tx) => seeIntent(tx, intent as never))
    const fee = Math.round(intent.amount * 0.034) + 235
    const charge = {
      id: intent.latest_charge,
      object: 'charge',
      amount: intent.amount,
      payment_intent: intent,
      payment_method_details: { type: method },
      status: 'succeeded',
      balance_transaction: movement(`txn_told${tail}`, 'charge', intent.latest_charge, intent.amount, fee),
    }
    await hear('charge.updated', charge, (tx) => seeCharge(tx, charge as never))
    whenPaid(orderId, at)
    story.plan(later(at, 3, 9), async () => {
      await story.as(null)
      await freeAvailable(db)
    })
    await end(endings[n]!, { orderId, intent, tail, vendor: payer.vendor })
  }

  type Paid = { orderId: string; intent: { id: string; amount: number }; tail: string; vendor: string }

  async function end(ending: Ending, paid: Paid) {
    if (ending === 'refunded') return planRefund(paid)
    if (ending === 'disputed') story.plan(clock.past(2, 10.3), () => dispute(paid))
  }

  /** The vendor agrees at once that a tenth was too much; two officers send it back the way it came, before any invoice. */
  function planRefund({ orderId, vendor, tail, intent }: Paid) {
    const amount = BigInt(intent.amount) / 10n
    let id = ''
    const asked = minutesAfter(story.moment(), 40)
    story.plan(asked, async () => {
      await story.as(vendor)
      const line = await db
        .selectFrom('orderLines')
        .select('id')
        .where('orderId', '=', orderId)
        .orderBy('no')
        .executeTakeFirstOrThrow()
      const [refundId] = await requestRefund(db, {
        orderId,
        cause: 'consent',
        lines: [{ lineId: line.id, quantity: 0, amount }],
      })
      id = refundId!
    })
    story.plan(minutesAfter(asked, 60), async () => prepareRefund(db, await story.as('officer2'), id, null))
    story.plan(minutesAfter(asked, 150), async () => approveRefund(db, await story.as('officer'), id))
    story.plan(minutesAfter(asked, 151), () => {
      const refund = {
        id: `re_told${tail}`,
        object: 'refund',
        amount: Number(amount),
        metadata: { refund_id: id, no: '1' },
        status: 'succeeded',
        balance_transaction: movement(`txn_told${tail}r`, 'refund', `re_told${tail}`, -Number(amount)),
      }
      return hear('refund.created', refund, (tx) => seeRefund(tx, refund as never))
    })
  }

  /** The payer's bank has taken the money back and waits for an answer. */
  function dispute({ intent, tail }: Paid) {
    const told = {
      id: `du_told${tail}`,
      object: 'dispute',
      amount: intent.amount,
      currency: 'cny',
      payment_intent: intent.id,
      reason: 'product_not_received',
      status: 'needs_response',
      evidence_details: { due_by: seconds(story.moment()) + 7 * 86_400 },
      balance_transactions: [
        movement(`txn_told${tail}d`, 'adjustment', `du_told${tail}`, -intent.amount, 10_000),
      ],
    }
    return hear('charge.dispute.created', told, (tx) => seeDispute(tx, told as never))
  }

  return { takes, pay }
}
