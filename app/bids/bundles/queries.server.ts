import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { subjectNames } from '~/demands/queries.server'
import { masterKeys } from '~/kernel/keys.server'
import type { Actor } from '~/people/actor'
import { openItem } from '~/rounds/sealing.server'
import { browserAlg } from '~/rounds/sealing/envelope'
import { bundleBid } from '../form'
import { standing } from '../lifecycle'

type Db = Kysely<Database>

/** The lots of a round in which the vendor's bid stands: only these can be bundled. */
export const listOwnLots = (db: Db, actor: Actor, roundId: string) =>
  db
    .selectFrom('bids')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .leftJoin('editions', 'editions.id', 'lots.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'lots.classId')
    .where('bids.roundId', '=', roundId)
    .where('bids.vendorId', '=', actor.organizationId)
    .where('bids.state', 'in', [...standing, 'closed', 'opened', 'eligible', 'priced', 'won', 'lost'])
    .select(['lots.id', 'lots.code', 'lots.referencePrice'])
    .select(subjectNames)
    .orderBy('lots.code')
    .execute()

/** The vendor's bundles: `told` is what the platform sealed itself, or what was opened; null while only a copy says it. */
export async function findOwnBundles(db: Db, actor: Actor, roundId: string) {
  const item = await db
    .selectFrom('sealedItems')
    .leftJoin('openedItems', 'openedItems.itemId', 'sealedItems.id')
    .select(['envelope', 'commitment', 'openedItems.body'])
    .where('roundId', '=', roundId)
    .where('orgId', '=', actor.organizationId)
    .where('kind', '=', 'bundle')
    .where('state', '=', 'current')
    .executeTakeFirst()
  if (!item) return null
  const envelope = item.envelope as Record<string, any>
  const opened =
    item.body || envelope.alg === browserAlg ? null : openItem({ ...item, envelope }, masterKeys())
  const body = item.body ?? (opened && 'body' in opened ? opened.body : null)
  return {
    told: bundleBid.safeParse(body).data?.bundles ?? null,
    commitment: item.commitment.toString('hex'),
  }
}
