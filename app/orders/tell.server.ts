import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { notifyMembers } from '~/people/notify.server'

type Order = { id: string; number: string; enterpriseId: string; vendorId: string }

/** A notice about an order for those of one side who deal with orders. */
export function tellSide(
  tx: Kysely<Database>,
  order: Order,
  side: 'enterprise' | 'vendor',
  kind: string,
  event: string | null = null,
) {
  const [orgId, roles] =
    side === 'enterprise'
      ? ([order.enterpriseId, ['buyer', 'approver']] as const)
      : ([order.vendorId, ['vendor']] as const)
  return notifyMembers(tx, orgId, roles, {
    kind,
    href: `/orders/${order.id}`,
    facts: { number: order.number },
    event,
  })
}

export const otherSide = (side: 'enterprise' | 'vendor') => (side === 'enterprise' ? 'vendor' : 'enterprise')
