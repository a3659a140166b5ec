import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

/** How many installations or rights of these editions' products one's own organization is known to have; null: nothing is known. */
export async function findKnownUse(db: Kysely<Database>, actor: Actor, editionIds: readonly string[]) {
  if (editionIds.length === 0) return null
  const { known } = await db
    .selectFrom('positions')
    .where('orgId', '=', actor.organizationId)
    .where('productId', 'in', db.selectFrom('editions').select('productId').where('id', 'in', editionIds))
    .select(sql<number | null>`sum(greatest(installed, entitled))::int`.as('known'))
    .executeTakeFirstOrThrow()
  return known
}
