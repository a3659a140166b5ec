import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { isMethod } from '../stripe/offering'

/** Of a payout by transfer: the online payment that it came by and its fee, the account, and what was taken back. */
export async function findTransferOf(db: Kysely<Database>, payoutId: string) {
  const payout = await db
    .selectFrom('payouts')
    .innerJoin('payoutParts', 'payoutParts.payoutId', 'payouts.id')
    .innerJoin('payments', 'payments.id', 'payoutParts.paymentId')
    .innerJoin('payments as came', (join) =>
      join.on('came.id', '=', (its) => its.fn.coalesce('payments.sourceId', 'payments.id')),
    )
    .leftJoin('checkoutAttempts', 'checkoutAttempts.intentId', 'came.externalId')
    .leftJoin('payeeAccounts', 'payeeAccounts.id', 'payouts.payeeAccountId')
    .leftJoin('pspTransactions', (join) =>
      join
        .onRef('pspTransactions.paymentId', '=', 'came.id')
        .on('pspTransactions.type', 'in', ['charge', 'payment']),
    )
    .select([
      'payouts.externalId',
      'payouts.currency',
      'payments.amount as paid',
      'payments.method',
      'checkoutAttempts.chargeId',
      'pspTransactions.fee',
      'payeeAccounts.number as destination',
    ])
    .where('payouts.id', '=', payoutId)
    .where('payouts.rail', '=', 'stripe_transfer')
    .executeTakeFirst()
  if (!payout) return null
  const reversals = await db
    .selectFrom('transferReversals')
    .select(['id', 'cause', 'causeId', 'state', 'amount', 'failure', 'askedAt', 'endedAt'])
    .where('payoutId', '=', payoutId)
    .orderBy('id')
    .execute()
  return { ...payout, method: isMethod(payout.method) ? payout.method : null, reversals }
}

export type TransferOf = NonNullable<Awaited<ReturnType<typeof findTransferOf>>>
