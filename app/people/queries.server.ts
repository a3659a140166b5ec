import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { MemberRole } from '~/kernel/role'
import { type Actor, is, type OrganizationKind } from './actor'
import type { OrganizationState } from './lifecycle'

type Db = Kysely<Database>

/** Every read of enterprises by an agency starts here: the row policy lets it see those it answers for. */
export function organizationsSeenBy(db: Db, actor: Actor) {
  return db
    .selectFrom('organizations')
    .where((row) =>
      is(actor, 'officer', 'auditor', 'liaison', 'leader', 'inspector')
        ? row.lit(true)
        : row('organizations.id', '=', actor.organizationId),
    )
}

export function findOrganization(db: Db, actor: Actor, orgId: string) {
  return organizationsSeenBy(db, actor)
    .leftJoin('contacts', 'contacts.orgId', 'organizations.id')
    .leftJoin('districts', 'districts.code', 'organizations.district')
    .leftJoin('sectors', 'sectors.code', 'organizations.sector')
    .selectAll('organizations')
    .select([
      'contacts.person',
      'contacts.mail',
      'contacts.phone',
      'contacts.address',
      'contacts.bank',
      'contacts.bankAccount',
      'districts.nameZh as districtZh',
      'districts.nameEn as districtEn',
      'sectors.nameZh as sectorZh',
      'sectors.nameEn as sectorEn',
    ])
    .where('organizations.id', '=', orgId)
    .executeTakeFirst()
}

export function listMembers(db: Db, actor: Actor, orgId = actor.organizationId) {
  return db
    .selectFrom('members')
    .innerJoin('persons', 'persons.id', 'members.personId')
    .select([
      'persons.id',
      'persons.name',
      'persons.mail',
      'persons.state',
      'members.roles',
      'members.department',
      'members.since',
    ])
    .where('members.orgId', '=', orgId)
    .where('members.until', 'is', null)
    .orderBy('members.since')
    .execute()
}

type Own = {
  id: string
  name: string
  nameEn: string | null
  kind: OrganizationKind
  state: OrganizationState
  roles: MemberRole[]
}

/** One's organizations, to switch between. */
export async function listOwnOrganizations(db: Db): Promise<Own[]> {
  const { rows } = await sql<Own>`select * from own_organizations()`.execute(db)
  return rows
}

export async function listHistory(db: Db, subjectId: string) {
  return db
    .selectFrom('events')
    .leftJoin('persons', 'persons.id', 'events.actorId')
    .select([
      'events.id',
      'events.kind',
      'events.at',
      'events.actorKind',
      'events.rule',
      'persons.name as person',
    ])
    .where('events.subjectId', '=', subjectId)
    .orderBy('events.id', 'desc')
    .limit(200)
    .execute()
}

export const listDistricts = (db: Db) => db.selectFrom('districts').selectAll().orderBy('code').execute()
export const listSectors = (db: Db) => db.selectFrom('sectors').selectAll().orderBy('code').execute()

export const findPerson = (db: Db, actor: Actor) =>
  db.selectFrom('persons').selectAll().where('id', '=', actor.personId).executeTakeFirst()

export function listSessions(db: Db, actor: Actor) {
  return db
    .selectFrom('sessions')
    .select([sql<string>`encode(id_hash, 'hex')`.as('id'), 'ip', 'agent', 'startedAt', 'seenAt', 'endsAt'])
    .where('personId', '=', actor.personId)
    .where('endsAt', '>', sql<Date>`clock_timestamp()`)
    .orderBy('seenAt', 'desc')
    .execute()
}

export function listFactors(db: Db, actor: Actor) {
  return db
    .selectFrom('factors')
    .select(['id', 'kind', 'addedAt', 'confirmedAt'])
    .where('personId', '=', actor.personId)
    .where('confirmedAt', 'is not', null)
    .execute()
}

export async function countRecoveryCodes(db: Db, actor: Actor) {
  const { count } = await db
    .selectFrom('recoveryCodes')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('personId', '=', actor.personId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function listNotifications(db: Db, actor: Actor, after?: string) {
  return db
    .selectFrom('notifications')
    .selectAll()
    .where('personId', '=', actor.personId)
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

export async function countUnread(db: Db, actor: Actor) {
  const { count } = await db
    .selectFrom('notifications')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('personId', '=', actor.personId)
    .where('readAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function listMails(db: Db, after?: string) {
  return db
    .selectFrom('mails')
    .selectAll()
    .$if(!!after, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}
