import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { duties, type MemberRole, roles } from '~/kernel/role'

type Notice = { kind: string; href: string; facts?: Record<string, string | number>; event?: string | null }

async function notifyRoles(
  tx: Kysely<Database>,
  orgId: string | null,
  roles: readonly MemberRole[],
  notice: Notice,
) {
  const { kind, href, facts = {}, event = null } = notice
  await sql`select notify_roles(${orgId}::uuid, ${sql.val([...roles])}::text[], ${kind}, ${JSON.stringify(facts)}::jsonb, ${href}, ${event}::uuid)`.execute(
    tx,
  )
}

/** A notice for every present member of the organization who holds one of the roles; once per event and person. */
export const notifyMembers = (
  tx: Kysely<Database>,
  orgId: string,
  roles: readonly MemberRole[],
  notice: Notice,
) => notifyRoles(tx, orgId, roles, notice)

/** A notice for every present member of the organization, whatever their role. */
export const notifyEveryone = (tx: Kysely<Database>, orgId: string, notice: Notice) =>
  notifyRoles(tx, orgId, [...roles, ...duties], notice)

/** A notice for everyone who holds one of the roles in an agency (officers, openers, auditors). */
export const notifyAgencies = (tx: Kysely<Database>, roles: readonly MemberRole[], notice: Notice) =>
  notifyRoles(tx, null, roles, notice)

/** A notice for one person. */
export async function notifyPerson(
  tx: Kysely<Database>,
  personId: string,
  { kind, href, facts = {}, event = null }: Notice,
) {
  await sql`select notify_person(${personId}::uuid, ${kind}, ${JSON.stringify(facts)}::jsonb, ${href}, ${event}::uuid)`.execute(
    tx,
  )
}
