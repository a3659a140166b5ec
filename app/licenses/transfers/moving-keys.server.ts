import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { boundTo, seal, unseal } from '~/kernel/envelope.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'

export type Going = {
  id: string
  newId: string
  orgId: string
  toOrgId: string
  body: Buffer
  wrappedKey: Buffer
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
export function sealAnew(rows: readonly Going[]): string {
  const masters = masterKeys()
  const newest = newestKey()
  const sealed = rows.map(({ id, newId, orgId, toOrgId, ...envelope }) => {
    const plain = unseal(envelope, boundTo('license_keys', id, orgId), masters)
    const { body, wrappedKey } = seal(plain, boundTo('license_keys', newId, toOrgId), newest)
    plain.fill(0)
    return { id, new_id: newId, body: body.toString('hex'), wrapped_key: wrappedKey.toString('hex') }
  })
  return JSON.stringify(sealed)
}
