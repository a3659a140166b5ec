import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { MemberRole } from '~/kernel/role'

type Notice = { kind: string; href: string; facts?: Record<string, string | number>; event?: string | null }

/** A notice for every present member of the organization who holds one of the roles; once per event and person. */
export async function notifyMembers(
  tx: Kysely<Database>,
  orgId: string,
  roles: readonly MemberRole[],
  { kind, href, facts = {}, event = null }: Notice,
) {
  await sql`
    insert into notifications (person_id, event_id, kind, facts, href)
    select m.person_id, ${event}::uuid, ${kind}, ${JSON.stringify(facts)}::jsonb, ${href}
    from members m where m.org_id = ${orgId} and m.until is null and m.roles && ${sql.val([...roles])}::text[]
    on conflict (event_id, person_id) do nothing`.execute(tx)
}

/** A notice for everyone who holds one of the roles in an agency (officers, auditors). */
export async function notifyAgencies(
  tx: Kysely<Database>,
  roles: readonly MemberRole[],
  { kind, href, facts = {}, event = null }: Notice,
) {
  await sql`
    insert into notifications (person_id, event_id, kind, facts, href)
    select distinct m.person_id, ${event}::uuid, ${kind}, ${JSON.stringify(facts)}::jsonb, ${href}
    from members m join organizations o on o.id = m.org_id and o.kind = 'agency'
    where m.until is null and m.roles && ${sql.val([...roles])}::text[]
    on conflict (event_id, person_id) do nothing`.execute(tx)
}
