import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { findChannel, listReaders } from '../channels/channels.server'
import { type Channel, openText } from '../channels/cipher.server'
import { type CaseChannelKind, type CaseRole, channelsOf, sideIn } from '../channels/kinds'
import { isClosed } from '../lifecycle'
import { type Case, findCase } from '../queries.server'

type Db = Kysely<Database>

/** The channels in which somebody in these roles calls meetings: a mediator to the talks, a registrar to the procedure. */
export function meetingChannels(roles: readonly CaseRole[]): CaseChannelKind[] {
  if (roles.includes('mediator')) return ['joint', 'caucus_claimant', 'caucus_respondent']
  return roles.includes('registrar') ? ['procedure'] : []
}

/** The meetings of the channels that one reads, the latest first. */
export async function readMeetings(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  if (!its || !sits(its)) return undefined
  const rows = await meetingsSeen(db, caseId).orderBy('meeting.startsAt', 'desc').execute()
  return {
    its: shortly(its),
    title: its.number,
    mayCall: isClosed(its.state) || isUnseated(its) ? [] : meetingChannels(its.roles),
    meetings: rows.map(opened),
  }
}

/** A registrar takes a seat with the admission. */
const isUnseated = ({ state, roles }: Pick<Case, 'state' | 'roles'>) =>
  state === 'filed' && sideIn(roles) === null

/** One meeting with who may be there; undefined for whoever does not read its channel. */
export async function readMeeting(db: Db, caseId: string, meetingId: string) {
  const its = await findCase(db, caseId)
  const row = await meetingsSeen(db, caseId).where('meeting.id', '=', meetingId).executeTakeFirst()
  if (!its || !row) return undefined
  const meeting = opened(row)
  return {
    its: { ...shortly(its), bodyName: its.bodyName, bodyNameEn: its.bodyNameEn },
    title: its.number,
    side: sideIn(its.roles),
    leads: leads(its.roles, meeting.kind),
    meeting,
    people: (await listReaders(db, row.channelId)).map(({ id, name }) => ({ id, name })),
  }
}

export type Meeting = NonNullable<Awaited<ReturnType<typeof readMeeting>>>['meeting']

/** The channel in which a meeting is called, for whoever may call one there. */
export async function readMeetingForm(db: Db, caseId: string, kind: CaseChannelKind) {
  const its = await findCase(db, caseId)
  if (!its || isClosed(its.state) || its.state === 'draft') return undefined
  const channel = meetingChannels(its.roles).includes(kind) && (await findChannel(db, caseId, kind))
  if (!channel) return undefined
  return {
    its: shortly(its),
    title: its.number,
    kind,
    channel,
    readers: (await listReaders(db, channel.id)).map(({ name }) => name),
  }
}

/** Whoever calls meetings of this kind also closes them. */
export const leads = (roles: readonly CaseRole[], kind: CaseChannelKind) =>
  meetingChannels(roles).includes(kind)

const sits = ({ roles, state }: Case) =>
  state !== 'draft' && channelsOf(roles).length > 0 && !isOutside(roles)
const isOutside = (roles: readonly CaseRole[]) =>
  !roles.some((role) => ['claimant', 'respondent', 'mediator', 'registrar'].includes(role))

const shortly = ({ id, number, state, roles }: Case) => ({ id, number, state, roles })

const meetingsSeen = (db: Db, caseId: string) =>
  db
    .selectFrom('caseMeetings as meeting')
    .innerJoin('channels', 'channels.id', 'meeting.channelId')
    .where('meeting.caseId', '=', caseId)
    .where('channels.destroyedAt', 'is', null)
    .selectAll('meeting')
    .select(['channels.kind', 'channels.no', 'channels.wrappedKey'])

type Row = Awaited<ReturnType<ReturnType<typeof meetingsSeen>['execute']>>[number]

function opened({ placeCt, resultCt, kind, no, wrappedKey, ...meeting }: Row) {
  const channel = { id: meeting.channelId, caseId: meeting.caseId, kind, no, wrappedKey } as Channel
  return {
    ...meeting,
    kind: kind as CaseChannelKind,
    place: openText(channel, 'case_meetings', meeting.id, placeCt),
    result: resultCt && openText(channel, 'case_meetings', meeting.id, resultCt),
  }
}
