import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { expireRecommendations } from '~/catalog/commands.server'
import { dayOf } from '~/kernel/workdays'
import { tell } from './commands.server'

/** What stood on the recommended list until yesterday leaves it, and whoever proposed it is told. */
export async function endListings(tx: Kysely<Database>, now: Date) {
  const expired = await expireRecommendations(tx, dayOf(now))
  if (expired.length === 0) return
  const ended = await tx
    .updateTable('listProposals')
    .set({ state: 'removed', removal: 'expired', removedAt: sql<Date>`clock_timestamp()` })
    .where('entryId', 'in', expired)
    .where('state', '=', 'accepted')
    .returning(['id', 'orgId'])
    .execute()
  for (const { id, orgId } of ended) await tell(tx, 'listing.removed', id, orgId)
}
