import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

/** What one's own organization paid last for any of these editions, per unit; undefined when it never bought one. */
export function findLastPaid(db: Kysely<Database>, actor: Actor, editionIds: readonly string[]) {
  return db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'orderLines.unitPrice',
      'orders.confirmedAt as at',
      'orders.number',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'products.nameZh',
      'products.nameEn',
    ])
    .where('orders.enterpriseId', '=', actor.organizationId)
    .where('orders.confirmedAt', 'is not', null)
    .where('orderLines.editionId', 'in', editionIds.length > 0 ? editionIds : [actor.organizationId])
    .orderBy('orders.confirmedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}
