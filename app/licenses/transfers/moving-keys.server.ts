import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { keepSealed, readSealed } from '~/kernel/files.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'

export type Going = {
  id: string
  newId: string
  orgId: string
  toOrgId: string
  wrappedKey: Buffer
  /** null: a file, sealed in the same way under `blob` */
  body: Buffer | null
  blob: string | null
}

/**
 * The free keys that go along with a transfer's units, sealed anew for their receiver, as SQL takes them: a ciphertext is
 * bound to the organization that may open it. The plain text exists in this call alone.
 */
export async function resealKeys(
  tx: Kysely<Database>,
  transferId: string,
  which: 'keys_going_along' | 'keys_of_computer' = 'keys_going_along',
): Promise<string> {
  const { rows } = await sql<Going>`select * from ${sql.ref(which)}(${transferId}::uuid)`.execute(tx)
  return sealAnew(rows)
}

/** Keys that somebody else holds from now on, sealed for them, as SQL takes them. */
export async function sealAnew(keys: readonly Going[]): Promise<string> {
  const sealed = []
  for (const key of keys) sealed.push(await sealOne(key))
  return JSON.stringify(sealed)
}

// A file gets a name of its own: were this transaction undone, the old one still opens.
async function sealOne({ id, newId, orgId, toOrgId, wrappedKey: wrapped, body: own, blob }: Going) {
  const held = blob === null ? own! : await readSealed(blob)
  const plain = unseal({ wrappedKey: wrapped, body: held }, boundTo('license_keys', id, orgId), masterKeys())
  const { body, wrappedKey } = seal(plain, boundTo('license_keys', newId, toOrgId), newestKey())
  plain.fill(0)
  const its = { id, new_id: newId, wrapped_key: wrappedKey.toString('hex') }
  if (blob === null) return { ...its, body: body.toString('hex'), blob: null }
  const onto = randomUUID()
  await keepSealed(onto, body)
  return { ...its, body: null, blob: onto }
}
