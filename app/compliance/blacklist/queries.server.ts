import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

export type PublicEntry = {
  name: string
  nameEn: string | null
  uscc: string
  decisionNo: string
  authority: string
  decidedOn: string
  ground: string
  publicAt: Date
  reviewOn: string
  correctedOn: string | null
}

/** Those listed, as everybody may know it; who was taken off is not among them. */
export async function listPublic(db: Db): Promise<PublicEntry[]> {
  const { rows } = await sql<PublicEntry>`select * from blacklist_public()`.execute(db)
  return rows
}

const columns = [
  'blacklistEntries.id',
  'blacklistEntries.orgId',
  'blacklistEntries.decisionNo',
  'blacklistEntries.authority',
  'blacklistEntries.decidedOn',
  'blacklistEntries.ground',
  'blacklistEntries.uscc',
  'blacklistEntries.state',
  'blacklistEntries.finalOn',
  'blacklistEntries.proposedBy',
  'blacklistEntries.proposedAt',
  'blacklistEntries.noticedAt',
  'blacklistEntries.answerDue',
  'blacklistEntries.answer',
  'blacklistEntries.answeredAt',
  'blacklistEntries.considered',
  'blacklistEntries.listedAt',
  'blacklistEntries.publicAt',
  'blacklistEntries.reviewOn',
  'blacklistEntries.removalAskedAt',
  'blacklistEntries.removalFirstBy',
  'blacklistEntries.removedAt',
  'blacklistEntries.removedGround',
  'blacklistEntries.dropReason',
  'blacklistEntries.fileId',
] as const

/** Every entry that the reader may see: all for officers, one's own for an enterprise; what waits comes first. */
export function listEntries(db: Db, orgId?: string) {
  return db
    .selectFrom('blacklistEntries')
    .innerJoin('organizations', 'organizations.id', 'blacklistEntries.orgId')
    .select(columns)
    .select('organizations.name')
    .$if(orgId !== undefined, (query) => query.where('blacklistEntries.orgId', '=', orgId!))
    .orderBy(sql`array_position('{proposed,noticed,listed,removed,dropped}', blacklist_entries.state)`)
    .orderBy('blacklistEntries.id', 'desc')
    .execute()
}

/** One entry with the people behind it and the two facts that lead off the list. */
export async function findEntry(db: Db, entryId: string) {
  const its = await db
    .selectFrom('blacklistEntries')
    .innerJoin('organizations', 'organizations.id', 'blacklistEntries.orgId')
    .leftJoin('persons as proposer', 'proposer.id', 'blacklistEntries.proposedBy')
    .leftJoin('persons as first', 'first.id', 'blacklistEntries.removalFirstBy')
    .select(columns)
    .select(['organizations.name', 'proposer.name as proposer', 'first.name as firstRemover'])
    .where('blacklistEntries.id', '=', entryId)
    .executeTakeFirst()
  if (!its) return undefined
  return { ...its, ...(await findFacts(db, entryId)) }
}

export async function findFacts(db: Db, entryId: string) {
  const { rows } = await sql<{ rectified: boolean | null; bought: boolean | null }>`
    select * from blacklist_facts(${entryId}::uuid)`.execute(db)
  return { rectified: rows[0]?.rectified ?? false, bought: rows[0]?.bought ?? false }
}
