import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addDays, dayOf, startOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { sideIn } from '../channels/kinds'
import { mediationEnd } from '../deadlines'
import { beginPeriod, findPeriod, findRules } from '../deadlines.server'
import { moveCase, recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { tellSeats } from '../telling.server'
import type { PauseDeed } from './form'
import { whyNotPause } from './pausing'

type Tx = Kysely<Database>

/** A case in mediation, with the pause that is proposed. */
export async function readPause(db: Tx, caseId: string) {
  const its = await findCase(db, caseId)
  const side = its && sideIn(its.roles)
  if (its?.state !== 'mediation') return undefined
  if (!side && !its.roles.includes('registrar') && !its.roles.includes('mediator')) return undefined
  return {
    its: { id: its.id, number: its.number, roles: its.roles },
    title: its.number,
    side: side ?? null,
    asked: (await findAsked(db, caseId)) ?? null,
    extends: its.roles.includes('mediator') && (await findPeriod(db, caseId, 'length')) !== undefined,
  }
}

/** One of the deeds around a pause; the rules behind each refuse. Answers what was done. */
export async function doPauseDeed(tx: Tx, actor: Actor, caseId: string, deed: PauseDeed, now: Date) {
  const { side, its } = (await readPause(tx, caseId)) ?? refuse('not-now')
  switch (deed.move) {
    case 'ask':
      return side
        ? askPause(tx, actor, caseId, side, deed, now)
        : courtPause(tx, actor, caseId, its.roles, deed, now)
    case 'extend':
      return extendLength(tx, caseId, deed.reason, now)
    default:
      return answerPause(tx, actor, caseId, side ?? refuse('not-your-move'), deed.move === 'agree')
  }
}

type Wish = { until: string; reason: string }

/** A side proposes a pause; the other has to agree. Refuses: pause-past, pause-too-long, pause-asked. */
async function askPause(
  tx: Tx,
  actor: Actor,
  caseId: string,
  side: 'claimant' | 'respondent',
  wish: Wish,
  now: Date,
) {
  refuseIf(whyNotPause(wish.until, dayOf(now)), { field: 'until' })
  refuseIf((await findAsked(tx, caseId)) ? 'pause-asked' : null)
  await insertPause(tx, actor, caseId, side, wish)
  const event = await recordOfCase(tx, 'case.pause_asked', caseId, { side })
  await tellSeats(tx, (await findCase(tx, caseId))!, ['claimant', 'respondent', 'mediator'], event, '/pause')
  return 'pause-asked'
}

/** The registrar enters a court's order. Refuses: not-your-move, pause-past, pause-too-long. */
async function courtPause(
  tx: Tx,
  actor: Actor,
  caseId: string,
  roles: readonly string[],
  wish: Wish,
  now: Date,
) {
  refuseIf(roles.includes('registrar') ? null : 'not-your-move')
  refuseIf(whyNotPause(wish.until, dayOf(now)), { field: 'until' })
  await tx
    .updateTable('casePauses')
    .set({ declinedAt: sql<Date>`clock_timestamp()` })
    .where('caseId', '=', caseId)
    .where('agreedAt', 'is', null)
    .where('declinedAt', 'is', null)
    .execute()
  await insertPause(tx, actor, caseId, 'court', wish)
  return begin(tx, actor, caseId)
}

/** The other side answers the proposal. Refuses: not-now, not-your-move. */
async function answerPause(tx: Tx, actor: Actor, caseId: string, side: string, agrees: boolean) {
  const asked = (await findAsked(tx, caseId)) ?? refuse('not-now')
  refuseIf(asked.askedSide === side ? 'not-your-move' : null)
  if (agrees) return begin(tx, actor, caseId)
  await tx
    .updateTable('casePauses')
    .set({ declinedAt: sql<Date>`clock_timestamp()`, answeredBy: actor.personId })
    .where('id', '=', asked.id)
    .execute()
  await recordOfCase(tx, 'case.pause_declined', caseId, {})
  return 'pause-declined'
}

/** Pauses the case until the day agreed; its periods keep the days that are left. */
async function begin(tx: Tx, actor: Actor, caseId: string) {
  const { untilOn } = await tx
    .updateTable('casePauses')
    .set({ agreedAt: sql<Date>`clock_timestamp()`, answeredBy: actor.personId })
    .where('caseId', '=', caseId)
    .where('agreedAt', 'is', null)
    .where('declinedAt', 'is', null)
    .returning('untilOn')
    .executeTakeFirstOrThrow()
  await moveCase(tx, caseId, 'pause')
  await tx
    .updateTable('deadlines')
    .set({ dueAt: startOf(addDays(untilOn, 1)), provisional: false })
    .where('caseId', '=', caseId)
    .where('key', '=', 'pause')
    .where('state', '=', 'running')
    .execute()
  return 'paused'
}

/** The mediator lengthens the mediation once, with a reason, never above its most. Refuses: not-your-move, length-extended. */
async function extendLength(tx: Tx, caseId: string, reason: string, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(its.roles.includes('mediator') ? null : 'not-your-move')
  const length = (await findPeriod(tx, caseId, 'length')) ?? refuse('length-extended')
  const end = mediationEnd(length.startedOn, true, await findRules(tx, caseId), await loadCalendar(tx))
  await tx.updateTable('deadlines').set({ state: 'dropped' }).where('id', '=', length.id).execute()
  await beginPeriod(tx, caseId, 'length_extension', now, end)
  const event = await recordOfCase(tx, 'case.length_extended', caseId, {}, reason)
  await tellSeats(tx, its, ['claimant', 'respondent', 'registrar'], event)
  return 'length-extended'
}

const insertPause = (
  tx: Tx,
  actor: Actor,
  caseId: string,
  askedSide: 'claimant' | 'respondent' | 'court',
  { until, reason }: Wish,
) =>
  tx
    .insertInto('casePauses')
    .values({ caseId, askedSide, untilOn: until, reason, askedBy: actor.personId })
    .execute()

const findAsked = (db: Tx, caseId: string) =>
  db
    .selectFrom('casePauses')
    .select(['id', 'askedSide', 'untilOn', 'reason'])
    .where('caseId', '=', caseId)
    .where('agreedAt', 'is', null)
    .where('declinedAt', 'is', null)
    .executeTakeFirst()
