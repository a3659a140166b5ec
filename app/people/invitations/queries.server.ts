import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { MemberRole } from '~/kernel/role'
import type { Actor, OrganizationKind } from '../actor'

type Db = Kysely<Database>

/** Whom one's organization asked in and who has not answered, the newest first. */
export const listInvitations = (db: Db, actor: Actor) =>
  db
    .selectFrom('memberInvitations')
    .select(['id', 'name', 'mail', 'roles', 'endsAt'])
    .where('orgId', '=', actor.organizationId)
    .where('outcome', 'is', null)
    .where('endsAt', '>', sql<Date>`clock_timestamp()`)
    .orderBy('id', 'desc')
    .execute()

export type OwnInvitation = {
  id: string
  name: string
  nameEn: string | null
  kind: OrganizationKind
  roles: MemberRole[]
  endsAt: Date
}

/** Which organizations ask oneself in. */
export async function listOwnInvitations(db: Db): Promise<OwnInvitation[]> {
  const { rows } = await sql<OwnInvitation>`select * from own_invitations()`.execute(db)
  return rows
}
