import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { readFile } from '~/kernel/files.server'
import { Refused } from '~/kernel/refusal'
import { account } from './ledger/accounts'
import { findCodes } from './code'
import { openBreak } from './break.server'
import type { Problem, StatementLine } from './statements/layout'
import type { PreviewLine } from './statements/preview'
import { compareWithKnown, identified, type IdentifiedLine } from './statements/identity'
import { readInSteps } from './statements/read'
import { gapSince, runningBalance } from './statements/running-balance'
import { readSheet } from './statements/sheet.server'

type Db = Kysely<Database>

const chunk = 500
const problemsKept = 1_000
const previewKept = 50

/** Reads and checks the oldest statement that waits for it; its problems are kept by row and column. Answers whether there was one. */
export async function checkNextStatement(db: Db): Promise<boolean> {
  const waiting = await db
    .selectFrom('statementImports')
    .select('id')
    .where('state', '=', 'read')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return false
  const { id } = waiting
  const facts = await check(db, id).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    return {
      layout: null,
      lines: 0,
      known: 0,
      changed: [],
      preview: [],
      problems: [{ row: 0, column: '', code: error.code }],
    }
  })
  const { changed, ...columns } = facts
  await db.transaction().execute(async (tx) => {
    const moved = await tx
      .updateTable('statementImports')
      .set({
        ...columns,
        preview: JSON.stringify(facts.preview),
        problems: JSON.stringify(facts.problems.slice(0, problemsKept)),
        state: 'checked',
        done: facts.lines,
      })
      .where('id', '=', id)
      .where('state', '=', 'read')
      .returning('accountId')
      .executeTakeFirst()
    if (!moved) return
    await record(tx, 'statement.checked', id, {
      import: id,
      lines: facts.lines,
      problems: facts.problems.length,
    })
    for (const identity of changed)
      await openBreak(tx, { kind: 'serial-changed', subject: `${moved.accountId}:${identity}` })
  })
  return true
}

async function check(db: Db, importId: string) {
  const { read, fresh, changed, bank } = await linesOf(db, importId, (done, lines) =>
    tellProgress(db, importId, done, lines),
  )
  const balance = runningBalance(read.lines)
  const freshBalance = runningBalance(fresh)
  const times = read.lines.map(instantOf).sort((a, b) => a.getTime() - b.getTime())
  const problems: Problem[] = [
    ...read.problems,
    ...changed.map(({ row }) => ({ row, column: 'serial_no', code: 'serial-changed' })),
    ...read.lines
      .filter(
        ({ accountNo }) => accountNo && accountNo.replaceAll(/\D/g, '') !== bank.number.replaceAll(/\D/g, ''),
      )
      .map(({ row }) => ({ row, column: 'account_no', code: 'other-account' })),
    ...balance.breaks.map(({ row }) => ({ row, column: 'balance', code: 'balance-breaks' })),
  ].toSorted((a, b) => a.row - b.row)
  return {
    layout: read.layout,
    lines: read.lines.length,
    changed: changed.map(({ identity }) => identity),
    preview: previewOf(read.lines, fresh),
    moneyIn: sumOf(read.lines, 'C'),
    moneyOut: sumOf(read.lines, 'D'),
    known: read.lines.length - fresh.length - changed.length,
    opening: balance.opening,
    closing: balance.closing,
    gap: fresh.length > 0 ? gapSince(bank.closing, freshBalance.opening) : null,
    firstAt: times[0] ?? null,
    lastAt: times.at(-1) ?? null,
    problems:
      read.lines.length === 0 && problems.length === 0
        ? [{ row: 0, column: '', code: 'no-lines' }]
        : problems,
  }
}

const sumOf = (lines: readonly StatementLine[], side: 'C' | 'D') =>
  lines.reduce((sum, { direction, amount }) => (direction === side ? sum + amount : sum), 0n)

const previewOf = (lines: readonly StatementLine[], fresh: readonly IdentifiedLine[]) =>
  lines.slice(0, previewKept).map((line): PreviewLine => ({
    row: line.row,
    at: instantOf(line).toISOString(),
    direction: line.direction,
    amount: String(line.amount),
    balance: line.balance === null ? null : String(line.balance),
    counterparty: line.counterpartyName,
    remark: line.remark,
    known: !fresh.some(({ row }) => row === line.row),
  }))

/** Said outside of any transaction, so that it is seen while the file is read. */
async function tellProgress(db: Db, importId: string, done: number, lines: number) {
  await db
    .updateTable('statementImports')
    .set({ done, lines })
    .where('id', '=', importId)
    .where('state', '=', 'read')
    .execute()
}

type Told = (done: number, of: number) => Promise<void>

async function linesOf(db: Db, importId: string, told: Told = async () => {}) {
  const statement = await db
    .selectFrom('statementImports')
    .innerJoin('files', 'files.id', 'statementImports.fileId')
    .innerJoin('bankAccounts', 'bankAccounts.id', 'statementImports.accountId')
    .select([
      'files.id as fileId',
      'files.name',
      'statementImports.accountId',
      'bankAccounts.number',
      'bankAccounts.closing',
    ])
    .where('statementImports.id', '=', importId)
    .executeTakeFirstOrThrow()
  const file = await readFile(db, statement.fileId)
  if (!file) throw new Refused('file-lost')
  const sheet = await readSheet(file.content, statement.name)
  const read = await readGradually(sheet.rows, told)
  if (!read) throw new Refused('layout-unknown')
  const lines = identified(read.lines)
  const known = await db
    .selectFrom('bankLines')
    .select(['serialNo as identity', sql<string>`encode(content, 'hex')`.as('content')])
    .where('accountId', '=', statement.accountId)
    .where('serialNo', '=', sql<string>`any(${lines.map(({ identity }) => identity)}::text[])`)
    .execute()
  return {
    read,
    ...compareWithKnown(lines, known),
    accountId: statement.accountId,
    bank: { number: statement.number, closing: statement.closing },
  }
}

async function readGradually(rows: string[][], told: Told) {
  const reading = readInSteps(rows)
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done) return step.value
    await told(step.value.done, step.value.of)
  }
}

/** The instant of a line; a bank that prints a day only means no hour. */
const instantOf = ({ bookedOn, bookedTime }: { bookedOn: string; bookedTime: string | null }) =>
  new Date(`${bookedOn}T${bookedTime ?? '00:00:00'}+08:00`)

/**
 * Books the lines of the oldest statement that was approved, each to its own suspense account, in steps that can be
 * seen and resumed: a line that is booked is known. Answers whether there was one.
 */
export async function bookNextStatement(db: Db): Promise<boolean> {
  const waiting = await db
    .selectFrom('statementImports')
    .select('id')
    .where('state', '=', 'checked')
    .where('committedBy', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return false
  const { fresh, read, accountId } = await linesOf(db, waiting.id)
  const inTime = runningBalance(read.lines).order === 'ascending' ? fresh : fresh.toReversed()
  const before = read.lines.length - inTime.length
  for (let at = 0; at < inTime.length; at += chunk) {
    const part = inTime.slice(at, at + chunk)
    await db
      .transaction()
      .execute((tx) => bookLines(tx, waiting.id, accountId, part, before + at + part.length))
  }
  await db.transaction().execute((tx) => close(tx, waiting.id))
  return true
}

async function bookLines(
  tx: Db,
  importId: string,
  accountId: string,
  lines: readonly IdentifiedLine[],
  done: number,
) {
  await tx.updateTable('statementImports').set({ done }).where('id', '=', importId).execute()
  const added = await tx
    .insertInto('bankLines')
    .values(
      lines.map((line) => ({
        importId,
        accountId,
        row: line.row,
        serialNo: line.identity,
        content: Buffer.from(line.content, 'hex'),
        bookedAt: instantOf(line),
        direction: line.direction,
        amount: line.amount,
        currency: line.currency,
        balance: line.balance,
        counterpartyName: line.counterpartyName || null,
        counterpartyAccount: line.counterpartyAccount || null,
        counterpartyBank: line.counterpartyBank || null,
        remark: line.remark || null,
        codes: findCodes(line.remark),
      })),
    )
    .onConflict((conflict) => conflict.constraint('bank_lines_once').doNothing())
    .returning('id')
    .execute()
  await sql`select ledger.open_account(${account.bank(accountId)})`.execute(tx)
  await sql`
    select ledger.open_account('suspense:' || l.id, null, null, l.currency, l.direction = 'D'),
      ledger.post('line:' || l.id, 'bank_line', null, l.booked_at, array[${account.bank(accountId)}, 'suspense:' || l.id],
        case l.direction when 'C' then array[l.amount, -l.amount] else array[-l.amount, l.amount] end)
    from bank_lines l where l.id = any(${added.map(({ id }) => id)}::uuid[]) order by l.booked_at, l.id`.execute(
    tx,
  )
}

async function close(tx: Db, importId: string) {
  const statement = await tx
    .selectFrom('statementImports')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (statement.state !== 'checked') return
  await tx
    .updateTable('statementImports')
    .set({ state: 'committed', committedAt: sql<Date>`clock_timestamp()`, done: statement.lines })
    .where('id', '=', importId)
    .execute()
  if (statement.closing !== null && statement.lastAt)
    await tx
      .updateTable('bankAccounts')
      .set({ closing: statement.closing, closingAt: statement.lastAt })
      .where('id', '=', statement.accountId)
      .where((row) => row.or([row('closingAt', 'is', null), row('closingAt', '<=', statement.lastAt!)]))
      .execute()
  if (statement.gap)
    await openBreak(tx, { kind: 'statement-gap', subject: importId, expected: 0n, found: statement.gap })
  await record(tx, 'statement.committed', importId, {
    import: importId,
    lines: statement.lines - statement.known,
  })
}
