import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { evidenceOf, whyNotAnswer } from './answering'
import { seeDispute } from './chargebacks.server'
import type { StripeRail } from './rail.server'
import { tellUnlessAway } from './refunds.server'

type Db = Kysely<Database>

/**
 * Writes down what the payer's bank is told, or (`statement` null) that we give in; the worker sends it, and neither
 * can be taken back. Refuses: already-moved, already-answered, answer-too-late.
 */
export async function answerChargeback(tx: Db, actor: Actor, chargebackId: string, statement: string | null) {
  const chargeback = await tx
    .selectFrom('chargebacks')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('id', '=', chargebackId)
    .forUpdate()
    .executeTakeFirst()
  if (!chargeback) return refuse('already-moved')
  refuseIf(whyNotAnswer(chargeback, chargeback.now))
  const order = chargeback.orderId
    ? await tx
        .selectFrom('orders')
        .select(['number', 'contractHash', 'confirmedAt', 'deliveredAt', 'acceptedAt'])
        .where('id', '=', chargeback.orderId)
        .executeTakeFirstOrThrow()
    : null
  await tx
    .updateTable('chargebacks')
    .set({
      answer: statement === null ? null : evidenceOf(order, statement),
      answeredBy: actor.personId,
      answeredAt: chargeback.now,
    })
    .where('id', '=', chargebackId)
    .execute()
  await record(tx, 'chargeback.answered', chargebackId, {
    chargeback: chargebackId,
    order: chargeback.orderId,
    concedes: statement === null,
  })
}

type Answer = { id: string; disputeId: string; answer: string | null }

/** Sends what officers have decided, each once; how things stand then is taken in. */
export async function sendAnswers(db: Db, rail: StripeRail) {
  const due = await db
    .selectFrom('chargebacks')
    .select(['id', 'disputeId', 'answer'])
    .where('answeredAt', 'is not', null)
    .where('sentAt', 'is', null)
    .limit(20)
    .execute()
  for (const answer of due) await sendAnswer(db, rail, answer).catch(tellUnlessAway)
}

async function sendAnswer(db: Db, { stripe }: StripeRail, { id, disputeId, answer }: Answer) {
  const key = { idempotencyKey: `${disputeId}:${answer === null ? 'close' : 'answer'}` }
  const asked =
    answer === null
      ? stripe.disputes.close(disputeId, {}, key)
      : stripe.disputes.update(disputeId, { evidence: { uncategorized_text: answer }, submit: true }, key)
  // What cannot be answered any more was decided meanwhile: how is asked.
  const dispute = await asked.catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return stripe.disputes.retrieve(disputeId)
    throw error
  })
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('chargebacks')
      .set({ sentAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .execute()
    await seeDispute(tx, dispute)
  })
}
