import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'
import { recoveryCode, recoveryHash } from './recovery-code'
import { acceptedStep, totpSecret } from './totp'

const hashBytes = (typed: string) => Buffer.from(recoveryHash(typed), 'hex')

/** Whether the code proves the person's second factor now: a TOTP code not used before, or an unused recovery code. */
export async function provesFactor(db: Kysely<Database>, personId: string, code: string): Promise<boolean> {
  const typed = code.normalize('NFKC').replaceAll(/\s/g, '')
  return /^\d{6}$/.test(typed) ? provesTotp(db, personId, typed) : provesRecovery(db, personId, typed)
}

async function provesTotp(db: Kysely<Database>, personId: string, code: string) {
  const factors = await db
    .selectFrom('factors')
    .selectAll()
    .where('personId', '=', personId)
    .where('kind', '=', 'totp')
    .where('confirmedAt', 'is not', null)
    .execute()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  for (const factor of factors) {
    const step = acceptedStep(openSecret(factor), code, rows[0]!.now, Number(factor.lastStep ?? -1n))
    if (step !== null && (await takeStep(db, factor.id, step))) return true
  }
  return false
}

// Of two posts with the same code one wins: the step must be greater than the kept one when it is written.
async function takeStep(db: Kysely<Database>, factorId: string, step: number) {
  const taken = await db
    .updateTable('factors')
    .set({ lastStep: BigInt(step) })
    .where('id', '=', factorId)
    .where((factor) => factor.or([factor('lastStep', 'is', null), factor('lastStep', '<', BigInt(step))]))
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

async function provesRecovery(db: Kysely<Database>, personId: string, code: string) {
  const used = await db
    .updateTable('recoveryCodes')
    .set({ usedAt: sql<Date>`clock_timestamp()` })
    .where('personId', '=', personId)
    .where('hash', '=', hashBytes(code))
    .where('usedAt', 'is', null)
    .returning('hash')
    .executeTakeFirst()
  return used !== undefined
}

type Kept = { id: string; personId: string; secretCt: Buffer; wrappedKey: Buffer }

const openSecret = ({ id, personId, secretCt, wrappedKey }: Kept) =>
  unseal({ body: secretCt, wrappedKey }, boundTo('factors', id, personId), masterKeys()).toString()

/** A new, not yet confirmed TOTP secret; an older unconfirmed one is dropped. */
export async function draftTotp(
  db: Kysely<Database>,
  personId: string,
  secret = totpSecret(randomBytes(20)),
) {
  await db.deleteFrom('factors').where('personId', '=', personId).where('confirmedAt', 'is', null).execute()
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const id = rows[0]!.id
  const { body, wrappedKey } = seal(secret, boundTo('factors', id, personId), newestKey())
  await db.insertInto('factors').values({ id, personId, kind: 'totp', secretCt: body, wrappedKey }).execute()
  return { id, secret }
}

/** The secret waiting for its first code, if any. */
export async function findDraftTotp(db: Kysely<Database>, personId: string) {
  const draft = await db
    .selectFrom('factors')
    .selectAll()
    .where('personId', '=', personId)
    .where('confirmedAt', 'is', null)
    .executeTakeFirst()
  return draft ? { id: draft.id, secret: openSecret(draft) } : null
}

/** The first right code makes the factor count; answers ten fresh recovery codes, shown once. */
export async function confirmTotp(
  db: Kysely<Database>,
  personId: string,
  code: string,
  now: Date,
): Promise<string[] | null> {
  const draft = await findDraftTotp(db, personId)
  const step = draft && acceptedStep(draft.secret, code.trim(), now, -1)
  if (!draft || step === null) return null
  await db
    .updateTable('factors')
    .set({ confirmedAt: now, lastStep: BigInt(step) })
    .where('id', '=', draft.id)
    .execute()
  return freshRecoveryCodes(db, personId)
}

export async function freshRecoveryCodes(db: Kysely<Database>, personId: string) {
  const codes = Array.from({ length: 10 }, () => recoveryCode(randomBytes(10)))
  await db.deleteFrom('recoveryCodes').where('personId', '=', personId).execute()
  await db
    .insertInto('recoveryCodes')
    .values(codes.map((code) => ({ personId, hash: hashBytes(code) })))
    .execute()
  return codes
}

/** The current code of a demo person, for the sign-in page of a demo on this machine only. */
export async function currentSecret(db: Kysely<Database>, personId: string) {
  const factor = await db
    .selectFrom('factors')
    .selectAll()
    .where('personId', '=', personId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst()
  return factor ? openSecret(factor) : null
}
