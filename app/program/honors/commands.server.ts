import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addDays, dayOf, hourOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { attach } from '../attachments.server'
import { honorApplicationLifecycle, honorCallLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { ApplicationValues, CallMoveValues, CallValues, ObjectionValues, ScoreValues } from './form'
import { findApplication, findCall, findOwnApplication, listApplications, reasonsNow } from './queries.server'
import { rankOf, whyNotConclude, whyNotNotice } from './ranking'

type Tx = Kysely<Database>

const clockTime = sql<Date>`clock_timestamp()`
export const applicants = ['buyer', 'approver'] as const
const placeOf = (callId: string) => `/honors/${callId}`
const deskOf = (callId: string) => `/office/honors/${callId}`

/** A call as a draft that only the office sees. */
export async function createCall(tx: Tx, actor: Actor, { criteria, ...values }: CallValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { id } = await tx
    .insertInto('honorCalls')
    .values({ ...values, criteria: JSON.stringify(criteria) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'honor.call_created', id)
  return id
}

/** One step of a call. */
export async function moveCall(tx: Tx, actor: Actor, id: string, asked: CallMoveValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  switch (asked.move) {
    case 'open':
      return open(tx, actor, id, now)
    case 'begin_scoring':
      return beginScoring(tx, actor, id)
    case 'notice':
      return notice(tx, actor, id, now)
    case 'conclude':
      return conclude(tx, actor, id, now)
    case 'answer':
      return answerObjection(tx, actor, id, asked)
  }
}

/** Every verified enterprise is told that it may apply. Refuses call-over. */
async function open(tx: Tx, actor: Actor, id: string, now: Date) {
  const call = (await findCall(tx, id)) ?? refuse('already-moved')
  refuseIf(call.closesOn < dayOf(now) ? 'call-over' : null)
  await moveRow(tx, actor, 'honorCalls', honorCallLifecycle, 'open', id)
  const event = await record(tx, 'honor.opened', id)
  await sql`
    select notify_roles(id, ${sql.val([...applicants])}::text[], 'honor.opened', ${JSON.stringify({ title: call.titleZh, titleEn: call.titleEn || call.titleZh })}::jsonb,
      ${placeOf(id)}, ${event}::uuid)
    from organizations where kind = 'enterprise' and state = 'verified'`.execute(tx)
}

/** Nobody applies any more; the reviewers begin. */
async function beginScoring(tx: Tx, actor: Actor, id: string) {
  await moveRow(tx, actor, 'honorCalls', honorCallLifecycle, 'begin_scoring', id)
  await tellReviewers(tx, id)
}

export async function tellReviewers(tx: Tx, callId: string) {
  const event = await record(tx, 'honor.scoring_begun', callId)
  await notifyAgencies(tx, ['evaluator'], { kind: 'honor.scoring_begun', href: '/honors/scoring', event })
}

/** Ranks by the reviewers' means, and puts as many as there are places on public notice; equal scores share a place. */
async function notice(tx: Tx, actor: Actor, id: string, now: Date) {
  const noticeUntil = hourOf(addDays(dayOf(now), (await callOf(tx, id)).noticeDays + 1), 0)
  await moveRow(tx, actor, 'honorCalls', honorCallLifecycle, 'notice', id, { noticeUntil })
  const { places, leastScores } = await callOf(tx, id)
  const eligible = (await listApplications(tx, id)).filter(({ state }) => state === 'eligible')
  refuseIf(whyNotNotice(eligible, leastScores))
  for (const { id: its, orgId, mean, rank } of rankOf(
    eligible.map((one) => ({ ...one, score: one.mean! })),
  )) {
    await moveApplication(tx, actor, 'score', its, { score: mean, rank })
    if (rank <= places) {
      await moveApplication(tx, actor, 'notice', its, { noticedAt: clockTime })
      await tell(tx, 'honor.noticed', its, orgId, id)
    } else {
      await rejectApplication(tx, actor, { id: its, orgId, callId: id }, ['ranked-below'])
    }
  }
  await record(tx, 'honor.noticed_all', id)
}

const callOf = async (tx: Tx, id: string) => (await findCall(tx, id)) ?? refuse('already-moved')

const moveApplication = (
  tx: Tx,
  actor: Actor,
  move: keyof typeof honorApplicationLifecycle.moves,
  id: string,
  set: Record<string, unknown>,
) => moveRow(tx, actor, 'honorApplications', honorApplicationLifecycle, move, id, set)

type Its = { id: string; orgId: string; callId: string }

async function rejectApplication(tx: Tx, actor: Actor, { id, orgId, callId }: Its, reasons: string[]) {
  await moveApplication(tx, actor, 'reject', id, { reasons, decidedAt: clockTime })
  await tell(tx, 'honor.rejected', id, orgId, callId)
}

/** After the notice: whoever is still eligible by the facts is honored, everyone else rejected with the reasons. */
async function conclude(tx: Tx, actor: Actor, id: string, now: Date) {
  await moveRow(tx, actor, 'honorCalls', honorCallLifecycle, 'close', id)
  const { noticeUntil } = await callOf(tx, id)
  const unanswered = await tx
    .selectFrom('honorObjections')
    .select('id')
    .where('callId', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
  refuseIf(whyNotConclude(noticeUntil, unanswered.length, now))
  const noticed = (await listApplications(tx, id)).filter(({ state }) => state === 'noticed')
  for (const { id: its, orgId } of noticed) {
    const reasons = await reasonsNow(tx, id, orgId)
    if (reasons.length > 0) {
      await rejectApplication(tx, actor, { id: its, orgId, callId: id }, reasons)
      continue
    }
    await moveApplication(tx, actor, 'recommend', its, {
      certificateNo: sql`honor_certificate_no()`,
      decidedAt: clockTime,
    })
    await tell(tx, 'honor.recommended', its, orgId, id)
  }
  await record(tx, 'honor.closed', id)
}

type Told = 'honor.noticed' | 'honor.rejected' | 'honor.recommended'

async function tell(tx: Tx, kind: Told, applicationId: string, orgId: string, callId: string) {
  const event = await record(tx, kind, applicationId, {}, { org: orgId })
  await notifyMembers(tx, orgId, applicants, { kind, href: `${placeOf(callId)}/application`, event })
}

/** The office answers an objection; where it is upheld, the enterprise is not honored. */
async function answerObjection(
  tx: Tx,
  actor: Actor,
  callId: string,
  { objectionId, answer, upheld }: Extract<CallMoveValues, { move: 'answer' }>,
) {
  const answered = await tx
    .updateTable('honorObjections')
    .set({ answer, upheld: upheld === 'yes', answeredBy: actor.personId, answeredAt: clockTime })
    .where('id', '=', objectionId)
    .where('callId', '=', callId)
    .where('answeredAt', 'is', null)
    .returning(['applicationId', 'orgId', 'by'])
    .executeTakeFirst()
  if (!answered) return refuse('already-moved')
  const event = await record(tx, 'honor.objection_answered', objectionId, { upheld: upheld === 'yes' }, { org: answered.orgId }) // oxfmt-ignore
  await sql`select notify_person(${answered.by}::uuid, 'honor.objection_answered', '{}'::jsonb, ${placeOf(callId)}, ${event}::uuid)`.execute(tx) // oxfmt-ignore
  if (upheld === 'no') return
  const its = (await findApplication(tx, answered.applicationId))!
  if (its.state === 'noticed') await rejectApplication(tx, actor, its, ['objection-upheld'])
}

/** An enterprise writes its application, or hands it in; facts say at once whether it is eligible. Refuses call-closed, statement-missing. */
export async function writeApplication(
  tx: Tx,
  actor: Actor,
  callId: string,
  values: ApplicationValues,
  now: Date,
) {
  refuseIf(is(actor, ...applicants) ? null : 'not-your-move')
  const call = await callOf(tx, callId)
  const today = dayOf(now)
  const isOpen = call.state === 'open' && call.opensOn <= today && today <= call.closesOn
  refuseIf(isOpen ? null : 'call-closed')
  if (values.move === 'save') return saveApplication(tx, actor, callId, values)
  const own = await findOwnApplication(tx, actor, callId)
  refuseIf(own && own.statement !== '' ? null : 'statement-missing', { field: 'statement' })
  const { rows } = await sql<{ state: 'eligible' | 'ineligible' }>`
    select submit_honor(${own!.id}::uuid) as state`.execute(tx)
  await record(tx, 'honor.submitted', own!.id, { eligible: rows[0]!.state === 'eligible' })
  return rows[0]!.state
}

async function saveApplication(
  tx: Tx,
  actor: Actor,
  callId: string,
  { statement, file, label }: Extract<ApplicationValues, { move: 'save' }>,
) {
  const kept = await tx
    .insertInto('honorApplications')
    .values({ callId, orgId: actor.organizationId, statement, at: clockTime })
    .onConflict((conflict) =>
      conflict
        .columns(['callId', 'orgId'])
        .doUpdateSet({ statement })
        .where('honorApplications.state', '=', 'draft'),
    )
    .returning('id')
    .executeTakeFirst()
  if (!kept) return refuse('already-moved')
  if (file) await attach(tx, actor, file, { place: 'honor', subjectId: kept.id, label })
  await record(tx, 'honor.written', kept.id)
  return 'saved' as const
}

/** A reviewer's points, or why the reviewer stands back. Refuses reviewer-conflict, scoring-over. */
export async function scoreApplication(tx: Tx, actor: Actor, applicationId: string, values: ScoreValues) {
  refuseIf(is(actor, 'evaluator') ? null : 'not-your-move')
  const { rows } = await sql<{ open: boolean; conflict: string | null }>`
    select hold_scoring(${applicationId}::uuid) as open, honor_conflict(${applicationId}::uuid) as conflict`.execute(
    tx,
  )
  refuseIf(rows[0]!.open ? null : 'scoring-over')
  refuseIf(values.move === 'score' && rows[0]!.conflict ? 'reviewer-conflict' : null)
  const given =
    values.move === 'score'
      ? {
          points: JSON.stringify(values.points),
          total: Object.values(values.points).reduce((sum, points) => sum + points, 0),
          conflict: null,
        }
      : { points: '{}', total: null, conflict: values.reason }
  await tx
    .insertInto('honorScores')
    .values({
      ...given,
      applicationId,
      orgId: actor.organizationId,
      reviewerId: actor.personId,
      at: clockTime,
    })
    .onConflict((conflict) =>
      conflict.columns(['applicationId', 'reviewerId']).doUpdateSet({ ...given, at: clockTime }),
    )
    .execute()
  await record(tx, values.move === 'score' ? 'honor.scored' : 'honor.conflict_declared', applicationId)
}

/** Anyone who is signed in for an organization objects to somebody on public notice. Refuses notice-over. */
export async function object(tx: Tx, actor: Actor, callId: string, { applicationId, text }: ObjectionValues) {
  const { rows } = await sql<{
    stands: boolean
  }>`select on_honor_notice(${applicationId}::uuid) as stands`.execute(tx)
  refuseIf(rows[0]!.stands ? null : 'notice-over')
  const { id } = await tx
    .insertInto('honorObjections')
    .values({ applicationId, callId, orgId: actor.organizationId, by: actor.personId, text, at: clockTime })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'honor.objected', id)
  await notifyAgencies(tx, ['officer'], { kind: 'honor.objected', href: deskOf(callId), event })
}
