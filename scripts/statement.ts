import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import './resolve.ts'

const { readSheet } = await import('~/payments/statements/sheet.server')
const { readStatement } = await import('~/payments/statements/read')
const { runningBalance } = await import('~/payments/statements/running-balance')
const { Refused } = await import('~/kernel/refusal')

const usage = 'usage: npm run --silent statement -- check FILE'

/** Prints what an import would find as one JSON line; exit 0 can be committed, 1 has problems, 2 cannot be read. */
async function check(file: string): Promise<number> {
  const { rows, encoding } = await readSheet(await readFile(file), basename(file))
  const statement = readStatement(rows)
  if (!statement) return print({ ok: false, problems: [{ code: 'layout-unknown' }] }, 2)
  const { layout, lines, problems } = statement
  const { order, opening, closing, breaks } = runningBalance(lines)
  const total = (side: 'C' | 'D') =>
    lines.filter(({ direction }) => direction === side).reduce((sum, { amount }) => sum + amount, 0n)
  const ok = problems.length === 0 && breaks.length === 0
  return print(
    {
      ok,
      layout,
      encoding,
      lines: lines.length,
      in: total('C'),
      out: total('D'),
      order,
      opening,
      closing,
      problems,
      breaks,
    },
    ok ? 0 : 1,
  )
}

// Money is fen as a decimal string: a JSON number would lose the last digits.
function print(answer: object, exit: number): number {
  console.log(
    JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  )
  return exit
}

const [verb, file] = process.argv.slice(2)
if (verb !== 'check' || !file) {
  console.error(usage)
  process.exitCode = 2
} else
  process.exitCode = await check(file).catch((error: unknown) => {
    if (error instanceof Refused) return print({ ok: false, problems: [{ code: error.code }] }, 2)
    if (error instanceof Error && 'code' in error)
      return print({ ok: false, problems: [{ code: String(error.code) }] }, 2)
    throw error
  })
