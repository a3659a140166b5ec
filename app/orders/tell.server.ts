import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { notifyMembers } from '~/people/notify.server'

type Order = { id: string; number: string; enterpriseId: string; vendorId: string }
type Side = 'enterprise' | 'vendor'

/** A notice about an order for those of one side who deal with orders. */
export const tellSide = (
  tx: Kysely<Database>,
  order: Order,
  side: Side,
  kind: string,
  event: string | null = null,
) => tellParty(tx, order, order[`${side}Id`], kind, event)

/** The same for one of its parties: a side of it, or the office that resells it. */
export function tellParty(
  tx: Kysely<Database>,
  order: Order,
  orgId: string,
  kind: string,
  event: string | null = null,
) {
  return notifyMembers(tx, orgId, rolesIn(order, orgId), {
    kind,
    href: `/orders/${order.id}`,
    facts: { number: order.number },
    event,
  })
}

function rolesIn({ enterpriseId, vendorId }: Order, orgId: string) {
  if (orgId === enterpriseId) return ['buyer', 'approver'] as const
  return orgId === vendorId ? (['vendor'] as const) : (['officer'] as const)
}

export const otherSide = (side: Side) => (side === 'enterprise' ? 'vendor' : 'enterprise')
