import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { findSelfInspection, takeFigures } from './queries.server'

/** A self-inspection with the figures that were signed, or those of today for a draft of one's own. */
export async function findPrinted(db: Kysely<Database>, actor: Actor, id: string) {
  const its = await findSelfInspection(db, id)
  if (!its || (!its.frozen && its.orgId !== actor.organizationId)) return undefined
  return { its, figures: its.frozen ?? (await takeFigures(db, its.orgId, its.categories)) }
}
