import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { publicBytes, signingKey } from '~/kernel/ed25519'
import { keyFromHex } from '~/kernel/verifying'
import { publishCheckpoint, sealLog } from '~/kernel/log.server'
import { signingPublicKey } from '~/kernel/signing.server'
import { bundleProblems, type Entry } from '~/mediation/bundle/reading'
import { pack, unpack } from '~/mediation/bundle/packing'
import { takeBundle } from '~/mediation/bundle/writing.server'
import { moveCase } from '~/mediation/moves.server'
import { answerOffer } from '~/mediation/offers/answering.server'
import { acceptOffer, makeOffer } from '~/mediation/offers/offers.server'
import * as caseBundle from '~/mediation/pages/case-bundle'
import * as caucus from '~/mediation/pages/caucus'
import * as evidenceNew from '~/mediation/pages/evidence-new'
import * as history from '~/mediation/pages/history'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const { work } = disputes
servePages(database.app.pool)
const now = new Date()
const key = () => keyFromHex(signingPublicKey())
const forged = publicBytes(signingKey(Buffer.alloc(32, 7)))

type Case = Awaited<ReturnType<typeof disputes.aMediation>>

/** What is in the log by now gets its leaves and a checkpoint. */
async function sealed() {
  const { count } = await owner.db
    .selectFrom('events')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  const size = async () =>
    (await owner.db.selectFrom('sealState').select('size').executeTakeFirstOrThrow()).size
  while ((await size()) < count) await worker.db.transaction().execute(sealLog)
  await worker.db
    .transaction()
    .execute((tx) => publishCheckpoint(tx, new Date(Date.now() + 3_600_000 * (1 + Number(count)))))
}

const visited = async (who: Someone, caseId: string) =>
  (await visit(caseBundle.loader, { params: { caseId }, cookie: await cookieFor(worker.db, who) })).status

const take = async (who: Someone, caseId: string) =>
  (await work(who, (tx) => takeBundle(tx, who.actor, caseId, now)))!.bytes

async function uploads(who: Someone, caseId: string, channel: string, purpose: string, title: string) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ title, kind: 'party_file', purpose, sha256: '' }))
    form.append(name, value)
  form.append('file', new File([title], `${title}.txt`, { type: 'text/plain' }))
  const cookie = await cookieFor(worker.db, who)
  expect((await visit(evidenceNew.action, { params: { caseId, channel }, cookie, form })).status).toBe(302)
}

const refused = (its: Case, offerId: string) =>
  work(its.claimant, (tx) =>
    answerOffer(
      tx,
      its.claimant.actor,
      { caseId: its.caseId, roles: ['claimant'], now },
      { move: 'decline', offerId },
    ),
  )
const offered = (its: Case) =>
  work(its.respondent, (tx) =>
    makeOffer(
      tx,
      its.respondent.actor,
      { caseId: its.caseId, side: 'respondent', now },
      disputes.anOffer(),
      null,
    ),
  )

/** At impasse after nine offers, with evidence in the joint channel and in a caucus. */
async function anImpasse() {
  const its = await disputes.aMediation()
  const { caseId, claimant } = its
  await uploads(claimant, caseId, 'joint', 'pre_existing', 'canary-before')
  await uploads(claimant, caseId, 'joint', 'for_mediation', 'canary-made-for-it')
  await uploads(claimant, caseId, 'caucus_claimant', 'pre_existing', 'canary-caucus-file')
  await visit(caucus.action, {
    params: { caseId, side: 'claimant' },
    cookie: await cookieFor(worker.db, claimant),
    form: { move: 'send', body: 'canary-caucus-words' },
  })
  for (let n = 0; n < 9; n += 1) await refused(its, await offered(its))
  await work(its.mediator, (tx) => moveCase(tx, caseId, 'end'))
  await sealed()
  return its
}

const impasse = await anImpasse()
const taken = await take(impasse.claimant, impasse.caseId)
const entries = unpack(taken)
const wordsIn = (all: readonly Entry[]) =>
  all.map(({ path, bytes }) => `${path} ${Buffer.from(bytes).toString()}`).join('\n')
const problems = async (all: readonly Entry[], by = key()) => (await bundleProblems(all, by)).problems

test('a side takes along what was there before and what was done, and nothing of what was said', async () => {
  expect(await problems(entries)).toEqual([])
  const paths = entries.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['procedure.json', 'objections.json', 'checkpoint.txt']))
  expect(paths.some((path) => path.startsWith('proofs/'))).toBe(true)
  const words = wordsIn(entries)
  expect(words).toContain('canary-before')
  for (const hidden of ['canary-made-for-it', 'canary-caucus-file', 'canary-caucus-words', 'offer'])
    expect(words).not.toContain(hidden)
})

test('the role that writes it has no grant on what is without prejudice', async () => {
  const hidden = ['offers', 'proposals', 'messages', 'drafts', 'caucus_releases', 'evidence_requests']
  const { rows } = await sql<{ may: boolean }>`
    select has_table_privilege('muster_export', name, 'select') as may from unnest(${hidden}::text[]) as name`.execute(
    owner.db,
  )
  expect(rows.map(({ may }) => may)).toEqual(hidden.map(() => false))
})

test('the same case makes the same bytes, and that it was taken is shown to whoever took it', async () => {
  const again = await take(impasse.claimant, impasse.caseId)
  expect(Buffer.compare(taken, again)).toBe(0)
  const page = async (who: Someone) =>
    (
      await visit(history.loader, {
        params: { caseId: impasse.caseId },
        cookie: await cookieFor(worker.db, who),
      })
    ).data as { taken: unknown[] | null }
  expect((await page(impasse.claimant)).taken).toHaveLength(2)
  expect((await page(impasse.respondent)).taken).toEqual([])
  expect((await page(impasse.mediator)).taken).toBeNull()
})

test('both sides take the same; mediator, registrar and strangers take none, and before the filing nobody does', async () => {
  const other = unpack(await take(impasse.respondent, impasse.caseId))
  const without = (all: readonly Entry[]) => all.filter(({ path }) => !path.startsWith('manifest'))
  expect(wordsIn(without(other))).toBe(wordsIn(without(entries)))
  const stranger = await disputes.someone('enterprise', ['buyer'])
  for (const who of [impasse.mediator, impasse.registrar, stranger])
    expect(await visited(who, impasse.caseId)).toBe(404)
  const draft = await disputes.aDraft()
  expect(await visited(draft.claimant, draft.caseId)).toBe(404)
  expect(await visited(impasse.respondent, impasse.caseId)).toBe(200)
})

test('one flipped bit in any file, a line less, a file more, another key: it does not hold', async () => {
  for (const { path } of entries) {
    const damaged = entries.map((entry) =>
      entry.path === path
        ? { path, bytes: entry.bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte)) }
        : entry,
    )
    expect(await problems(damaged), path).not.toEqual([])
    expect(await problems(entries.filter((entry) => entry.path !== path)), path).not.toEqual([])
  }
  expect(await problems([...entries, { path: 'evidence/more', bytes: Buffer.from('x') }])).toContain(
    'unlisted evidence/more',
  )
  const shorter = entries.map((entry) => {
    if (entry.path !== 'manifest.json') return entry
    const manifest = JSON.parse(Buffer.from(entry.bytes).toString())
    return { ...entry, bytes: Buffer.from(JSON.stringify({ ...manifest, files: manifest.files.slice(1) })) }
  })
  expect(await problems(shorter)).toContain('manifest-signature')
  expect(await problems(entries, forged)).toContain('manifest-signature')
})

test('the command checks it without a database, and names what does not hold', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-bundle-'))
  const run = async (zip: Uint8Array) => {
    const file = join(folder, 'case.zip')
    writeFileSync(file, zip)
    const args = ['scripts/audit.ts', 'verify', '--bundle', file, '--key', signingPublicKey()]
    return promisify(execFile)(process.execPath, args, { env: { NODE_ENV: 'test' } }).then(
      ({ stdout }) => ({ code: 0, said: JSON.parse(stdout) }),
      (failed: { code: number; stdout: string }) => ({ code: failed.code, said: JSON.parse(failed.stdout) }),
    )
  }
  expect(await run(taken)).toMatchObject({ code: 0, said: { ok: true, files: entries.length } })
  const less = pack(entries.filter(({ path }) => path !== 'objections.json'))
  expect(await run(less)).toMatchObject({ code: 1, said: { problems: ['missing objections.json'] } })
  expect(await run(Buffer.from('no zip'))).toMatchObject({ code: 2 })
})

test('a signed settlement goes along with its paper and the platform’s signature', async () => {
  const its = await disputes.aMediation()
  const { caseId, claimant, respondent } = its
  const offer = await offered(its)
  await work(claimant, (tx) => acceptOffer(tx, claimant.actor, { caseId, side: 'claimant', now }, offer))
  const { hash } = (await findSettlement(owner.db, caseId))!
  for (const side of [claimant, respondent]) await work(side, (tx) => adoptText(tx, caseId, hash, now))
  for (const side of [claimant, respondent])
    await work(side, (tx) => signSettlement(tx, side.actor, caseId, hash))
  await sealed()
  const first = await take(claimant, caseId)
  const all = unpack(first)
  expect(await problems(all)).toEqual([])
  expect(all.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['settlement.json', 'settlement.pdf', 'settlement.sig']),
  )
  const other = all.map((entry) =>
    entry.path === 'settlement.json'
      ? {
          ...entry,
          bytes: Buffer.from(Buffer.from(entry.bytes).toString().replace('"version":1', '"version":2')),
        }
      : entry,
  )
  expect(await problems(other)).toEqual(
    expect.arrayContaining(['differs settlement.json', 'settlement-signature']),
  )
  expect(Buffer.compare(first, await take(claimant, caseId))).toBe(0)
})

test('evidence that no one file can hold is refused', async () => {
  const { claimant, caseId } = await disputes.aFiledCase()
  const { id } = await owner.db
    .selectFrom('evidenceItems')
    .select('id')
    .where('caseId', '=', caseId)
    .executeTakeFirstOrThrow()
  const large = { bytes: 201n * 1024n * 1024n, mediaType: 'text/plain', source: 'platform', record: 'x' }
  await owner.db
    .insertInto('evidenceVersions')
    .values({ itemId: id, no: 2, sha256: Buffer.alloc(32), ...large })
    .execute()
  await expect(take(claimant, caseId)).rejects.toMatchObject({ code: 'bundle-too-large' })
})
