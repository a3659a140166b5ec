import { readFile } from 'node:fs/promises'
import './resolve.ts'

const { receiptProblems } = await import('~/rounds/sealing/receipt')
const { keyFromHex } = await import('~/kernel/verifying')

const usage =
  'usage: npm run --silent audit -- receipt RECEIPT [ENVELOPE] [--key HEX] | draw FILE | verify --certificate FILE [--keys FILE] | verify --bundle FILE [--key HEX] | verify --record FILE [--key HEX] | checkpoint'

/** Prints one JSON line; exit 0 holds, 1 fails, 2 cannot be checked. */
async function receipt(file: string, envelope: string | undefined, key: string | undefined) {
  const read = JSON.parse(await readFile(file, 'utf8'))
  if (read.format !== 'receipt/1') return print({ ok: false, problems: ['no-receipt'] }, 2)
  const text = envelope === undefined ? null : await readFile(envelope, 'utf8')
  const problems = await receiptProblems(read, keyFromHex(key ?? (await ownKey())), text)
  const { item, kind, envelopeHash, receivedAt, log } = read
  const facts = { item, kind, envelopeHash, receivedAt, index: log?.index ?? null, size: sizeOf(log) }
  return print({ ok: problems.length === 0, ...facts, problems }, problems.length === 0 ? 0 : 1)
}

/** The published draw of an inspection, once more; exit 1 names what differs from what was published. */
async function draw(file: string) {
  const { differences, drawFile, repeat } = await import('~/compliance/draws/published')
  const its = drawFile.parse(JSON.parse(await readFile(file, 'utf8')))
  const again = repeat(its)
  const problems = differences(its, again)
  return print(problems.length === 0 ? again : { ...again, problems }, problems.length === 0 ? 0 : 1)
}

/**
 * A certificate by its own bytes and the published keys alone: its `signed.json`, or the PDF that carries it. Without
 * `--keys` the keys are those of this installation. Whether it was revoked only the page at its number tells.
 */
async function verify(file: string, keysFile: string | undefined) {
  const checking = await import('~/licenses/certificates/checking')
  const { dayOf } = await import('~/kernel/workdays')
  const its = checking.signedCertificate.parse(JSON.parse(checking.signedTextOf(await readFile(file))))
  const { keys } = checking.publishedKeys.parse(
    keysFile === undefined ? await ownCertificateKeys() : JSON.parse(await readFile(keysFile, 'utf8')),
  )
  const problems = await checking.certificateProblems(its, keys, dayOf(new Date()))
  const { no, until } = its.statement
  return print(
    { ok: problems.length === 0, no, until, kid: its.kid, problems },
    problems.length === 0 ? 0 : 1,
  )
}

/** A mediation case's bundle by its own bytes and the platform's key alone; exit 1 names what does not hold. */
async function verifyBundle(file: string, key: string | undefined) {
  const { bundleProblems } = await import('~/mediation/bundle/reading')
  const { unpack } = await import('~/mediation/bundle/packing')
  const entries = unpack(await readFile(file))
  const { problems, manifest } = await bundleProblems(entries, keyFromHex(key ?? (await ownKey())))
  const facts = { case: manifest?.case ?? null, viewer: manifest?.viewer ?? null, files: entries.length }
  return print({ ok: problems.length === 0, ...facts, problems }, problems.length === 0 ? 0 : 1)
}

/** A purchase record that was taken along, by its own bytes and the platform's key alone. */
async function verifyRecord(file: string, key: string | undefined) {
  const { recordProblems, signedRecord } = await import('~/licenses/records/signed-record')
  const its = signedRecord.parse(JSON.parse(await readFile(file, 'utf8')))
  const problems = await recordProblems(its, keyFromHex(key ?? (await ownKey())))
  const { no, at, facts } = its
  return print(
    { ok: problems.length === 0, no, at, facts: facts.length, problems },
    problems.length === 0 ? 0 : 1,
  )
}

async function ownCertificateKeys() {
  const { settings, stop } = await import('./steps/settings.ts')
  const env = await settings()
  const { openDatabase } = await import('../db/open.ts')
  const { connectAs } = await import('../db/where.ts')
  const { listKeys } = await import('~/licenses/certificates/queries.server')
  const entrance = await openDatabase(env).catch(stop)
  const { db, pool } = connectAs('muster_worker', env, { max: 1, applicationName: 'muster audit' })
  const keys = await listKeys(db)
  await pool.end()
  await entrance.release()
  return { keys }
}

const sizeOf = (log: { checkpoint: string } | null) => (log ? Number(log.checkpoint.split('\n')[1]) : null)

/** Without `--key` the key of this installation, by its settings. */
async function ownKey() {
  const { settings } = await import('./steps/settings.ts')
  await settings()
  const { signingPublicKey } = await import('~/kernel/signing.server')
  return signingPublicKey()
}

/** The newest signed note, as it is published. */
async function checkpoint() {
  const { settings, stop } = await import('./steps/settings.ts')
  const env = await settings()
  const { openDatabase } = await import('../db/open.ts')
  const { connectAs } = await import('../db/where.ts')
  const { findCheckpoint } = await import('~/kernel/log.server')
  const entrance = await openDatabase(env).catch(stop)
  const { db, pool } = connectAs('muster_worker', env, { max: 1, applicationName: 'muster audit' })
  const found = await findCheckpoint(db)
  await pool.end()
  await entrance.release()
  if (!found) return print({ ok: false, problems: ['no-checkpoint'] }, 2)
  return print(
    { ok: true, size: Number(found.size), root: found.root.toString('base64'), note: found.note },
    0,
  )
}

function print(answer: object, exit: number): number {
  console.log(JSON.stringify(answer))
  return exit
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  return at > 0 ? process.argv.splice(at, 2)[1] : undefined
}
const [key, certificate, keys] = [option('--key'), option('--certificate'), option('--keys')]
const [bundle, record] = [option('--bundle'), option('--record')]
const [verb, first, second] = process.argv.slice(2)
try {
  if (verb === 'receipt' && first) process.exitCode = await receipt(first, second, key)
  else if (verb === 'draw' && first) process.exitCode = await draw(first)
  else if (verb === 'verify' && certificate) process.exitCode = await verify(certificate, keys)
  else if (verb === 'verify' && bundle) process.exitCode = await verifyBundle(bundle, key)
  else if (verb === 'verify' && record) process.exitCode = await verifyRecord(record, key)
  else if (verb === 'checkpoint') process.exitCode = await checkpoint()
  else {
    console.error(usage)
    process.exitCode = 2
  }
} catch (error) {
  process.exitCode = print({ ok: false, problems: ['unreadable'], detail: String(error) }, 2)
}
