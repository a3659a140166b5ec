import { createHash, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { keepSealed, plainName, readSealed } from '~/kernel/files.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { keyPatternOf } from '~/catalog/key-pattern'
import { fingerprintOf, tailOf } from './key'
import { type KeyLine, readKeys } from './key-reading'
import { checkKeys, type KeyProblem, type KeyTerms } from './key-upload'
import { isAtNight, type RevealReason, whyNotReveal } from './revealing'
import { findSupplied } from './supplied.server'

type Tx = Kysely<Database>
type Upload = { text: string; kind: 'single' | 'volume' }

const rowsAtOnce = 1_000

/**
 * Keeps the keys of a delivery, each under a data key of its own: all or none. Answers how many. Refuses:
 * delivery-unknown, keys-complete, keys-missing; keys-refused with the lines and their codes.
 */
export async function uploadKeys(tx: Tx, actor: Actor, deliveryId: string, upload: Upload) {
  return keepKeys(tx, actor, await findKeyless(tx, deliveryId), upload)
}

/** The license that keys are for, whose it is, and how many units it has. */
export type Keyed = { entitlementId: string; orgId: string; productId: string; quantity: number }

async function findKeyless(tx: Tx, deliveryId: string): Promise<Keyed> {
  const its = (await findSupplied(tx, deliveryId)) ?? refuse('delivery-unknown')
  if (its.keys > 0) refuse('keys-complete')
  return { ...its, quantity: its.now }
}

/** Keeps the keys of a license that the actor's organization has delivered. Answers how many. Refuses: keys-missing, keys-refused. */
export async function keepKeys(tx: Tx, actor: Actor, its: Keyed, { text, kind }: Upload) {
  const lines = readKeys(text)
  if (lines.length === 0) refuse('keys-missing', { field: 'keys' })
  const terms = { quantity: its.quantity, kind, pattern: await patternOf(tx, its.productId) }
  refuseLines(lines, await problemsOf(tx, lines, terms))

  const ids = await newIds(tx, lines.length)
  const rows = lines.map(({ key, unitNo }, at) => ({
    id: ids[at]!,
    orgId: its.orgId,
    entitlementId: its.entitlementId,
    kind,
    unitNo: kind === 'single' ? (unitNo ?? at + 1) : null,
    tail: tailOf(key),
    fingerprint: fingerprintOf(key, env.fingerprintKey),
    uploadedBy: actor.personId,
    ...seal(key, boundTo('license_keys', ids[at]!, its.orgId), newestKey()),
  }))
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce)
    const { numInsertedOrUpdatedRows: kept } = await tx
      .insertInto('licenseKeys')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    // Somebody delivered one of them between the question and the answer.
    if (kept !== BigInt(some.length)) refuseLines(lines, await problemsOf(tx, lines, terms))
  }
  return lines.length
}

/** A license file of several megabytes serves all units of its delivery, as a volume key does. */
export const keyFileAtMost = 8 * 1024 * 1024

/**
 * Keeps the license file of a delivery in the vault, sealed as a key is. Refuses: delivery-unknown, keys-complete,
 * file-empty, key-file-too-large.
 */
export async function uploadKeyFile(tx: Tx, actor: Actor, deliveryId: string, file: File) {
  await keepKeyFile(tx, actor, await findKeyless(tx, deliveryId), file)
}

/** The same of a license file that serves all units. Refuses: file-empty, key-file-too-large. */
export async function keepKeyFile(
  tx: Tx,
  actor: Actor,
  its: Pick<Keyed, 'entitlementId' | 'orgId'>,
  file: File,
) {
  if (file.size === 0) refuse('file-empty', { field: 'file' })
  if (file.size > keyFileAtMost) refuse('key-file-too-large', { field: 'file' })
  const bytes = Buffer.from(await file.arrayBuffer())
  const [id] = await newIds(tx, 1)
  const blob = randomUUID()
  const { body, wrappedKey } = seal(bytes, boundTo('license_keys', id!, its.orgId), newestKey())
  await keepSealed(blob, body)
  const digest = createHash('sha256').update(bytes).digest('hex')
  bytes.fill(0)
  await tx
    .insertInto('licenseKeys')
    .values({
      id: id!,
      orgId: its.orgId,
      entitlementId: its.entitlementId,
      kind: 'file',
      blob,
      fileName: plainName(file.name),
      wrappedKey,
      fingerprint: fingerprintOf(digest, env.fingerprintKey),
      uploadedBy: actor.personId,
    })
    .execute()
}

async function problemsOf(
  tx: Tx,
  lines: readonly KeyLine[],
  facts: Pick<KeyTerms, 'quantity' | 'kind' | 'pattern'>,
) {
  const secret = env.fingerprintKey
  const fingerprints = lines.map(({ key }) => fingerprintOf(key, secret).toString('hex'))
  const { rows } = await sql<{ hex: string }>`
    select encode(known, 'hex') as hex from keys_known(array(select decode(f, 'hex') from unnest(${sql.val(fingerprints)}::text[]) f)) as known`.execute(
    tx,
  )
  const delivered = new Set(rows.map(({ hex }) => hex))
  return checkKeys(
    lines.map(({ key }) => key),
    { ...facts, secret, delivered },
  ).problems
}

async function patternOf(tx: Tx, productId: string) {
  const { keyPattern } = await tx
    .selectFrom('products')
    .select('keyPattern')
    .where('id', '=', productId)
    .executeTakeFirstOrThrow()
  return keyPattern === null ? null : keyPatternOf(keyPattern)
}

async function newIds(tx: Tx, many: number): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select uuidv7() as id from generate_series(1, ${many}::int)`.execute(tx)
  return rows.map(({ id }) => id)
}

const toldAtMost = 20

function refuseLines(lines: readonly KeyLine[], problems: readonly KeyProblem[]) {
  if (problems.length === 0) return
  const told = problems
    .slice(0, toldAtMost)
    .map(({ line, code }) => `${lines[line - 1]?.line ?? line} ${code}`)
  refuse('keys-refused', {
    field: 'keys',
    facts: { lines: told.join(','), more: String(problems.length - told.length) },
  })
}

type Asked = { reason: RevealReason; computerId: string | null; address: string | null }
type Handed = { body: Buffer | null; wrappedKey: Buffer; blob?: string | null }

/**
 * The plain text of one key, together with the row that says who asked and why, or neither. Refuses:
 * step-up-needed, key-unknown, key-revoked, reveal-limit (twenty an hour), cannot-open.
 */
export async function revealKey(
  tx: Tx,
  actor: Actor,
  keyId: string,
  asked: Asked,
  now: Date,
): Promise<string> {
  return (await takeKey(tx, actor, keyId, asked, now)).toString('utf8')
}

/** The same of a license file: its bytes. */
export async function takeKey(tx: Tx, actor: Actor, keyId: string, asked: Asked, now: Date): Promise<Buffer> {
  refuseIf(whyNotReveal(actor.stepUpAt, now), { field: 'totp' })
  const { reason, computerId, address } = asked
  const { rows } = await sql<Handed>`
    select * from reveal_key(${keyId}::uuid, ${reason}, ${computerId}::uuid, ${address}::inet)`.execute(tx)
  return openBytes(tx, keyId, actor.organizationId, rows[0] ?? refuse('key-unknown'), now)
}

/** The plain text of a key that was handed out with its line in the log; its owner's approvers hear of one at night. */
export async function openKey(
  tx: Tx,
  keyId: string,
  ownerId: string,
  handed: Handed,
  now: Date,
): Promise<string> {
  return (await openBytes(tx, keyId, ownerId, handed, now)).toString('utf8')
}

async function openBytes(tx: Tx, keyId: string, ownerId: string, handed: Handed, now: Date) {
  if (isAtNight(now))
    await notifyMembers(tx, ownerId, ['approver'], { kind: 'key.revealed_at_night', href: '/licenses' })
  const body = handed.blob ? await readSealed(handed.blob) : handed.body!
  return unseal(
    { wrappedKey: handed.wrappedKey, body },
    boundTo('license_keys', keyId, ownerId),
    masterKeys(),
  )
}
