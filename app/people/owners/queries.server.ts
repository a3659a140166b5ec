import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** Who owns an organization and what it owns, standing shares first. */
export async function listOwners(db: Kysely<Database>, orgId: string) {
  const rows = await db
    .selectFrom('ownerships as share')
    .innerJoin('organizations as owner', 'owner.id', 'share.ownerId')
    .innerJoin('organizations as owned', 'owned.id', 'share.ownedId')
    .select(['share.ownerId', 'share.ownedId', 'share.shareBps', 'share.since', 'share.until'])
    .select([
      'owner.name as owner',
      'owner.nameEn as ownerEn',
      'owned.name as owned',
      'owned.nameEn as ownedEn',
    ])
    .where((where) => where.or([where('share.ownedId', '=', orgId), where('share.ownerId', '=', orgId)]))
    .orderBy(sql`share.until is not null`)
    .orderBy('share.shareBps', 'desc')
    .execute()
  return {
    owners: rows.filter(({ ownedId }) => ownedId === orgId),
    owned: rows.filter(({ ownerId }) => ownerId === orgId),
  }
}

export type Share = Awaited<ReturnType<typeof listOwners>>['owners'][number]
