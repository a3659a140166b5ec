import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { meetingLetter } from '~/texts/office-letters.server'
import { attach } from '../attachments.server'
import { mailMembers } from '../letters.server'
import { meetingLifecycle, resolutionLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { MeetingMove, MeetingValues } from './form'
import { findMeeting, listInvited } from './queries.server'

type Tx = Kysely<Database>
type Move<Name extends MeetingMove['move']> = Extract<MeetingMove, { move: Name }>

const placeOf = (meetingId: string) => `/office/meetings/${meetingId}`
const moment = () => sql<Date>`clock_timestamp()`

/** Plans a meeting; nobody is told before the invitation. */
export async function planMeeting(tx: Tx, actor: Actor, values: MeetingValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { id } = await tx
    .insertInto('meetings')
    .values({ ...values, orgId: actor.organizationId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'meeting.planned', id)
  return id
}

/** Changes time, place or agenda until it is held; those invited are told again. Refuses already-moved. */
export async function changeMeeting(tx: Tx, actor: Actor, meetingId: string, values: MeetingValues) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const changed = await tx
    .updateTable('meetings')
    .set(values)
    .where('id', '=', meetingId)
    .where('state', 'in', ['planned', 'invited'])
    .returning('state')
    .executeTakeFirst()
  if (!changed) return refuse('already-moved')
  const event = await record(tx, 'meeting.changed', meetingId)
  if (changed.state === 'invited') await tellInvited(tx, meetingId, 'meeting.changed', event)
}

/** One step of a meeting, as its page asks for it. */
export async function moveMeeting(tx: Tx, actor: Actor, meetingId: string, asked: MeetingMove) {
  switch (asked.move) {
    case 'invite':
      return invite(tx, actor, meetingId, asked)
    case 'answer':
      return answer(tx, actor, meetingId, asked)
    case 'hold':
      return hold(tx, actor, meetingId, asked)
    case 'cancel':
      return cancel(tx, actor, meetingId, asked)
    case 'minutes':
      return writeMinutes(tx, actor, meetingId, asked)
    case 'approve':
      return approveMinutes(tx, actor, meetingId)
    case 'paper':
      return addPaper(tx, actor, meetingId, asked)
    case 'resolve':
      return resolve(tx, actor, meetingId, asked)
    default:
      return moveResolution(tx, actor, meetingId, asked)
  }
}

/** Invites member units; the letter carries the link to the calendar file. Refuses no-agency, already-moved. */
async function invite(tx: Tx, actor: Actor, meetingId: string, { agencies }: Move<'invite'>) {
  refuseIf(agencies.length > 0 ? null : 'no-agency', { field: 'agencies' })
  await moveRow(tx, actor, 'meetings', meetingLifecycle, 'invite', meetingId, { invitedAt: moment() })
  await tx
    .insertInto('meetingMembers')
    .values(agencies.map((orgId) => ({ meetingId, orgId })))
    .execute()
  const event = await record(tx, 'meeting.invited', meetingId, { units: agencies.length })
  await tellInvited(tx, meetingId, 'meeting.invited', event)
}

async function tellInvited(tx: Tx, meetingId: string, kind: string, event: string) {
  const meeting = (await findMeeting(tx, meetingId))!
  const orgIds = (await listInvited(tx, meetingId)).map(({ id }) => id)
  const facts = { title: meeting.title }
  for (const orgId of orgIds)
    await notifyMembers(tx, orgId, ['liaison', 'leader'], { kind, href: placeOf(meetingId), facts, event })
  await mailMembers(tx, { orgIds, roles: ['liaison', 'leader'], event }, (locale) =>
    meetingLetter(locale, kind, meeting, `${env.PUBLIC_ORIGIN}${placeOf(meetingId)}`),
  )
}

/** A member unit says whether it comes; it may change its mind until the meeting begins. Refuses not-invited, meeting-over. */
async function answer(tx: Tx, actor: Actor, meetingId: string, { answer: its }: Move<'answer'>) {
  refuseIf(is(actor, 'liaison', 'leader') ? null : 'not-your-move')
  const meeting = await findMeeting(tx, meetingId)
  refuseIf(meeting?.state === 'invited' ? null : 'meeting-over')
  const answered = await tx
    .updateTable('meetingMembers')
    .set({ answer: its })
    .where('meetingId', '=', meetingId)
    .where('orgId', '=', actor.organizationId)
    .returning('orgId')
    .executeTakeFirst()
  refuseIf(answered ? null : 'not-invited')
  await record(tx, 'meeting.answered', meetingId, { coming: its === 'coming' })
}

/** The meeting took place; who came is written down. */
async function hold(tx: Tx, actor: Actor, meetingId: string, { attended }: Move<'hold'>) {
  await moveRow(tx, actor, 'meetings', meetingLifecycle, 'hold', meetingId)
  await tx
    .updateTable('meetingMembers')
    .set({ attended: sql<boolean>`org_id = any (${sql.val([...attended])}::uuid[])` })
    .where('meetingId', '=', meetingId)
    .execute()
  await record(tx, 'meeting.held', meetingId, { units: attended.length })
}

async function cancel(tx: Tx, actor: Actor, meetingId: string, { reason }: Move<'cancel'>) {
  refuseIf(reason ? null : 'reason-missing', { field: 'reason' })
  await moveRow(tx, actor, 'meetings', meetingLifecycle, 'cancel', meetingId, { reason })
  const event = await record(tx, 'meeting.canceled', meetingId)
  await tellInvited(tx, meetingId, 'meeting.canceled', event)
}

/** Minutes are a draft of whoever wrote them last, until someone else approves them. Refuses already-moved. */
async function writeMinutes(tx: Tx, actor: Actor, meetingId: string, { minutes }: Move<'minutes'>) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const written = await tx
    .updateTable('meetings')
    .set({ minutes, minutesBy: actor.personId })
    .where('id', '=', meetingId)
    .where('state', '=', 'held')
    .returning('id')
    .executeTakeFirst()
  refuseIf(written ? null : 'already-moved')
  await record(tx, 'meeting.minutes_written', meetingId)
}

/** A second person approves the minutes; from then on they stand. Refuses no-minutes, own-minutes. */
async function approveMinutes(tx: Tx, actor: Actor, meetingId: string) {
  const meeting = await findMeeting(tx, meetingId)
  refuseIf(meeting?.minutes ? null : 'no-minutes')
  refuseIf(meeting?.minutesBy === actor.personId ? 'own-minutes' : null)
  await moveRow(tx, actor, 'meetings', meetingLifecycle, 'approve_minutes', meetingId, {
    approvedBy: actor.personId,
    approvedAt: moment(),
  })
  const event = await record(tx, 'meeting.minutes_approved', meetingId)
  for (const { id } of await listInvited(tx, meetingId))
    await notifyMembers(tx, id, ['liaison', 'leader'], {
      kind: 'meeting.minutes_approved',
      href: placeOf(meetingId),
      facts: { title: meeting!.title },
      event,
    })
}

async function addPaper(tx: Tx, actor: Actor, meetingId: string, { file }: Move<'paper'>) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  await attach(tx, actor, file, { place: 'meeting', subjectId: meetingId })
  await record(tx, 'meeting.paper_added', meetingId)
}

/** What was decided, who does it, until when. */
async function resolve(tx: Tx, actor: Actor, meetingId: string, { orgId, text, dueOn }: Move<'resolve'>) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const { id } = await tx
    .insertInto('resolutions')
    .values({ meetingId, orgId, text, dueOn })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'resolution.made', id, { meeting: meetingId }, { org: orgId })
  const notice = { kind: 'resolution.made', href: placeOf(meetingId), facts: { due: dueOn }, event }
  await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
}

/** Who answers for a resolution reports it done; the office drops or reopens it. Refuses reason-missing. */
async function moveResolution(
  tx: Tx,
  actor: Actor,
  meetingId: string,
  { move, resolutionId, reason }: Move<'finish' | 'drop' | 'reopen'>,
) {
  refuseIf(move === 'drop' && !reason ? 'reason-missing' : null, { field: 'reason' })
  const { orgId } = await moveRow(tx, actor, 'resolutions', resolutionLifecycle, move, resolutionId, {
    doneAt: move === 'finish' ? moment() : null,
    ...(reason && { reason }),
  })
  const event = await record(
    tx,
    `resolution.${told[move]}`,
    resolutionId,
    { meeting: meetingId },
    { org: orgId },
  )
  const notice = { kind: `resolution.${told[move]}`, href: placeOf(meetingId), event }
  if (is(actor, 'officer')) await notifyMembers(tx, orgId, ['liaison', 'leader'], notice)
  else await notifyAgencies(tx, ['officer'], notice)
}

const told = { finish: 'done', drop: 'dropped', reopen: 'reopened' } as const
