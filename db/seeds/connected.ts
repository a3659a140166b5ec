import { checkPayee } from '../../app/payments/payouts/payee.server.ts'
import { approvePayout } from '../../app/payments/payouts/payout.server.ts'
import { listPayable } from '../../app/payments/payouts/queries.server.ts'
import { seeDispute } from '../../app/payments/stripe/chargebacks.server.ts'
import { reviewFraudWarning, seeFraudWarning } from '../../app/payments/stripe/fraud.server.ts'
import { intendAccount, seeAccount } from '../../app/payments/transfers/accounts.server.ts'
import { prepareTransfers } from '../../app/payments/transfers/prepare.server.ts'
import { seeTransfer } from '../../app/payments/transfers/sending.server.ts'
import { whyNotPayByTransfer } from '../../app/payments/transfers/transferring.ts'
import { orgId } from './people.ts'
import { seconds, stripeOf } from './stripe.ts'
import { minutesAfter, type Timeline } from './timeline.ts'

const vendor = 'anxun'
const account = 'acct_toldanxun'

/**
 * A vendor with an account at the provider is paid by transfer for what was paid online; of one order the payer's bank
 * wins a part back, and as much is taken back from the vendor. Another vendor's account still lacks information.
 */
export function planConnected(story: Timeline) {
  const { db, clock } = story
  const { past } = clock
  const { hear, movement } = stripeOf(story)

  planAccount(vendor, account, 24, 'active')
  planAccount('yunfan', 'acct_toldyunfan', 5, 'restricted')
  planChecks()
  story.plan(past(7, 14), pay)

  function planAccount(key: string, id: string, back: number, capability: 'active' | 'restricted') {
    story.plan(past(back, 10), async () => {
      const rep = await story.as(`${key}Rep`)
      await intendAccount(db, rep, { country: key === vendor ? 'HK' : 'SG' }, true)
    })
    const tell = (at: Date, status: string) =>
      story.plan(at, () => {
        const told = { account: accountAs(key, id, status) as never, at: story.moment() }
        return hear('account.updated', { id }, (tx) => seeAccount(tx, told), status)
      })
    tell(minutesAfter(past(back, 10), 1), 'restricted')
    if (capability === 'active') tell(past(back - 1, 16), 'active')
  }

  const accountAs = (key: string, id: string, status: string) => ({
    id,
    metadata: { org_id: orgId(key) },
    defaults: { currency: 'cny' },
    configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { status } } } } },
    requirements: {
      entries:
        status === 'restricted'
          ? [
              { description: 'identity.business_details.registered_name' },
              { description: 'identity.individual.given_name' },
            ]
          : [],
    },
  })

  function planChecks() {
    const check = (at: Date, by: string) =>
      story.plan(at, async () => {
        const { id } = await db
          .selectFrom('payeeAccounts')
          .select('id')
          .where('vendorId', '=', orgId(vendor))
          .where('rail', '=', 'stripe_transfer')
          .executeTakeFirstOrThrow()
        await checkPayee(db, await story.as(by), id, true)
      })
    check(past(22, 11), 'officer2')
    check(past(21, 11), 'officer')
  }

  /** Everything of the vendor that came online and is due goes out; what was not enough for goes by bank as ever. */
  async function pay() {
    const officer = await story.as('officer2')
    const due = (await listPayable(db)).filter(
      (order) =>
        order.vendorId === orgId(vendor) && whyNotPayByTransfer(order, { on: true }, story.moment()) === null,
    )
    if (due.length === 0) return
    const orderIds = due.map(({ orderId }) => orderId)
    const ids = await prepareTransfers(db, officer, orderIds, true)
    const agreed = minutesAfter(story.moment(), 75)
    for (const [at, id] of ids.entries()) {
      story.plan(minutesAfter(agreed, at), async () => approvePayout(db, await story.as('officer'), id))
      story.plan(minutesAfter(agreed, at + 10), () => transferred(id))
    }
    story.plan(past(6, 8.2), () => warn(ids[0]!))
    story.plan(past(5, 10.7), review)
    story.plan(past(4, 9.6), () => dispute(ids[0]!, 'needs_response'))
    story.plan(past(1, 9.1), () => dispute(ids[0]!, 'lost'))
    story.plan(past(1, 9.3), () => takeBack(ids[0]!))
  }

  const payoutOf = (id: string) =>
    db
      .selectFrom('payouts')
      .innerJoin('payoutParts', 'payoutParts.payoutId', 'payouts.id')
      .innerJoin('payments', 'payments.id', 'payoutParts.paymentId')
      .select(['payouts.amount', 'payments.externalId as intent', 'payments.amount as paid'])
      .where('payouts.id', '=', id)
      .executeTakeFirstOrThrow()

  const tail = (id: string) => id.replaceAll('-', '').slice(-16)

  async function transferAs(id: string) {
    const amount = Number((await payoutOf(id)).amount)
    const transfer = `tr_told${tail(id)}`
    return {
      id: transfer,
      object: 'transfer',
      amount,
      currency: 'cny',
      destination: account,
      metadata: { payout_id: id },
      balance_transaction: movement(`txn_told${tail(id)}t`, 'transfer', transfer, -amount),
    }
  }

  async function transferred(id: string) {
    const transfer = await transferAs(id)
    await hear('transfer.created', transfer, (tx) =>
      seeTransfer(tx, { transfer: transfer as never, reversals: [] }),
    )
  }

  /** Before that its card network had its doubts; the buyer was called and knew of the payment. */
  async function warn(id: string) {
    const { intent } = await payoutOf(id)
    const warning = {
      id: `issfr_told${tail(id)}`,
      object: 'radar.early_fraud_warning',
      actionable: true,
      created: seconds(story.moment()),
      fraud_type: 'unauthorized_use_of_card',
      payment_intent: intent,
    }
    await hear('radar.early_fraud_warning.created', warning, (tx) => seeFraudWarning(tx, warning as never))
  }

  async function review() {
    const { id } = await db.selectFrom('fraudWarnings').select('id').executeTakeFirstOrThrow()
    const officer = await story.as('officer2')
    await reviewFraudWarning(db, officer, id, '已电话联系采购人，确认是本单位用公务卡支付。')
  }

  /** A fifth of the payment: the payer says that some of it never came. */
  async function dispute(id: string, status: 'needs_response' | 'lost') {
    const { intent, paid } = await payoutOf(id)
    const amount = Math.round(Number(paid) / 5)
    const told = {
      id: `du_told${tail(id)}`,
      object: 'dispute',
      amount,
      currency: 'cny',
      payment_intent: intent,
      reason: 'product_not_received',
      status,
      evidence_details: { due_by: seconds(story.moment()) + 7 * 86_400 },
      balance_transactions: [
        movement(`txn_told${tail(id)}d`, 'adjustment', `du_told${tail(id)}`, -amount, 10_000),
      ],
    }
    const type = status === 'lost' ? 'charge.dispute.closed' : 'charge.dispute.created'
    await hear(type, told, (tx) => seeDispute(tx, told as never))
  }

  async function takeBack(id: string) {
    const asked = await db
      .selectFrom('transferReversals')
      .select(['id', 'amount'])
      .where('payoutId', '=', id)
      .where('state', '=', 'asked')
      .execute()
    const transfer = await transferAs(id)
    const reversals = asked.map((reversal) => {
      const own = `trr_told${tail(reversal.id)}`
      const amount = Number(reversal.amount)
      return {
        id: own,
        object: 'transfer_reversal',
        amount,
        currency: 'cny',
        transfer: transfer.id,
        metadata: { reversal_id: reversal.id },
        balance_transaction: movement(`txn_told${tail(reversal.id)}v`, 'transfer_refund', own, amount),
      }
    })
    await hear('transfer.reversed', transfer, (tx) =>
      seeTransfer(tx, { transfer: transfer as never, reversals: reversals as never }),
    )
  }
}
