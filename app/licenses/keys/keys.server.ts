import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { fingerprintOf, tailOf } from './key'
import { type KeyLine, readKeys } from './key-reading'
import { checkKeys, type KeyProblem } from './key-upload'
import { isAtNight, type RevealReason, whyNotReveal } from './revealing'
import { findSupplied } from './supplied.server'

type Tx = Kysely<Database>
type Upload = { text: string; kind: 'single' | 'volume' }

const rowsAtOnce = 1_000

/**
 * Keeps the keys of a delivery, each under a data key of its own: all or none. Answers how many. Refuses:
 * delivery-unknown, keys-complete, keys-missing; keys-refused with the lines and their codes.
 */
export async function uploadKeys(tx: Tx, actor: Actor, deliveryId: string, { text, kind }: Upload) {
  const its = (await findSupplied(tx, deliveryId)) ?? refuse('delivery-unknown')
  if (its.keys > 0) refuse('keys-complete')
  const lines = readKeys(text)
  if (lines.length === 0) refuse('keys-missing', { field: 'keys' })
  refuseLines(lines, await problemsOf(tx, lines, { quantity: its.now, kind }))

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
    if (kept !== BigInt(some.length))
      refuseLines(lines, await problemsOf(tx, lines, { quantity: its.now, kind }))
  }
  return lines.length
}

async function problemsOf(
  tx: Tx,
  lines: readonly KeyLine[],
  facts: { quantity: number; kind: 'single' | 'volume' },
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
    { ...facts, pattern: null, secret, delivered },
  ).problems
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

/**
 * The plain text of one key, together with the row that says who asked and why, or neither. Refuses:
 * step-up-needed, key-unknown, key-revoked, reveal-limit (twenty an hour), cannot-open.
 */
export async function revealKey(
  tx: Tx,
  actor: Actor,
  keyId: string,
  {
    reason,
    computerId,
    address,
  }: { reason: RevealReason; computerId: string | null; address: string | null },
  now: Date,
): Promise<string> {
  refuseIf(whyNotReveal(actor.stepUpAt, now), { field: 'totp' })
  const { rows } = await sql<{ body: Buffer; wrappedKey: Buffer }>`
    select * from reveal_key(${keyId}::uuid, ${reason}, ${computerId}::uuid, ${address}::inet)`.execute(tx)
  return openKey(tx, keyId, actor.organizationId, rows[0] ?? refuse('key-unknown'), now)
}

/** The plain text of a key that was handed out with its line in the log; its owner's approvers hear of one at night. */
export async function openKey(
  tx: Tx,
  keyId: string,
  ownerId: string,
  handed: { body: Buffer; wrappedKey: Buffer },
  now: Date,
): Promise<string> {
  if (isAtNight(now))
    await notifyMembers(tx, ownerId, ['approver'], { kind: 'key.revealed_at_night', href: '/licenses' })
  return unseal(handed, boundTo('license_keys', keyId, ownerId), masterKeys()).toString('utf8')
}
