import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Database } from '~db/schema'

/**
 * The holder of a license says which of its keys do not work, or do: units are replaced and taken back by that. Marking what
 * is marked changes nothing. Refuses: keys-not-chosen.
 */
export async function markKeys(
  tx: Kysely<Database>,
  entitlementId: string,
  keyIds: readonly string[],
  isFaulty: boolean,
) {
  if (keyIds.length === 0) refuse('keys-not-chosen')
  const marked = await tx
    .updateTable('licenseKeys')
    .set({ faultyAt: isFaulty ? sql<Date>`clock_timestamp()` : null })
    .where('id', 'in', keyIds)
    .where('entitlementId', '=', entitlementId)
    .where('kind', '=', 'single')
    .where('state', '<>', 'revoked')
    .where('faultyAt', isFaulty ? 'is' : 'is not', null)
    .returning('id')
    .execute()
  if (marked.length > 0)
    await record(tx, 'license.keys_marked', entitlementId, {
      [isFaulty ? 'faulty' : 'working']: marked.length,
    })
}
