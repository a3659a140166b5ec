import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import './resolve.ts'

const usage = `usage: npm run --silent award -- COMMAND FILE...
  solve   INSTANCE                         the best award that is found, with its certificate
          [--seed HEX] [--no-worse-off] [--gap PPM] [--nodes N] [--time-limit SECONDS] [--out CERTIFICATE]
  verify  INSTANCE CERTIFICATE             whether the certificate holds, recomputed with integers alone
  counter INSTANCE CERTIFICATE CANDIDATE   whether another assignment is feasible and saves more
  explain INSTANCE CERTIFICATE BUYER       what one buyer gets, pays and saves, and what the others would pay without it
FILE may be - for standard input. Exit: 0 yes, 1 no, 2 a file is refused, 64 misused.`

const exits = { yes: 0, no: 1, refused: 2, internal: 3, usage: 64 }

const flags = {
  seed: { type: 'string' },
  'no-worse-off': { type: 'boolean' },
  gap: { type: 'string' },
  nodes: { type: 'string' },
  'time-limit': { type: 'string' },
  out: { type: 'string' },
} as const

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
  if (command === 'solve') return solve(files)
  if (command === 'explain' && files.length === 3) return explain(await readAll(files.slice(0, 2)), files[2]!)
  if (command === 'verify' && files.length === 2) return verify(await readAll(files))
  if (command === 'counter' && files.length === 3) return counter(await readAll(files))
  console.error(usage)
  return exits.usage
}

async function solve(words: string[]): Promise<number> {
  const asked = solving(words)
  if (!asked) {
    console.error(usage)
    return exits.usage
  }
  const { file, seed, noWorseOff, out, ...limits } = asked
  const json = await readJson(file)
  if ((json as { format?: unknown } | null)?.format === 'tqd-instance/1')
    return solvePurchase(json, out, seed, limits)
  const { readInstance } = await import('~/awards/verifying/input')
  const read = readInstance(json)
  if ('faults' in read) throw new Refused(read.faults)
  const instance = read.value
  const { instanceHash } = await import('~/awards/instance')
  const options = {
    seed: seed ?? instanceHash(instance),
    noWorseOff: instance.options?.noWorseOff ?? noWorseOff,
  }
  if (noWorseOff && !options.noWorseOff)
    throw new Refused([
      { code: 'options', path: 'options.noWorseOff', message: 'the file says that the rule does not hold' },
    ])
  const { solve: find } = await import('~/awards/engine/solve')
  const certificate = await find(instance, options, limits, ({ phase, incumbent, bound }) =>
    console.error(`${phase}: ${incumbent} of at most ${bound}`),
  )
  const { verify: check } = await import('~/awards/verify')
  const { ok, errors } = check(instance, certificate)
  if (!ok) throw new Error(`not verified: ${JSON.stringify(errors)}`)
  await deliver(certificate, out)
  return exits.yes
}

/** A total quantity discount: one program, verified like an award. */
async function solvePurchase(
  json: unknown,
  out: string | undefined,
  seed: string | undefined,
  limits: object,
) {
  const { readTqd, verifyTqd } = await import('~/awards/verifying/tqd')
  const read = readTqd(json)
  if ('faults' in read) throw new Refused(read.faults)
  const { instanceHash } = await import('~/awards/instance')
  const { solveTqd } = await import('~/awards/engine/tqd')
  const certificate = await solveTqd(read.value, seed ?? instanceHash(read.value), limits)
  const { ok, errors } = verifyTqd(read.value, certificate)
  if (!ok) throw new Error(`not verified: ${JSON.stringify(errors)}`)
  await deliver(certificate, out)
  return exits.yes
}

async function deliver(certificate: object, out: string | undefined) {
  const { canonical } = await import('~/kernel/canonical')
  const document = `${canonical(certificate as never)}\n`
  if (out) await writeFile(out, document)
  process.stdout.write(document)
}

/** What is asked for; null when it cannot be read. */
function solving(words: string[]) {
  try {
    const { values, positionals } = parseArgs({ args: words, options: flags, allowPositionals: true })
    const { seed, out } = values
    const number = (name: 'gap' | 'nodes' | 'time-limit', largest: number) => {
      const value = values[name]
      if (value === undefined) return undefined
      if (!/^\d+(\.\d+)?$/.test(value) || Number(value) > largest) throw new RangeError(name)
      return Number(value)
    }
    const [gapPpm, nodes, seconds] = [
      number('gap', 1e6),
      number('nodes', 2 ** 31 - 1),
      number('time-limit', 1e6),
    ]
    if (positionals.length !== 1 || (seed !== undefined && !/^[0-9a-f]{64}$/.test(seed))) return null
    return {
      file: positionals[0]!,
      noWorseOff: values['no-worse-off'] ?? false,
      ...(seed !== undefined && { seed }),
      ...(out !== undefined && { out }),
      ...(gapPpm !== undefined && { gapPpm }),
      ...(nodes !== undefined && { nodes }),
      ...(seconds !== undefined && { seconds }),
    }
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

async function explain([instanceFile, certificateFile]: unknown[], buyer: string): Promise<number> {
  const { verifyFiles } = await import('~/awards/verifying/files')
  const outcome = verifyFiles(instanceFile, certificateFile)
  if ('faults' in outcome) throw new Refused(outcome.faults)
  const instance = instanceFile as import('../app/awards/instance.ts').Instance
  const certificate = certificateFile as import('../app/awards/certificate.ts').Certificate
  const { explain: tell } = await import('~/awards/verifying/explanation')
  const explanation = tell(instance, certificate, buyer)
  if (!explanation)
    throw new Refused([
      { code: 'unknown-buyer', path: buyer, message: 'the instance does not know this buyer' },
    ])
  const { ok, errors } = outcome.verification
  const { withoutBuyer } = await import('~/awards/engine/without')
  print({ ...explanation, verified: ok, errors, others: await withoutBuyer(instance, certificate, buyer) })
  return ok ? exits.yes : exits.no
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
