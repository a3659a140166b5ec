import type { Kysely } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { officersOnly } from '~/rounds/commands.server'
import { roundLifecycle, type RoundState } from '~/rounds/lifecycle'
import { suspendRound } from '~/rounds/publishing.server'
import { databaseNow, findRound } from '~/rounds/queries.server'
import { standstill } from '~/rounds/timetable'
import type { Database } from '~db/schema'
import { cureUntil, outcomeOf, standstillAfter } from './challenging'

type Tx = Kysely<Database>
type Finding = { no: number; finding: 'upheld' | 'rejected'; answer: string }

/** The office takes a challenge up: an award that it is about cannot be confirmed before it is answered. */
export async function admitChallenge(tx: Tx, actor: Actor, id: string) {
  officersOnly(actor)
  const challenge = await lock(tx, id, 'filed')
  await tx.updateTable('challenges').set({ state: 'admitted' }).where('id', '=', id).execute()
  await extendStandstill(tx, actor, challenge, challenge.replyDue!)
  await say(tx, challenge, 'challenge.admitted')
}

/** Something is missing from its form: whoever filed it is told what, and mends it in time. */
export async function returnChallenge(tx: Tx, actor: Actor, id: string, reason: string) {
  officersOnly(actor)
  const challenge = await lock(tx, id, 'filed')
  const until = cureUntil(await databaseNow(tx), await loadCalendar(tx))
  await tx
    .updateTable('challenges')
    .set({ state: 'returned', cureUntil: until, defect: reason })
    .where('id', '=', id)
    .execute()
  await say(tx, challenge, 'challenge.returned')
}

/**
 * Answers each ground by itself. Where one is upheld the round is suspended at once: what follows from it — going on,
 * opening a step again or giving the round up — is decided in the open, never silently. Refuses with
 * `challenge-unanswered` when a ground is left out.
 */
export async function answerChallenge(tx: Tx, actor: Actor, id: string, findings: readonly Finding[]) {
  officersOnly(actor)
  const challenge = await lock(tx, id, 'admitted')
  const grounds = await tx
    .selectFrom('challengeGrounds')
    .select('no')
    .where('challengeId', '=', id)
    .orderBy('no')
    .execute()
  const answered = grounds.map(({ no }) => findings.find((each) => each.no === no))
  if (answered.some((each) => each === undefined)) return refuse('challenge-unanswered')
  for (const { no, finding, answer } of answered as Finding[])
    await tx
      .updateTable('challengeGrounds')
      .set({ finding, answer })
      .where('challengeId', '=', id)
      .where('no', '=', no)
      .execute()
  const now = await databaseNow(tx)
  const outcome = outcomeOf((answered as Finding[]).map(({ finding }) => finding))
  await tx
    .updateTable('challenges')
    .set({ state: 'answered', answeredAt: now, outcome })
    .where('id', '=', id)
    .execute()
  const state = await extendStandstill(tx, actor, challenge, now)
  await say(tx, challenge, 'challenge.answered', outcome)
  if (outcome === 'rejected') return
  await say(tx, challenge, 'challenge.upheld', outcome)
  if (!(roundLifecycle.moves.suspend.from as readonly RoundState[]).includes(state)) return
  const upheld = (answered as Finding[]).filter(({ finding }) => finding === 'upheld')
  await suspendRound(tx, actor, challenge.roundId, upheld.map((each) => each.answer).join('\n'), now)
}

/** A standstill that runs lasts until after the answer; answers the round's state. */
async function extendStandstill(
  tx: Tx,
  actor: Actor,
  { roundId }: { roundId: string },
  answerAt: Date,
): Promise<RoundState> {
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  if (round.state !== 'decided' || !round.decidedAt) return round.state
  const calendar = await loadCalendar(tx)
  const { challenge } = standstill(dayOf(round.decidedAt), round.terms, calendar)
  await tx
    .updateTable('rounds')
    .set({ standstillEndsAt: standstillAfter(challenge.dueAt, answerAt, calendar) })
    .where('id', '=', roundId)
    .where('state', '=', 'decided')
    .execute()
  return round.state
}

async function lock(tx: Tx, id: string, state: 'filed' | 'admitted') {
  const challenge = await tx
    .selectFrom('challenges')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst()
  refuseIf(challenge ? null : 'already-moved')
  return challenge!
}

async function say(
  tx: Tx,
  { id, roundId, byOrgId }: { id: string; roundId: string; byOrgId: string },
  kind: string,
  outcome: string | null = null,
) {
  const facts = { challenge: id, round: roundId, outcome }
  const event = await record(tx, kind, id, facts, { org: byOrgId, round: roundId })
  const href = `/challenges/${id}`
  if (kind !== 'challenge.upheld')
    await notifyMembers(tx, byOrgId, ['buyer', 'approver', 'vendor'], { kind, href, event })
}
