import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

/** Meetings with how many are invited, come, and came; the next on top, then the past. */
export const listMeetings = (db: Db) =>
  db
    .selectFrom('meetings')
    .leftJoin('meetingMembers', 'meetingMembers.meetingId', 'meetings.id')
    .select([
      'meetings.id',
      'kind',
      'title',
      'startsAt',
      'place',
      'state',
      sql<number>`count(meeting_members.org_id)::int`.as('invited'),
      sql<number>`(count(*) filter (where answer = 'coming'))::int`.as('coming'),
      sql<number>`(count(*) filter (where attended))::int`.as('attended'),
    ])
    .groupBy('meetings.id')
    .orderBy('startsAt', 'desc')
    .execute()

/** The meeting to which a unit is invited next, until it is over. */
export const findNextMeeting = (db: Db, orgId: string) =>
  db
    .selectFrom('meetings')
    .innerJoin('meetingMembers', 'meetingMembers.meetingId', 'meetings.id')
    .select(['meetings.id', 'title', 'startsAt', 'place', 'answer'])
    .where('meetingMembers.orgId', '=', orgId)
    .where('state', '=', 'invited')
    .where(sql<boolean>`starts_at + make_interval(mins => minutes_planned) > now()`)
    .orderBy('startsAt')
    .orderBy('meetings.id')
    .limit(1)
    .executeTakeFirst()

export const findMeeting = (db: Db, meetingId: string) =>
  db
    .selectFrom('meetings')
    .leftJoin('persons as writer', 'writer.id', 'meetings.minutesBy')
    .leftJoin('persons as approver', 'approver.id', 'meetings.approvedBy')
    .selectAll('meetings')
    .select(['writer.name as writer', 'approver.name as approver'])
    .where('meetings.id', '=', meetingId)
    .executeTakeFirst()

export const listInvited = (db: Db, meetingId: string) =>
  db
    .selectFrom('meetingMembers')
    .innerJoin('organizations', 'organizations.id', 'meetingMembers.orgId')
    .select(['organizations.id', 'organizations.name', 'organizations.nameEn', 'answer', 'attended'])
    .where('meetingId', '=', meetingId)
    .orderBy('organizations.name')
    .execute()

const resolutions = (db: Db) =>
  db
    .selectFrom('resolutions')
    .innerJoin('organizations', 'organizations.id', 'resolutions.orgId')
    .innerJoin('meetings', 'meetings.id', 'resolutions.meetingId')
    .selectAll('resolutions')
    .select([
      'organizations.name as agency',
      'organizations.nameEn as agencyEn',
      'meetings.title as meeting',
      'meetings.startsAt',
    ])
    .orderBy('resolutions.dueOn')
    .orderBy('resolutions.id')

/** What a meeting decided. */
export const listResolutions = (db: Db, meetingId: string) =>
  resolutions(db).where('meetingId', '=', meetingId).execute()

/** What earlier meetings decided and nobody finished: it stands on the agenda of every later one by itself. */
export const listCarriedOver = (db: Db, before?: { id: string; startsAt: Date }) =>
  resolutions(db)
    .where('resolutions.state', '=', 'open')
    .$if(before !== undefined, (query) =>
      query.where('meetings.startsAt', '<', before!.startsAt).where('meetings.id', '<>', before!.id),
    )
    .execute()

/** Member units of the joint conference. */
export const listMemberUnits = (db: Db) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('kind', '=', 'agency')
    .where('state', '=', 'verified')
    .orderBy('name')
    .execute()
