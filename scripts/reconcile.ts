import { settings } from './steps/settings.ts'
import './resolve.ts'

const { askedOf } = await import('~/payments/reconciliation/asked')
const { dayOf } = await import('~/kernel/workdays')

const usage = `usage: npm run --silent reconcile [-- --date DAY]
  Compares the books with the orders and the banks and prints one JSON line; amounts are fen.
  without --date: now; differences open breaks, repaired ones close theirs
  --date DAY:     as of the end of that day (Asia/Shanghai, YYYY-MM-DD, not after today); reads only
  exit 0: no difference   1: differences stand   2: not understood, or the books cannot be read`

const asked = askedOf(process.argv.slice(2), dayOf(new Date()))
if (asked === 'usage') {
  console.error(usage)
  process.exitCode = 2
} else process.exitCode = await compare(asked.day).catch(unreadable)

async function compare(day: string | null): Promise<number> {
  const env = await settings({}, 2)
  const { openDatabase } = await import('../db/open.ts')
  const { connectAs } = await import('../db/where.ts')
  const { reconcile } = await import('~/payments/reconciliation/reconcile.server')
  const { booksAsOf } = await import('~/payments/reconciliation/as-of.server')
  const entrance = await openDatabase(env)
  const { db, pool } = connectAs('muster_worker', env, { max: 1, applicationName: 'muster reconcile' })
  try {
    if (day) {
      const books = await db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => booksAsOf(tx, day))
      return print(books, books.differences.length)
    }
    const run = await db.transaction().execute((tx) => reconcile(tx, new Date()))
    return print({ day: dayOf(new Date()), ...run }, run.standing)
  } finally {
    await pool.end()
    await entrance.release()
  }
}

function unreadable(error: unknown): number {
  console.error(error instanceof Error ? error.message : String(error))
  return 2
}

// Money is fen as a decimal string: a JSON number would lose the last digits.
function print(answer: object, differences: number): number {
  console.log(
    JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  )
  return differences === 0 ? 0 : 1
}
