import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { CriteriaSet } from '../qualifications/criteria'

type Db = Kysely<Database>

/** All versions, the newest first, each with how many vendors are qualified by it and how many rounds keep it. */
export async function listVersions(db: Db) {
  const rows = await db
    .selectFrom('criteriaSets')
    .leftJoin('persons', 'persons.id', 'criteriaSets.publishedBy')
    .select(['version', 'body', 'since', 'reason', 'persons.name as author'])
    .select([
      sql<number>`(select count(*)::int from qualifications q where q.criteria_version = criteria_sets.version and q.state = 'qualified')`.as(
        'vendors',
      ),
      sql<number>`(select count(*)::int from rounds r where r.criteria_version = criteria_sets.version)`.as(
        'rounds',
      ),
    ])
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ body, ...row }) => ({ ...row, set: body as CriteriaSet }))
}

export type Version = Awaited<ReturnType<typeof listVersions>>[number]

/** The next version while the office works on it, and a hash by which a reader says which text was read. */
export async function findDraft(db: Db) {
  const row = await db
    .selectFrom('criteriaDrafts')
    .leftJoin('persons', 'persons.id', 'criteriaDrafts.savedBy')
    .select(['body', 'at', 'persons.name as author', sql<string>`body::text`.as('text')])
    .executeTakeFirst()
  if (!row) return undefined
  const { body, text, ...draft } = row
  return { ...draft, set: body as CriteriaSet, hash: createHash('sha256').update(text).digest('hex') }
}
