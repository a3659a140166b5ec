import { open, readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import './resolve.ts'

const usage = `usage: npm run --silent inventory -- COMMAND [OPTION]... FILE...
  read      [--summary json] FILE...
  recognize [--pack FILE] [--aliases FILE] FILE...
  evaluate  --truth TRUTH [--pack FILE] [--aliases FILE] FILE...
FILE may be - for standard input; recognize and evaluate also take the lines that read prints.`

const exits = { done: 0, rowRefused: 1, fileRefused: 2, usage: 64, internal: 70 }

class UsageError extends Error {}

type InventoryRecord = import('~/compliance/record').InventoryRecord

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exits.done)
  throw error
})

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const misused =
    error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  console.error(misused ? `${(error as Error).message}\n${usage}` : error)
  process.exitCode = misused ? exits.usage : exits.internal
}

async function run(argv: string[]): Promise<number> {
  const [command, ...rest] = argv
  const { values, positionals: files } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      summary: { type: 'string' },
      pack: { type: 'string' },
      aliases: { type: 'string' },
      truth: { type: 'string' },
    },
  })
  if (!command || !['read', 'recognize', 'evaluate'].includes(command))
    throw new UsageError('no such command')
  if (files.length === 0) throw new UsageError('no file')
  if (values.summary && values.summary !== 'json') throw new UsageError('--summary knows json only')
  if (command === 'evaluate' && !values.truth) throw new UsageError('evaluate needs --truth')

  if (command === 'read') return readAll(files, values.summary === 'json', print)
  return recognizeAll(files, values)
}

/** Reads every file, hands its records on, tells of each source on stderr; the exit code. */
async function readAll(
  files: string[],
  asJson: boolean,
  take: (records: InventoryRecord[]) => Promise<void>,
): Promise<number> {
  const { readInventory, newRun } = await import('~/compliance/reading')
  const { MemberReader } = await import('~/compliance/reading.server')
  const { limits } = await import('~/compliance/limits')
  const { printedRecords } = await import('~/compliance/printed-records')
  const { summarize, totalOf } = await import('~/compliance/summary')
  await using reader = new MemberReader()
  const state = newRun()
  const summaries: ReturnType<typeof summarize> = []
  let unreadable = 0

  for (const file of files) {
    const bytes = await bytesOf(file, limits.fileBytes + 1).catch((error: Error) => {
      console.error(`${file} unreadable: ${error.message}`)
      unreadable += 1
    })
    if (!bytes) continue
    const records =
      printedRecords(bytes, state) ??
      readInventory(bytes, file, { run: state, readOne: (member) => reader.read(member) })
    let source: InventoryRecord[] = []
    for await (const record of records) {
      if (record.kind === 'file' && source.length > 0) {
        await finish(source)
        source = []
      }
      source.push(record)
    }
    await finish(source)

    async function finish(of: InventoryRecord[]): Promise<void> {
      for (const summary of summarize(of)) {
        summaries.push(summary)
        console.error(asJson ? JSON.stringify(summary) : line(nameOf(file, summary.member), summary))
      }
      await take(of)
    }
  }
  const total = { files: files.length, ...totalOf(summaries), computers: state.machines.count }
  console.error(asJson ? JSON.stringify({ total }) : line('total', total))
  if (unreadable > 0 || summaries.some(({ fatal }) => fatal !== null)) return exits.fileRefused
  return total.refused > 0 ? exits.rowRefused : exits.done
}

async function recognizeAll(
  files: string[],
  { pack, aliases, truth }: { pack?: string; aliases?: string; truth?: string },
): Promise<number> {
  const { recognize } = await import('~/compliance/recognition/recognize')
  const { tally } = await import('~/compliance/recognition/tally')
  const { basePack } = await import('~/compliance/packs/base')
  const { loadPack } = await import('~/compliance/recognition/load')
  const { aliasSchema } = await import('~/compliance/recognition/aliases')
  const rules = pack ? loadPack(JSON.parse(await readFile(pack, 'utf8'))) : basePack()
  const learned = aliases ? (await jsonLines(aliases)).map((alias) => aliasSchema.parse(alias)) : []

  const records: InventoryRecord[] = []
  const exit = await readAll(files, false, async (source) => {
    for (const record of source) records.push(record)
  })
  const recognized = recognize(records, rules, learned)
  if (truth) {
    const { measure, truthSchema } = await import('~/compliance/recognition/measure')
    const labels = (await jsonLines(truth)).map((label) => truthSchema.parse(label))
    await print([measure(records, recognized, labels, rules.pack)])
    return exit
  }
  await print(recognized)
  const { known, ...counts } = tally(recognized)
  console.error(`${line('', counts).trim()} known=${known}%`)
  return exit
}

async function bytesOf(file: string, most: number): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin)
  await using handle = await open(file)
  const { size } = await handle.stat()
  const bytes = Buffer.alloc(Math.min(size, most))
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
  return bytes.subarray(0, bytesRead)
}

async function jsonLines(file: string): Promise<unknown[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').trim()
  if (text.startsWith('[')) return JSON.parse(text)
  return text
    .split(/\r?\n/)
    .filter((part) => part.trim())
    .map((part) => JSON.parse(part))
}

/** JSON lines on stdout, in pieces that a pipe can take. */
async function print(values: readonly unknown[]): Promise<void> {
  for (let at = 0; at < values.length; at += 1000) {
    const text = values
      .slice(at, at + 1000)
      .map((value) => `${JSON.stringify(value)}\n`)
      .join('')
    if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

function nameOf(file: string, member: string | null): string {
  return member === null ? file : `${file}!${member}`
}

/** `NAME key=value …`; nothing known is `none`. */
function line(name: string, facts: object): string {
  const { source: _, file: __, member: ___, fatal, ...shown } = facts as Record<string, unknown>
  const pairs = Object.entries(shown).map(([key, value]) => `${key}=${value ?? 'none'}`)
  if (typeof fatal === 'string') pairs.push(`fatal=${fatal}`)
  return [name, ...pairs].join(' ')
}
