import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import type { Parked } from './seeing.server'

type Tx = Kysely<Database>

const idOf = (thing: string | { id: string } | null | undefined) =>
  typeof thing === 'string' ? thing : (thing?.id ?? '')

/**
 * A card network suspects fraud before any dispute: no money moves, but what was paid for is not paid out to its vendor
 * before an officer has looked at it. Told again it only says whether anything can still be done.
 */
export async function seeFraudWarning(
  tx: Tx,
  warning: Stripe.Radar.EarlyFraudWarning,
): Promise<Parked | null> {
  const payment = await tx
    .selectFrom('payments')
    .leftJoin('orders', 'orders.id', 'payments.orderId')
    .select(['payments.id', 'payments.orderId', 'orders.number', 'payments.enterpriseId', 'orders.roundId'])
    .where('rail', '=', 'stripe')
    .where('externalId', '=', idOf(warning.payment_intent))
    .executeTakeFirst()
  if (!payment) return 'payment-unknown'
  const { rows } = await sql<{ id: string; fresh: boolean }>`
    insert into fraud_warnings (warning_id, payment_id, order_id, kind, actionable, warned_at)
    values (${warning.id}, ${payment.id}, ${payment.orderId}, ${warning.fraud_type}, ${warning.actionable},
      ${new Date(warning.created * 1000)})
    on conflict (warning_id) do update set actionable = fraud_warnings.actionable and excluded.actionable
    returning id, xmax = 0 as fresh`.execute(tx)
  const { id, fresh } = rows[0]!
  if (!fresh) return null
  const event = await record(
    tx,
    'fraud.warned',
    id,
    { warning: id, order: payment.orderId },
    { org: payment.enterpriseId, round: payment.roundId },
  )
  await notifyAgencies(tx, ['officer'], {
    kind: 'fraud.warned',
    href: '/office/chargebacks#warnings',
    facts: { number: payment.number ?? '' },
    event,
  })
  return null
}

/** An officer has looked at a warning and says what was found; the vendor may be paid again. Refuses: already-moved. */
export async function reviewFraudWarning(tx: Tx, actor: Actor, warningId: string, finding: string) {
  const reviewed = await tx
    .updateTable('fraudWarnings')
    .set({ finding, reviewedBy: actor.personId, reviewedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', warningId)
    .where('reviewedAt', 'is', null)
    .returning(['id', 'orderId'])
    .executeTakeFirst()
  if (!reviewed) return refuse('already-moved')
  await record(tx, 'fraud.reviewed', reviewed.id, { warning: reviewed.id, order: reviewed.orderId })
}

/** Warnings, those that nobody has looked at first. */
export const listFraudWarnings = (db: Tx, limit = 100) =>
  db
    .selectFrom('fraudWarnings')
    .innerJoin('payments', 'payments.id', 'fraudWarnings.paymentId')
    .innerJoin('organizations as payer', 'payer.id', 'payments.enterpriseId')
    .leftJoin('orders', 'orders.id', 'fraudWarnings.orderId')
    .leftJoin('persons', 'persons.id', 'fraudWarnings.reviewedBy')
    .selectAll('fraudWarnings')
    .select([
      'payments.amount',
      'payments.currency',
      'payer.name as payer',
      'payer.nameEn as payerEn',
      'orders.number',
      'persons.name as reviewer',
    ])
    .orderBy(sql`fraud_warnings.reviewed_at is not null`)
    .orderBy('fraudWarnings.warnedAt', 'desc')
    .limit(limit)
    .execute()

export type ListedWarning = Awaited<ReturnType<typeof listFraudWarnings>>[number]
