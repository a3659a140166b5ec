import type { Kysely } from 'kysely'
import { sendDelivery } from '~/orders/deliver.server'
import type { Database } from '~db/schema'
import { tradeOf } from './orders'

type Connections = Parameters<typeof tradeOf>[0]

/** Units of one order line, delivered by its vendor; answers the delivery and the entitlement it issued. */
export async function aDelivery(connections: Connections, { quantity = 10 }: { quantity?: number } = {}) {
  const { owner } = connections
  const order = await tradeOf(connections).aConfirmedOrder({ lines: [{ quantity }] })
  await fund(owner.db, order.id)
  const { deliveries } = await order.vendor.db.transaction().execute((tx) =>
    sendDelivery(tx, order.vendor.actor, order.id, {
      remark: null,
      subcontractorId: null,
      lines: [
        {
          lineId: order.lineIds[0]!,
          quantity,
          termStart: '2026-11-01',
          termEnd: null,
          maintenanceUntil: null,
          channel: 'volume-mak',
          licenseNo: null,
        },
      ],
    }),
  )
  const { id } = deliveries[0]!
  const entitlement = await owner.db
    .selectFrom('entitlements')
    .select(['id', 'productId'])
    .where('deliveryId', '=', id)
    .executeTakeFirstOrThrow()
  return {
    id,
    order,
    buyer: order.buyer,
    vendor: order.vendor,
    entitlementId: entitlement.id,
    productId: entitlement.productId,
  }
}

/** Pays an order in the eyes of its lifecycle; the ledger has its own tests. */
export const fund = (db: Kysely<Database>, orderId: string) =>
  db.updateTable('orders').set({ state: 'funded', fundedAt: new Date() }).where('id', '=', orderId).execute()
