import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { uuidForm } from '~/kernel/fields'
import { post } from '../ledger/post.server'
import { refundPaid, refundReturned } from '../ledger/postings'
import { type LockedRefund, lockRefund, moveRefund, refundSucceeded } from '../refunds/refund.server'
import { answerCall, askOnce } from './calls.server'
import { mayGiveBack } from './inquiries.server'
import type { StripeRail } from './rail.server'
import type { Parked } from './seeing.server'
import { keepTransaction } from './transactions.server'

type Db = Kysely<Database>
type Due = { id: string; amount: bigint; intentId: string; no: number }

const now = () => sql<Date>`clock_timestamp()`

/** Refunds that two persons have agreed to and that go back by Stripe, each asked for once. */
export async function sendRefunds(db: Db, rail: StripeRail): Promise<number> {
  const due = await listDue(db)
  for (const refund of due) await sendOne(db, rail, refund).catch(tellUnlessAway)
  return due.length
}

/**
 * One that was tried lately waits, as does one whose vendor still has the money; one that came back and was agreed to
 * again is another call.
 */
async function listDue(db: Db): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select r.id, r.amount, coalesce(max(c.no) filter (where c.answered_at is null), coalesce(max(c.no), 0) + 1)::int as no,
      came.external_id as intent_id
    from refunds r join payments p on p.id = r.payment_id join payments came on came.id = coalesce(p.source_id, p.id)
    left join stripe_calls c on c.purpose = 'refund' and c.subject_id = r.id
    where r.state = 'approved' and r.rail = 'stripe' and not r.suspended
      and not exists (select from transfer_reversals v where v.cause_id = r.id and v.state = 'asked')
    group by r.id, came.external_id
    having coalesce(max(c.tried_at) filter (where c.answered_at is null) < clock_timestamp() - interval '30 seconds', true)
    order by r.id limit 20`.execute(db)
  return rows
}

async function sendOne(db: Db, rail: StripeRail, { id, amount, intentId, no }: Due) {
  if (!(await mayGiveBack(db, rail, intentId))) return
  const { stripe } = rail
  const marks = { refund_id: id, no: String(no) }
  const key = no === 1 ? `refund_${id}` : `refund_${id}:${no}`
  const call = { key, purpose: 'refund' as const, subjectId: id, no, amount, source: intentId }
  try {
    const refund = await askOnce(db, call, {
      send: (idempotencyKey) =>
        stripe.refunds.create(
          {
            payment_intent: intentId,
            amount: Number(amount),
            reason: 'requested_by_customer',
            metadata: marks,
          },
          { idempotencyKey },
        ),
      lookUp: async () => {
        for await (const made of stripe.refunds.list({ payment_intent: intentId, limit: 100 }))
          if (made.metadata?.refund_id === id && made.metadata.no === marks.no) return made
        return undefined
      },
    })
    await db.transaction().execute((tx) => seeRefund(tx, refund))
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    await db.transaction().execute((tx) => refuseByStripe(tx, { id, no }, error.code ?? 'refused'))
  }
}

/** What Stripe will not carry out waits for the office again. */
async function refuseByStripe(tx: Db, { id, no }: { id: string; no: number }, failure: string) {
  const refund = await lockRefund(tx, id)
  await answerCall(tx, { purpose: 'refund', subjectId: id, no }, { failure })
  if (refund.state !== 'approved') return
  await moveRefund(tx, id, 'send', { sentAt: now() })
  await fail(tx, refund, failure)
}

/** Takes a refund as it is at Stripe; of one that was sent again only the latest counts. */
export async function seeRefund(tx: Db, made: Stripe.Refund): Promise<Parked | null> {
  const { refund_id: id = '', no = '1' } = made.metadata ?? {}
  const known =
    uuidForm.test(id) && (await tx.selectFrom('refunds').select('id').where('id', '=', id).executeTakeFirst())
  if (!known) return 'refund-unknown'
  const refund = await lockRefund(tx, id)
  await answerCall(tx, { purpose: 'refund', subjectId: id, no: Number(no) }, { externalId: made.id })
  if (typeof made.balance_transaction === 'object' && made.balance_transaction)
    await keepTransaction(tx, made.balance_transaction, { paymentId: refund.paymentId })
  if (typeof made.failure_balance_transaction === 'object' && made.failure_balance_transaction)
    await keepTransaction(tx, made.failure_balance_transaction, { paymentId: refund.paymentId })
  if (await isOvertaken(tx, id, Number(no))) return null
  switch (made.status) {
    case 'succeeded':
      return paid(tx, refund, made.id)
    case 'failed':
    case 'canceled':
      return failed(tx, refund, made)
    case 'pending':
    case 'requires_action':
      return sent(tx, refund, made.id)
    default:
      return 'status-unknown'
  }
}

async function isOvertaken(tx: Db, refundId: string, no: number): Promise<boolean> {
  const later = await tx
    .selectFrom('stripeCalls')
    .select('no')
    .where('purpose', '=', 'refund')
    .where('subjectId', '=', refundId)
    .where('no', '>', no)
    .executeTakeFirst()
  return later !== undefined
}

async function sent(tx: Db, refund: LockedRefund, externalId: string) {
  if (refund.state !== 'approved') return null
  await moveRefund(tx, refund.id, 'send', { sentAt: now(), externalId })
  await record(tx, 'refund.sent', refund.id, { refund: refund.id }, { org: refund.enterpriseId })
  return null
}

async function paid(tx: Db, refund: LockedRefund, externalId: string) {
  await sent(tx, refund, externalId)
  if (refund.state !== 'approved' && refund.state !== 'sent') return null
  await moveRefund(tx, refund.id, 'pay', { paidAt: now() })
  await post(tx, refundPaid(refund.id, refund.amount, { pspId: externalId }), null, [
    { id: 'psp:available:CNY' },
  ])
  await refundSucceeded(tx, refund)
  return null
}

/** It did not arrive, or came back after it counted as done: owed again, and a task. */
async function failed(tx: Db, refund: LockedRefund, { id, failure_reason: reason }: Stripe.Refund) {
  await sent(tx, refund, id)
  if (refund.state === 'failed') return null
  if (refund.state === 'paid') await post(tx, refundReturned(refund.id, refund.amount, { pspId: id }), null)
  await fail(tx, refund, reason ?? 'failed')
  return null
}

async function fail(tx: Db, refund: LockedRefund, failure: string) {
  await moveRefund(tx, refund.id, 'fail', { failure })
  await record(tx, 'refund.failed', refund.id, { refund: refund.id }, { org: refund.enterpriseId })
}

/** Stripe out of reach is waited for; anything else is somebody's to look at. */
export function tellUnlessAway(error: unknown) {
  if (error instanceof Stripe.errors.StripeError)
    console.error(
      JSON.stringify({ level: 'warn', job: 'stripe', error: error.type, code: error.code ?? null }),
    )
  else throw error
}
