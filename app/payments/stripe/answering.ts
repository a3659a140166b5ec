type Open = { state: string; answeredAt: Date | null; dueAt: Date | null }

/** Why a chargeback cannot be answered or given in to now; null when it can: once, and before the bank's deadline. */
export function whyNotAnswer({ state, answeredAt, dueAt }: Open, now: Date) {
  if (state !== 'open' && state !== 'warning') return 'already-moved'
  if (answeredAt) return 'already-answered'
  return dueAt && now >= dueAt ? 'answer-too-late' : null
}

type Story = {
  number: string
  contractHash: string | null
  confirmedAt: Date | null
  deliveredAt: Date | null
  acceptedAt: Date | null
}

/** What the payer's bank reads: the contract, what was delivered and accepted, and what the officer says to it. */
export function evidenceOf(order: Story | null, statement: string): string {
  const day = (at: Date | null) => at?.toISOString().slice(0, 10)
  const facts = order
    ? [
        `Order ${order.number}`,
        order.contractHash &&
          `contract confirmed by both parties ${day(order.confirmedAt)}, SHA-256 ${order.contractHash}`,
        order.deliveredAt && `delivered ${day(order.deliveredAt)}`,
        order.acceptedAt && `accepted by the buyer ${day(order.acceptedAt)}`,
      ].filter(Boolean)
    : []
  return [facts.join('; '), statement].filter(Boolean).join('\n\n')
}
