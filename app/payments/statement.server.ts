import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { storeFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'

type Tx = Kysely<Database>

type Upload = { accountId: string; name: string; bytes: Uint8Array }

const statementTypes = ['text/plain', 'application/zip']

/** Takes a statement file of a bank account; the worker reads it. Refuses: account-unknown, statement-in-progress. */
export async function uploadStatement(tx: Tx, actor: Actor, { accountId, ...file }: Upload) {
  const account = await tx
    .selectFrom('bankAccounts')
    .select('id')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) refuse('account-unknown', { field: 'accountId' })
  const other = await tx
    .selectFrom('statementImports')
    .select('id')
    .where('accountId', '=', accountId)
    .where((row) =>
      row.or([
        row('state', '=', 'read'),
        row.and([row('state', '=', 'checked'), row('committedBy', 'is not', null)]),
      ]),
    )
    .executeTakeFirst()
  refuseIf(other ? 'statement-in-progress' : null, { field: 'accountId' })
  const { id: fileId } = await storeFile(tx, {
    ...file,
    orgId: actor.organizationId,
    personId: actor.personId,
    accept: statementTypes,
  })
  const { id } = await tx
    .insertInto('statementImports')
    .values({ accountId, fileId, readBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'statement.uploaded', id, { import: id, account: accountId })
  return id
}

/** Asks for the lines of a checked statement to be booked; a gap to the last one needs its reason. Refuses: already-moved, statement-has-problems, gap-needs-reason. */
export async function commitStatement(tx: Tx, actor: Actor, importId: string, gapReason: string | null) {
  const statement = await lockImport(tx, importId)
  if (statement.state !== 'checked' || statement.committedBy) refuse('already-moved')
  refuseIf(statement.problems.length > 0 ? 'statement-has-problems' : null)
  refuseIf(statement.gap && !gapReason ? 'gap-needs-reason' : null, { field: 'gapReason' })
  await tx
    .updateTable('statementImports')
    .set({ committedBy: actor.personId, gapReason, done: 0 })
    .where('id', '=', importId)
    .execute()
  await record(tx, 'statement.approved', importId, { import: importId })
}

/** Refuses: already-moved. */
export async function discardStatement(tx: Tx, importId: string) {
  const statement = await lockImport(tx, importId)
  if (statement.committedBy) refuse('already-moved')
  const moved = await tx
    .updateTable('statementImports')
    .set({ state: 'discarded' })
    .where('id', '=', importId)
    .where('state', 'in', ['read', 'checked'])
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
  await record(tx, 'statement.discarded', importId, { import: importId })
}

async function lockImport(tx: Tx, importId: string) {
  const statement = await tx
    .selectFrom('statementImports')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  return statement ?? refuse('statement-unknown')
}

export const listBankAccounts = (db: Tx) =>
  db
    .selectFrom('bankAccounts')
    .selectAll()
    .where('closedOn', 'is', null)
    .orderBy('openedOn')
    .orderBy('id')
    .execute()

export function listImports(db: Tx) {
  return db
    .selectFrom('statementImports')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'statementImports.accountId')
    .innerJoin('files', 'files.id', 'statementImports.fileId')
    .leftJoin('persons', 'persons.id', 'statementImports.readBy')
    .selectAll('statementImports')
    .select([
      'bankAccounts.holder',
      'bankAccounts.bank',
      'bankAccounts.number',
      'files.name as fileName',
      'persons.name as person',
    ])
    .select(sql<number>`jsonb_array_length(problems)`.as('problemCount'))
    .orderBy('statementImports.id', 'desc')
    .limit(100)
    .execute()
}

export function findImport(db: Tx, importId: string) {
  return db
    .selectFrom('statementImports')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'statementImports.accountId')
    .innerJoin('files', 'files.id', 'statementImports.fileId')
    .leftJoin('persons as reader', 'reader.id', 'statementImports.readBy')
    .leftJoin('persons as committer', 'committer.id', 'statementImports.committedBy')
    .selectAll('statementImports')
    .select([
      'bankAccounts.holder',
      'bankAccounts.bank',
      'bankAccounts.number',
      'bankAccounts.closing as accountClosing',
      'files.name as fileName',
      'files.bytes',
      'reader.name as reader',
      'committer.name as committer',
    ])
    .where('statementImports.id', '=', importId)
    .executeTakeFirst()
}

/** The lines that an import brought into the books, with what became of each. */
export function listBookedLines(db: Tx, importId: string, limit = 200) {
  return db
    .selectFrom('bankLines')
    .where('importId', '=', importId)
    .select([
      'id',
      'row',
      'bookedAt',
      'direction',
      'amount',
      'currency',
      'balance',
      'counterpartyName',
      'remark',
      'state',
    ])
    .orderBy('row')
    .limit(limit)
    .execute()
}

export type BookedLine = Awaited<ReturnType<typeof listBookedLines>>[number]
export type FoundImport = NonNullable<Awaited<ReturnType<typeof findImport>>>
