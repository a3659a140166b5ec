import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { tellExpired } from './bodies/expiring.server'
import { deadlineRules, type DeadlineKey, type Expiry } from './deadlines'
import { destroyNotes, eraseCase, purgeDraft } from './erasing.server'
import { findRules, leavePeriod } from './deadlines.server'
import { matterMoves } from './matters/clock.server'
import { caseLifecycle, type CaseMove } from './lifecycle'
import { warnLimitations } from './limitation/limitation.server'
import { moveCase, recordOfCase } from './moves.server'
import { recountPeriods } from './recounting.server'
import { remindDue } from './reminding.server'
import { breach, checkCase } from './settlements/fulfilling.server'
import { tellBody } from './telling.server'
import { ruleOfPeriod } from './quoted-rule'
import { freezeFigures } from './statistics/freezing.server'

type Tx = Kysely<Database>

/** What this room does without being asked, each at its deadline by the database's clock. */
export const clockMoves = [
  // Before periods end: what the calendar lengthens is not over.
  { name: 'mediation.recount', run: recountPeriods },
  { name: 'mediation.expire', run: expire },
  { name: 'mediation.offers', run: expireOffers },
  { name: 'mediation.obligations', run: checkDue },
  { name: 'mediation.remind', run: remindDue },
  { name: 'mediation.limitation', run: warnLimitations },
  { name: 'mediation.licenses', run: tellExpired },
  { name: 'mediation.figures', run: freezeFigures },
  ...matterMoves,
]

/** Periods that are over: each fires once, late rather than never, and says by which rule. */
async function expire(tx: Tx, now: Date) {
  const over = await tx
    .selectFrom('deadlines')
    .innerJoin('cases', 'cases.id', 'deadlines.caseId')
    .where('deadlines.state', '=', 'running')
    .where('deadlines.dueAt', '<=', now)
    .select([
      'deadlines.id',
      'deadlines.key',
      'deadlines.caseId',
      'deadlines.rulesVersion',
      'deadlines.dueAt',
    ])
    .orderBy('deadlines.dueAt')
    .limit(100)
    .forUpdate(['deadlines', 'cases'])
    .skipLocked()
    .execute()
  for (const period of over) await expireOne(tx, period)
}

type Period = { id: string; key: string; caseId: string; rulesVersion: number; dueAt: Date }

async function expireOne(tx: Tx, period: Period) {
  const key = period.key as DeadlineKey
  const { amount, unit, onExpiry } = (await findRules(tx, period.caseId))[key] ?? deadlineRules[key]
  const fired = await leavePeriod(tx, period.id)
  if (!fired) return
  const rule = ruleOfPeriod({ key, amount, unit, version: period.rulesVersion, dueAt: period.dueAt })
  await happen(tx, period.caseId, onExpiry, rule)
}

async function happen(tx: Tx, caseId: string, what: Expiry, rule: string) {
  if (what === 'close_window') return
  if (what === 'purge') return purgeDraft(tx, caseId)
  if (what === 'erase') return rule.startsWith('notes') ? destroyNotes(tx, caseId) : eraseCase(tx, caseId)
  const its = await tx
    .selectFrom('cases')
    .select(['id', 'number', 'bodyId', 'state', 'previousState', 'closeReason'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  if (what === 'task')
    return tellBody(tx, its, await recordOfCase(tx, 'case.deadline_missed', caseId, {}, rule))
  const move = fitting(what, its)
  if ((caseLifecycle.moves[move].from as readonly string[]).includes(its.state))
    await moveCase(tx, caseId, move, { rule })
  if (move === 'breach') await breach(tx, caseId)
}

type Standing = { previousState: string | null; closeReason: string | null }

// A text goes back to where it was agreed; a guest's refusal stands once nobody of the organization has said otherwise.
function fitting(move: CaseMove, { previousState, closeReason }: Standing): CaseMove {
  if (move === 'back_to_mediation' && previousState === 'negotiation') return 'back_to_negotiation'
  if (move === 'lapse' && closeReason !== null) return 'decline'
  return move
}

/** Offers and proposals whose time is over can no longer be accepted; this only makes it visible. */
async function expireOffers(tx: Tx, now: Date) {
  await tx
    .updateTable('offers')
    .set({ state: 'expired' })
    .where('state', '=', 'open')
    .where('expiresAt', '<=', now)
    .execute()
  await tx
    .updateTable('proposals')
    .set({ state: 'expired' })
    .where('state', '=', 'open')
    .where('expiresAt', '<=', now)
    .execute()
}

/** Obligations whose day has gone by are looked at on the next one. */
async function checkDue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('obligations')
    .innerJoin('cases', 'cases.id', 'obligations.caseId')
    .where('obligations.state', '=', 'open')
    .where('cases.state', '=', 'fulfillment')
    .where(sql<boolean>`obligations.due_on < shanghai_day()`)
    .where('obligations.answer', '<>', 'cannot_tell')
    .select('obligations.caseId')
    .distinct()
    .limit(50)
    .execute()
  for (const { caseId } of due) await checkCase(tx, caseId, now, 'obligation due')
}
