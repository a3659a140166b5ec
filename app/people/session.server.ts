import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import type { Role } from '~/kernel/role'
import type { OrganizationKind } from './actor'

const idleMinutes = 60
const absoluteHours = 12
/** How long what was asked just before a step-up, under the id that it replaced, is still answered. */
const graceSeconds = 30
const guest = { idleMinutes: 30, absoluteHours: 24 }

export const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A fresh secret of 256 bits for a cookie or a link; only its hash is kept. */
export const freshToken = () => randomBytes(32).toString('base64url')

export type Session = {
  idHash: Buffer
  personId: string
  personName: string
  mail: string | null
  locale: Locale
  organizationId: string | null
  organizationName: string | null
  organizationNameEn: string | null
  organizationState: string | null
  kind: OrganizationKind | null
  roles: Role[]
  factorAt: Date | null
  stepUpAt: Date | null
  /** Of a guest, who has no account: the one case that is open to them. */
  caseId: string | null
}

/**
 * The session of a cookie while it lasts (idle 60 minutes, at most 12 hours; a guest's 30 minutes and 24 hours), and
 * the database's time. Under the id before a step-up it lasts for a moment and has shown none. That its person is there is noted once a minute: a page that is read writes nothing.
 */
export async function findSession(door: Kysely<Database>, token: string | null) {
  const hash = token ? hashOf(token) : null
  const { rows } = await sql<(Session & { now: Date }) | { now: Date; personId: null }>`
    with live as (
      select * from sessions
      where (id_hash = ${hash} or earlier_hash = ${hash} and renamed_at > clock_timestamp() - make_interval(secs => ${graceSeconds}))
        and ends_at > clock_timestamp()
        and seen_at > clock_timestamp() - make_interval(mins => case when case_id is null then ${idleMinutes}::int else ${guest.idleMinutes}::int end)
    ), touched as (
      update sessions set seen_at = clock_timestamp() from live
      where sessions.id_hash = live.id_hash and live.seen_at < clock_timestamp() - interval '1 minute')
    select clock_timestamp() as now, s.id_hash, s.person_id, s.factor_at, case when s.id_hash = ${hash} then s.step_up_at end as step_up_at, s.case_id, p.name as person_name, p.mail, p.locale,
           m.org_id as organization_id, coalesce(m.roles, '{}') as roles, o.kind, o.name as organization_name, o.name_en as organization_name_en,
           o.state as organization_state
    from (select 1) as one
    left join live s on true
    left join persons p on p.id = s.person_id and p.state = 'active'
    left join members m on m.person_id = s.person_id and m.org_id = s.org_id and m.until is null
    left join organizations o on o.id = m.org_id`.execute(door)
  const row = rows[0]!
  return { now: row.now, session: row.personId && (row as Session).personName ? (row as Session) : null }
}

/** Whether a session lasts still; to ask is no use of it, so whoever only listens grows idle like everyone. */
export async function isSessionAlive(door: Kysely<Database>, idHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ alive: boolean }>`
    select exists (
      select from sessions
      where id_hash = ${idHash} and ends_at > clock_timestamp()
        and seen_at > clock_timestamp() - make_interval(mins => case when case_id is null then ${idleMinutes}::int else ${guest.idleMinutes}::int end)
    ) as alive`.execute(door)
  return rows[0]!.alive
}

type Start = {
  personId: string
  organizationId: string | null
  ip: string | null
  agent: string | null
  factor: boolean
  /** Of a guest, who has no account and sees this one case. */
  caseId?: string
}

/** A new session for someone who has proven who they are; answers the token of the cookie. */
export async function startSession(
  door: Kysely<Database>,
  { personId, organizationId, ip, agent, factor, caseId }: Start,
) {
  const token = freshToken()
  await door
    .insertInto('sessions')
    .values({
      idHash: hashOf(token),
      personId,
      orgId: organizationId,
      ip,
      agent: agent?.slice(0, 200) ?? null,
      factorAt: factor ? sql<Date>`clock_timestamp()` : null,
      stepUpAt: factor ? sql<Date>`clock_timestamp()` : null,
      caseId: caseId ?? null,
      endsAt: sql<Date>`clock_timestamp() + make_interval(hours => ${caseId ? guest.absoluteHours : absoluteHours})`,
    })
    .execute()
  return token
}

/**
 * The same person under a new id: at sign-in steps, at step-up and when the organization changes. At a step-up the id
 * before it goes on for a moment, so that a page asked for meanwhile does not sign the person out.
 */
export async function rotateSession(
  door: Kysely<Database>,
  idHash: Buffer,
  { factor = false, organizationId }: { factor?: boolean; organizationId?: string },
) {
  const token = freshToken()
  await door
    .updateTable('sessions')
    .set({
      idHash: hashOf(token),
      ...(factor && {
        stepUpAt: sql<Date>`clock_timestamp()`,
        factorAt: sql<Date>`coalesce(factor_at, clock_timestamp())`,
        earlierHash: sql<Buffer | null>`case when factor_at is not null then id_hash end`,
        renamedAt: sql<Date | null>`case when factor_at is not null then clock_timestamp() end`,
      }),
      ...(organizationId && { earlierHash: null, renamedAt: null }),
      ...(organizationId && { orgId: organizationId }),
    })
    .where('idHash', '=', idHash)
    .execute()
  return token
}

export async function endSession(door: Kysely<Database>, idHash: Buffer) {
  await door.deleteFrom('sessions').where('idHash', '=', idHash).execute()
}

export async function endSessionsOf(door: Kysely<Database>, personId: string) {
  await door.deleteFrom('sessions').where('personId', '=', personId).execute()
}
