import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import './resolve.ts'

const usage = `usage: npm run --silent award -- COMMAND FILE...
  verify  INSTANCE CERTIFICATE             whether the certificate holds, recomputed with integers alone
  counter INSTANCE CERTIFICATE CANDIDATE   whether another assignment is feasible and saves more
FILE may be - for standard input. Exit: 0 yes, 1 no, 2 a file is refused, 64 misused.`

const exits = { yes: 0, no: 1, refused: 2, internal: 3, usage: 64 }

class Refused extends Error {
  faults: { code: string; path: string; message: string }[]
  constructor(faults: Refused['faults']) {
    super(faults[0]?.message)
    this.faults = faults
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (error instanceof Refused) {
    print({ format: 'award-error/1', ...error.faults[0], faults: error.faults })
    process.exitCode = exits.refused
  } else {
    console.error(error)
    process.exitCode = exits.internal
  }
}

async function run([command, ...files]: string[]): Promise<number> {
  if (command === 'verify' && files.length === 2) return verify(await readAll(files))
  if (command === 'counter' && files.length === 3) return counter(await readAll(files))
  console.error(usage)
  return exits.usage
}

async function verify([instance, certificate]: unknown[]): Promise<number> {
  const { verifyFiles } = await import('~/awards/verifying/files')
  const outcome = verifyFiles(instance, certificate)
  if ('faults' in outcome) throw new Refused(outcome.faults)
  print(outcome.verification)
  return outcome.verification.ok ? exits.yes : exits.no
}

async function counter([instance, certificate, candidate]: unknown[]): Promise<number> {
  const { counterFiles } = await import('~/awards/verifying/files')
  const outcome = counterFiles(instance, certificate, candidate)
  if ('faults' in outcome) throw new Refused(outcome.faults)
  print(outcome.counter)
  return outcome.counter.accepted ? exits.yes : exits.no
}

function readAll(files: readonly string[]): Promise<unknown[]> {
  return Promise.all(files.map(readJson))
}

async function readJson(file: string): Promise<unknown> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(unreadable)
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new Refused([{ code: 'json', path: '', message: `${file}: ${(error as Error).message}` }])
  }
}

function unreadable(error: Error): never {
  throw new Refused([{ code: 'unreadable', path: '', message: error.message }])
}

/** One JSON document and a newline. */
function print(document: object) {
  process.stdout.write(`${JSON.stringify(document)}\n`)
}
