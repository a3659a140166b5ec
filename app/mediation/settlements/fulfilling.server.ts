import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { otherSide, sideIn } from '../channels/kinds'
import { beginPeriod } from '../deadlines.server'
import { moveCase, recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { check, type Fact, hasTurnedIntoPay, isConfirmable, nextOf, owedBy } from './checking'
import { turn } from './falling-back.server'

type Tx = Kysely<Database>

export const listObligations = (db: Tx, caseId: string) =>
  db
    .selectFrom('obligations')
    .innerJoin('settlements', 'settlements.id', 'obligations.settlementId')
    .where('obligations.caseId', '=', caseId)
    .where('settlements.state', '=', 'signed')
    .selectAll('obligations')
    .orderBy('obligations.no')
    .execute()

/**
 * The clock looks at what a settlement has promised: facts meet obligations, a day gone by makes them late, and the
 * case moves on when all are met. A fact counts for one obligation alone. Changes nothing for a case at another stage.
 */
export async function checkCase(tx: Tx, caseId: string, now: Date, rule: string | null = null) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (its?.state !== 'fulfillment' && its?.state !== 'cure') return
  for (const obligation of await listObligations(tx, caseId))
    if (obligation.state === 'open' || obligation.state === 'late') await checkOne(tx, obligation, now)
  await goOn(tx, caseId, rule)
}

/** Facts that have vanished (a license revoked, a refund that came back) open their obligation again, until the case closes. */
export async function reopenObligation(tx: Tx, factId: string, now: Date) {
  const gone = await tx
    .selectFrom('obligationCredits')
    .innerJoin('cases', 'cases.id', 'obligationCredits.caseId')
    .where('factId', '=', factId)
    .where('cases.state', 'in', ['fulfillment', 'cure'])
    .select(['obligationId', 'obligationCredits.caseId'])
    .execute()
  for (const { obligationId, caseId } of gone) {
    await tx.deleteFrom('obligationCredits').where('obligationId', '=', obligationId).execute()
    await tx
      .updateTable('obligations')
      .set({ state: 'open', answer: 'not_yet', metAt: null, metEventId: null })
      .where('id', '=', obligationId)
      .where('state', '=', 'met')
      .execute()
    await recordOfCase(tx, 'obligation.reopened', caseId, { obligation: obligationId })
    await checkCase(tx, caseId, now)
  }
}

/** The one to whom it was owed says that a promise was kept which no record can show. Refuses: not-your-move, checked-by-facts, already-moved. */
export async function confirmObligation(tx: Tx, _: Actor, caseId: string, obligationId: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const obligation =
    (await listObligations(tx, caseId)).find(({ id }) => id === obligationId) ?? refuse('already-moved')
  const side = sideIn(its.roles) ?? refuse('not-your-move')
  refuseIf(obligation.debtorSide === otherSide(side) ? null : 'not-your-move')
  refuseIf(isConfirmable(obligation) || hasTurnedIntoPay(obligation) ? null : 'checked-by-facts')
  await meet(tx, obligation, [])
}

export type Obligation = Awaited<ReturnType<typeof listObligations>>[number]

async function checkOne(tx: Tx, obligation: Obligation, now: Date) {
  const owed = owedBy(obligation)
  const { answer, used } = check({ kind: obligation.kind, owed, facts: await listFacts(tx, obligation.id) })
  if (answer === 'met') return meet(tx, obligation, used)
  await tx.updateTable('obligations').set({ answer }).where('id', '=', obligation.id).execute()
  if (answer === 'cannot_tell') return askRegistrar(tx, obligation, now)
  if (obligation.state !== 'open') return
  const late = await tx
    .updateTable('obligations')
    .set({ state: 'late' })
    .where('id', '=', obligation.id)
    .where('state', '=', 'open')
    .where(sql<boolean>`due_on < shanghai_day()`)
    .returning('id')
    .executeTakeFirst()
  if (!late) return
  await recordOfCase(tx, 'obligation.late', obligation.caseId, { obligation: obligation.id })
  await turn(tx, { obligationId: obligation.id, caseId: obligation.caseId })
}

/** What nobody can see from here is no breach by the clock: past its day, the registrar looks at it. */
async function askRegistrar(tx: Tx, { caseId, dueOn }: Obligation, now: Date) {
  if (dueOn >= dayOf(now)) return
  await beginPeriod(tx, caseId, 'cannot_tell', now)
}

/** The time to put things right is over: what is late is broken. */
export async function breach(tx: Tx, caseId: string) {
  await tx
    .updateTable('obligations')
    .set({ state: 'breached' })
    .where('caseId', '=', caseId)
    .where('state', '=', 'late')
    .execute()
  await recordOfCase(tx, 'settlement.breached', caseId, {})
}

async function meet(tx: Tx, { id, caseId }: Obligation, used: readonly Fact[]) {
  if (used.length > 0)
    await tx
      .insertInto('obligationCredits')
      .values(
        used.map((fact) => ({
          obligationId: id,
          caseId,
          factKind: fact.kind as 'entitlement',
          factId: fact.id,
          quantity: fact.much > 2_000_000_000n ? 1 : Number(fact.much),
        })),
      )
      .execute()
  const event = await recordOfCase(tx, 'obligation.met', caseId, { obligation: id })
  const met = await tx
    .updateTable('obligations')
    .set({ state: 'met', answer: 'met', metEventId: event, metAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('state', 'in', ['open', 'late'])
    .returning('id')
    .executeTakeFirst()
  refuseIf(met ? null : 'already-moved')
}

async function goOn(tx: Tx, caseId: string, rule: string | null) {
  const { state } = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (state !== 'fulfillment' && state !== 'cure') return
  const states = (await listObligations(tx, caseId)).map((one) => one.state)
  const move = nextOf(state, states)
  if (!move) return
  await moveCase(tx, caseId, move, { rule })
  if (move === 'fulfill') await recordOfCase(tx, 'settlement.fulfilled', caseId, {})
  else await goOn(tx, caseId, rule)
}

/** What the house knows that could meet this obligation and met no other; null where it cannot know. */
async function listFacts(tx: Tx, obligationId: string): Promise<Fact[] | null> {
  const { rows } = await sql<{ facts: { kind: string; id: string; much: string }[] | null }>`
    select obligation_facts(${obligationId}::uuid) as facts`.execute(tx)
  return rows[0]!.facts?.map((fact) => ({ ...fact, much: BigInt(fact.much) })) ?? null
}
