import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { seeDispute } from './chargebacks.server'
import type { StripeRail } from './rail.server'

/**
 * Whether a payment may be given back now: while a bank asks about it, Stripe is asked first whether it still may
 * (`is_charge_refundable`), since a refund beside a chargeback is money returned twice.
 */
export async function mayGiveBack(db: Kysely<Database>, { stripe }: StripeRail, intentId: string) {
  const asked = await db
    .selectFrom('chargebacks')
    .innerJoin('payments', 'payments.id', 'chargebacks.paymentId')
    .select('chargebacks.disputeId')
    .where('payments.rail', '=', 'stripe')
    .where('payments.externalId', '=', intentId)
    .where('chargebacks.state', 'in', ['warning', 'open'])
    .execute()
  for (const { disputeId } of asked) {
    const dispute = await stripe.disputes.retrieve(disputeId)
    await db.transaction().execute((tx) => seeDispute(tx, dispute))
    if (!dispute.is_charge_refundable) return false
  }
  return true
}
