import type { Proposal } from './proposing'

/** Where a part of a bank line goes: on an order, or kept for an enterprise until it says more. Fen. */
export type MatchPart = { orderId: string; amount: bigint } | { unappliedFor: string; amount: bigint }

type Order = { id: string; state: string; total: bigint; canceled: bigint; received: bigint }

/** Why a line may not be put on these parts; null when it may. */
export function whyNotMatch(line: { amount: bigint }, parts: readonly MatchPart[], orders: readonly Order[]) {
  if (parts.length === 0 || parts.some(({ amount }) => amount <= 0n)) return 'parts-do-not-sum'
  if (parts.reduce((sum, { amount }) => sum + amount, 0n) !== line.amount) return 'parts-do-not-sum'
  const aims = parts.map((part) => ('orderId' in part ? part.orderId : 'unapplied'))
  if (new Set(aims).size < aims.length) return 'part-twice'
  for (const part of parts) {
    if (!('orderId' in part)) continue
    const order = orders.find(({ id }) => id === part.orderId)
    if (!order || !['confirmed', 'funded', 'delivered', 'accepted'].includes(order.state))
      return 'order-takes-no-money'
    if (part.amount > order.total - order.canceled - order.received) return 'part-above-order'
  }
  return null
}

/** Why this person may not be the second one; null when they may. */
export function whyNotApprove(match: { state: string; preparedBy: string | null }, personId: string) {
  if (match.state !== 'proposed') return 'already-moved'
  if (match.preparedBy === personId) return 'same-person'
  return null
}

type Proposed = Pick<Proposal, 'parts' | 'unapplied' | 'enterpriseId'>

/** What the rules propose for a line, as parts of a match; the rest is kept for the payer. */
export function proposedParts({ parts, unapplied, enterpriseId }: Proposed): MatchPart[] {
  const rest = unapplied > 0n && enterpriseId ? [{ unappliedFor: enterpriseId, amount: unapplied }] : []
  return [...parts, ...rest]
}

/** Parts as one text, whatever their order: what a person saw is compared with what is proposed now. */
export const printOf = (parts: readonly MatchPart[]) =>
  parts
    .map((part) => `${'orderId' in part ? part.orderId : part.unappliedFor} ${part.amount}`)
    .toSorted()
    .join()

/** Whether the parts are what the rules proposed, so that nobody edited them. */
export const settledBy = (proposal: Proposed, parts: readonly MatchPart[]) =>
  parts.length > 0 && printOf(proposedParts(proposal)) === printOf(parts)
