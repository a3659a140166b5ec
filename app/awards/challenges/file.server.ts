import { type Kysely, sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { databaseNow, findRound } from '~/rounds/queries.server'
import { challengeClock } from '~/rounds/timetable'
import type { Database } from '~db/schema'
import { whyNotChallenge } from './challenging'
import type { ChallengeValues } from './form'

type Tx = Kysely<Database>

/**
 * Files a challenge of a member of the round; its reply and complaint clocks begin. Refuses with the codes of
 * `whyNotChallenge`, `challenge-not-member`, `challenge-open` when one about the same is open.
 */
export async function fileChallenge(tx: Tx, actor: Actor, roundId: string, values: ChallengeValues) {
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const [now, calendar] = [await databaseNow(tx), await loadCalendar(tx)]
  refuseIf((await isMember(tx, roundId)) ? null : 'challenge-not-member')
  refuseIf(whyNotChallenge(values.about, round, calendar, now))
  const open = await tx
    .selectFrom('challenges')
    .select('id')
    .where('roundId', '=', roundId)
    .where('byOrgId', '=', actor.organizationId)
    .where('about', '=', values.about)
    .where('state', 'in', ['filed', 'admitted', 'returned'])
    .executeTakeFirst()
  refuseIf(open ? 'challenge-open' : null)
  const { reply, complaint } = challengeClock(dayOf(now), round.terms, calendar)
  const { id } = await tx
    .insertInto('challenges')
    .values({
      roundId,
      lotId: values.lotId || null,
      byOrgId: actor.organizationId,
      about: values.about,
      state: 'filed',
      filedAt: now,
      replyDue: reply.dueAt,
      complaintDue: complaint.dueAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeGrounds(tx, id, values.grounds)
  await record(tx, 'challenge.filed', id, { challenge: id, about: values.about }, { round: roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'challenge.filed', href: `/challenges/${id}` })
  return id
}

export async function isMember(tx: Tx, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ member: boolean }>`
    select app_buys(${roundId}) or app_bids_in(${roundId}) as member`.execute(tx)
  return rows[0]!.member
}

async function writeGrounds(tx: Tx, challengeId: string, grounds: ChallengeValues['grounds']) {
  await tx
    .insertInto('challengeGrounds')
    .values(grounds.map((ground, at) => ({ challengeId, no: at + 1, ...ground })))
    .execute()
}

/** Whoever filed it mends what was wrong with its form; it is filed again, its reply due from now on. */
export async function cureChallenge(tx: Tx, actor: Actor, id: string, grounds: ChallengeValues['grounds']) {
  const { roundId, cureUntil } = await lockOwn(tx, actor, id, ['returned'])
  const [now, calendar] = [await databaseNow(tx), await loadCalendar(tx)]
  refuseIf(cureUntil && now >= cureUntil ? 'challenge-too-late' : null)
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const { reply, complaint } = challengeClock(dayOf(now), round.terms, calendar)
  await tx.deleteFrom('challengeGrounds').where('challengeId', '=', id).execute()
  await writeGrounds(tx, id, grounds)
  await tx
    .updateTable('challenges')
    .set({ state: 'filed', cureUntil: null, replyDue: reply.dueAt, complaintDue: complaint.dueAt })
    .where('id', '=', id)
    .execute()
  await record(tx, 'challenge.cured', id, { challenge: id }, { round: roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'challenge.filed', href: `/challenges/${id}` })
}

export async function withdrawChallenge(tx: Tx, actor: Actor, id: string) {
  const { roundId } = await lockOwn(tx, actor, id, ['filed', 'admitted', 'returned'])
  await tx.updateTable('challenges').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  await record(tx, 'challenge.withdrawn', id, { challenge: id }, { round: roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'challenge.withdrawn', href: `/challenges/${id}` })
}

/** The complaint to the outside authority, after the answer or when it is overdue, is kept on record. */
export async function complain(tx: Tx, actor: Actor, id: string) {
  const { roundId, state, replyDue, complaintDue } = await lockOwn(tx, actor, id, ['admitted', 'answered'])
  const now = await databaseNow(tx)
  refuseIf(state === 'admitted' && replyDue && now < replyDue ? 'challenge-reply-awaited' : null)
  refuseIf(complaintDue && now >= complaintDue ? 'challenge-too-late' : null)
  await tx
    .updateTable('challenges')
    .set({ state: 'complained', complainedAt: now })
    .where('id', '=', id)
    .execute()
  await record(tx, 'challenge.complained', id, { challenge: id }, { round: roundId })
  await notifyAgencies(tx, ['officer'], { kind: 'challenge.complained', href: `/challenges/${id}` })
}

async function lockOwn(
  tx: Tx,
  actor: Actor,
  id: string,
  states: ('filed' | 'admitted' | 'returned' | 'answered')[],
) {
  const challenge = await tx
    .selectFrom('challenges')
    .selectAll()
    .where('id', '=', id)
    .where('byOrgId', '=', actor.organizationId)
    .where('state', 'in', states)
    .forUpdate()
    .executeTakeFirst()
  return challenge ?? refuse('already-moved')
}
