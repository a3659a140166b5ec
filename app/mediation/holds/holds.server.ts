import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { findHoldable, placeHold, releaseHold } from '~/payments/hold.server'
import { findRules } from '../deadlines.server'
import { holdEnd } from './holding'

type Tx = Kysely<Database>

/**
 * Takes the disputed money out of reach of payouts in the transaction that files the case: of each line the claimed
 * amount, or what of it is still there. Nothing left to hold is written down, so that the page can name the way that
 * remains.
 */
export async function placeProvisional(tx: Tx, caseId: string, from: Date) {
  const lines = await listClaimed(tx, caseId)
  if (lines.length === 0) return
  const endsAt = holdEnd(from, await findRules(tx, caseId), await loadCalendar(tx))
  for (const { lineId, claimed } of lines) {
    const holdable = await findHoldable(tx, lineId)
    const amount = claimed < holdable ? claimed : holdable
    const held = amount > 0n ? await placeHold(tx, { caseId, lineId, amount, endsAt }) : null
    await tx
      .insertInto('holdRequests')
      .values({
        caseId,
        orderLineId: lineId,
        amount: held ? amount : claimed,
        state: held ? 'provisional' : 'impossible',
        holdId: held,
        endsAt,
      })
      .onConflict((conflict) => conflict.columns(['caseId', 'orderLineId']).doNothing())
      .execute()
  }
}

/** What filing would hold now, fen. */
export async function findHoldPreview(db: Tx, caseId: string): Promise<bigint> {
  let sum = 0n
  for (const { lineId, claimed } of await listClaimed(db, caseId)) {
    const holdable = await findHoldable(db, lineId)
    sum += claimed < holdable ? claimed : holdable
  }
  return sum
}

/** Money that the claimant, as the buyer, claims back of each order line. */
async function listClaimed(tx: Tx, caseId: string) {
  return tx
    .selectFrom('objections')
    .innerJoin('cases', 'cases.id', 'objections.caseId')
    .innerJoin('orderLines', 'orderLines.id', 'objections.subjectId')
    .innerJoin('orders', (join) =>
      join
        .onRef('orders.id', '=', 'orderLines.orderId')
        .onRef('orders.enterpriseId', '=', 'cases.claimantId'),
    )
    .where('objections.caseId', '=', caseId)
    .where('objections.subjectKind', '=', 'order_line')
    .where('objections.state', '=', 'open')
    .groupBy('orderLines.id')
    .having(sql<boolean>`sum(objections.amount) > 0`)
    .select(['orderLines.id as lineId', sql<bigint>`sum(objections.amount)::bigint`.as('claimed')])
    .orderBy('orderLines.id')
    .execute()
}

/** Gives back what a case still holds; changes nothing when nothing is held. */
export async function endHolds(tx: Tx, caseId: string) {
  const held = await tx
    .selectFrom('holdRequests')
    .select('orderLineId as lineId')
    .where('caseId', '=', caseId)
    .where('state', 'in', ['provisional', 'granted'])
    .execute()
  for (const { lineId } of held) await releaseHold(tx, { caseId, lineId })
  await tx
    .updateTable('holdRequests')
    .set({ state: 'released' })
    .where('caseId', '=', caseId)
    .where('state', 'in', ['provisional', 'granted'])
    .execute()
}
