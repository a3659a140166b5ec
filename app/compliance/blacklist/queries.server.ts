import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

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

/** What the enterprise may know of its own entry. */
const heard = [
  'blacklistEntries.id',
  'blacklistEntries.orgId',
  'blacklistEntries.decisionNo',
  'blacklistEntries.authority',
  'blacklistEntries.decidedOn',
  'blacklistEntries.ground',
  'blacklistEntries.uscc',
  'blacklistEntries.state',
  'blacklistEntries.finalOn',
  'blacklistEntries.noticedAt',
  'blacklistEntries.answerDue',
  'blacklistEntries.answer',
  'blacklistEntries.answeredAt',
  'blacklistEntries.considered',
  'blacklistEntries.listedAt',
  'blacklistEntries.publicAt',
  'blacklistEntries.reviewOn',
  'blacklistEntries.removalAskedAt',
  'blacklistEntries.removedAt',
  'blacklistEntries.removedGround',
  'blacklistEntries.dropReason',
  'blacklistEntries.correctedOn',
  'blacklistEntries.fileId',
  'blacklistEntries.correctionAsked',
  'blacklistEntries.correctionAskedAt',
  'blacklistEntries.correctionDue',
  'blacklistEntries.correctionRefused',
] as const

const columns = [
  ...heard,
  'blacklistEntries.proposedBy',
  'blacklistEntries.proposedAt',
  'blacklistEntries.removalFirstBy',
  'blacklistEntries.correction',
  'blacklistEntries.correctionBy',
] as const

const software = sql<
  string[]
>`array(select p.name_zh from products p where p.id = any (blacklist_entries.products) order by 1)`.as(
  'software',
)

/** Every entry, what waits first. */
export function listEntries(db: Db) {
  return db
    .selectFrom('blacklistEntries')
    .innerJoin('organizations', 'organizations.id', 'blacklistEntries.orgId')
    .select(columns)
    .select(['organizations.name', 'organizations.nameEn'])
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
    .leftJoin('persons as lister', 'lister.id', 'blacklistEntries.listedBy')
    .select(columns)
    .select([
      'organizations.name',
      'organizations.nameEn',
      'proposer.name as proposer',
      'first.name as firstRemover',
      'lister.name as lister',
      software,
    ])
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

/** One's own entry from the notice on, without the persons who decide it. */
export async function findOwnEntry(db: Db, actor: Actor, entryId: string) {
  const its = await db
    .selectFrom('blacklistEntries')
    .select(heard)
    .select(software)
    .where('id', '=', entryId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '<>', 'proposed')
    .executeTakeFirst()
  return its && { ...its, ...(await findFacts(db, entryId)) }
}

const told: Record<string, string> = {
  propose: 'blacklist.proposed',
  notice: 'blacklist.noticed',
  answer: 'blacklist.answered',
  list: 'blacklist.listed',
  drop: 'blacklist.dropped',
  keep: 'blacklist.kept',
  correct: 'blacklist.correction_proposed',
  confirm_correction: 'blacklist.corrected',
  ask_correction: 'blacklist.correction_asked',
  refuse_correction: 'blacklist.correction_refused',
  ask_removal: 'blacklist.removal_asked',
  consent_removal: 'blacklist.removal_consented',
  remove: 'blacklist.removed',
}

/** What was done with an entry, newest first; the events of a foreign organization are not the officers' to read. */
export async function listMoves(db: Db, entryId: string) {
  const rows = await db
    .selectFrom('blacklistMoves')
    .leftJoin('persons', 'persons.id', 'blacklistMoves.by')
    .select([
      'blacklistMoves.id',
      'blacklistMoves.move',
      'blacklistMoves.reason',
      'blacklistMoves.at',
      'persons.name as person',
    ])
    .where('entryId', '=', entryId)
    .orderBy('blacklistMoves.id', 'desc')
    .execute()
  return rows.map(({ move, reason, ...row }) => ({
    ...row,
    kind: told[move]!,
    rule: ['list', 'drop', 'keep', 'refuse_correction'].includes(move) ? reason : null,
  }))
}
