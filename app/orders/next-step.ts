import type { OrderState } from './lifecycle'

/** What is next on an order, who does it, and until when (null: no period runs). */
export type NextStep = {
  deed: 'confirm' | 'pay' | 'deliver' | 'decide' | 'settle'
  by: 'enterprise' | 'vendor' | 'both' | 'office'
  until: Date | null
}

type Order = {
  state: OrderState
  total: bigint
  canceled: bigint
  received: bigint
  confirmDue: Date
  payDue: Date | null
  deliverDue: Date | null
}
/** `waits`: its period is paused by a case or a hold. */
type Note = { state: string; acceptDue: Date; waits: boolean }
type Due = { dueAt: Date | null; amount: bigint }

/** The step that an order waits for; null once it has ended. `agreed`: the sides that have confirmed the contract. */
export function nextStep(
  order: Order,
  agreed: readonly string[],
  notes: readonly Note[],
  dues: readonly Due[],
): NextStep | null {
  switch (order.state) {
    case 'placed':
      return { deed: 'confirm', by: missingSide(agreed), until: order.confirmDue }
    case 'confirmed':
      return { deed: 'pay', by: 'enterprise', until: order.payDue }
    case 'funded':
      return { deed: 'deliver', by: 'vendor', until: order.deliverDue }
    case 'delivered':
      return { deed: 'decide', by: 'enterprise', until: earliest(notes) }
    case 'accepted':
      return order.received < order.total - order.canceled
        ? { deed: 'pay', by: 'enterprise', until: unpaidSince(dues, order.received) }
        : { deed: 'settle', by: 'office', until: null }
    default:
      return null
  }
}

function missingSide(agreed: readonly string[]) {
  if (agreed.includes('enterprise')) return 'vendor'
  return agreed.includes('vendor') ? 'enterprise' : 'both'
}

const earliest = (notes: readonly Note[]) =>
  notes
    .filter(({ state, waits }) => state === 'sent' && !waits)
    .map(({ acceptDue }) => acceptDue)
    .toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null

/** When the first due falls that the money received does not cover; dues are paid in their order. */
export function unpaidSince(dues: readonly Due[], received: bigint): Date | null {
  let left = received
  for (const { amount, dueAt } of dues) {
    if (left < amount) return dueAt
    left -= amount
  }
  return null
}

/** How much of each due has been paid, fen; dues are paid in their order. */
export function paidOf<D extends { amount: bigint }>(dues: readonly D[], received: bigint) {
  let left = received
  return dues.map((due) => {
    const paid = left < due.amount ? left : due.amount
    left -= paid
    return { ...due, paid }
  })
}
