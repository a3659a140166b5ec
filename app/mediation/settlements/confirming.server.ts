import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Day, dayOf } from '~/kernel/workdays'
import { sideIn } from '../channels/kinds'
import { recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { whyNotFiled } from './confirming'

type Db = Kysely<Database>

/** The thirty days in which both sides may apply to a court. */
export const findConfirmation = (db: Db, caseId: string) =>
  db
    .selectFrom('confirmations')
    .selectAll()
    .select(sql<boolean>`shanghai_day() > due_on`.as('isOver'))
    .where('caseId', '=', caseId)
    .executeTakeFirst()

/** A side agrees to ask a court for confirmation. Refuses: not-your-move, window-over. */
export async function agreeToApply(tx: Db, caseId: string) {
  const side = await sideOf(tx, caseId)
  const yes = side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt'
  const { numUpdatedRows } = await tx
    .updateTable('confirmations')
    .set({ [yes]: sql<Date>`coalesce(${sql.ref(yes)}, clock_timestamp())` })
    .where('caseId', '=', caseId)
    .where(sql<boolean>`shanghai_day() <= due_on`)
    .executeTakeFirst()
  refuseIf(numUpdatedRows > 0n ? null : 'window-over')
  await recordOfCase(tx, 'case.confirmation_agreed', caseId, { side })
}

/** A side notes on which day the joint application reached the court. Refuses: not-your-move, and as whyNotFiled. */
export async function noteFiling(tx: Db, caseId: string, on: Day, now: Date) {
  const side = await sideOf(tx, caseId)
  const its = await lock(tx, caseId)
  refuseIf(whyNotFiled(its, on, dayOf(now)), { field: 'filedOn' })
  await tx.updateTable('confirmations').set({ filedOn: on }).where('caseId', '=', caseId).execute()
  await recordOfCase(tx, 'case.confirmation_filed', caseId, { side })
}

/** A side notes what the court has decided, once. Refuses: not-your-move, not-filed, decided-before. */
export async function noteOutcome(tx: Db, caseId: string, outcome: 'confirmed' | 'refused' | 'withdrawn') {
  const side = await sideOf(tx, caseId)
  const its = await lock(tx, caseId)
  refuseIf(its.filedOn === null ? 'not-filed' : its.outcome !== null ? 'decided-before' : null)
  await tx.updateTable('confirmations').set({ outcome }).where('caseId', '=', caseId).execute()
  await recordOfCase(tx, 'case.confirmation_decided', caseId, { side, outcome })
}

async function sideOf(tx: Db, caseId: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  return sideIn(its.roles) ?? refuse('not-your-move')
}

async function lock(tx: Db, caseId: string) {
  const row = await tx
    .selectFrom('confirmations')
    .innerJoin('settlements', (join) =>
      join.onRef('settlements.caseId', '=', 'confirmations.caseId').on('settlements.state', '=', 'signed'),
    )
    .selectAll('confirmations')
    .select('settlements.effectiveOn')
    .where('confirmations.caseId', '=', caseId)
    .forUpdate('confirmations')
    .executeTakeFirst()
  if (!row) return refuse('not-now')
  return {
    ...row,
    effectiveOn: row.effectiveOn!,
    bothSaidYes: row.claimantYesAt !== null && row.respondentYesAt !== null,
  }
}
