import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { RowOutcome } from './outcomes'
import type { RowProblem } from './reading'

type Db = Kysely<Database>

const imports = (db: Db) =>
  db
    .selectFrom('registrationImports as i')
    .innerJoin('persons as p', 'p.id', 'i.by')
    .select(['i.id', 'i.fileName', 'i.rows', 'i.added', 'i.changed', 'i.unchanged', 'i.older', 'i.refused'])
    .select(['i.at', 'p.name as person'])

/** Extracts handed in, newest first; for the office and auditors by the row policy. */
export const listRegistrationImports = (db: Db) => imports(db).orderBy('i.id', 'desc').limit(100).execute()

export const findRegistrationImport = (db: Db, importId: string) =>
  imports(db).where('i.id', '=', importId).executeTakeFirst()

const pageSize = 100

export type RegistrationRowKept = {
  line: number
  outcome: RowOutcome
  orgId: string | null
  record: Record<string, string>
  problems: RowProblem[]
  changes: string[]
}

/** Rows of an import in the order of the file; all of them without a limit. */
export async function listRegistrationRows(
  db: Db,
  importId: string,
  { outcome, after = 0 }: { outcome?: RowOutcome | undefined; after?: number },
  limit: number | null = pageSize,
) {
  const rows = (await db
    .selectFrom('registrationRows')
    .select(['line', 'outcome', 'orgId', 'record', 'problems', 'changes'])
    .where('importId', '=', importId)
    .where('line', '>', after)
    .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome!))
    .orderBy('line')
    .$if(limit !== null, (query) => query.limit(limit! + 1))
    .execute()) as RegistrationRowKept[]
  const shown = limit === null ? rows : rows.slice(0, limit)
  return { rows: shown, next: rows.length > shown.length ? String(shown.at(-1)!.line) : null }
}

/** Where what we know of an organization comes from: the latest import that spoke of it. */
export const findRegistrationOf = (db: Db, orgId: string) =>
  db
    .selectFrom('registrationRows as r')
    .innerJoin('registrationImports as i', 'i.id', 'r.importId')
    .select(['i.id', 'i.fileName', 'i.at', 'r.line', 'r.outcome'])
    .where('r.orgId', '=', orgId)
    .orderBy('i.id', 'desc')
    .limit(1)
    .executeTakeFirst()
