type Line = { id: string; term: string; quantity: number; delivered: number; canceled: number }
export type Handed = { lineId: string; quantity: number; termStart: string; termEnd: string | null }

/** Why this delivery may not be recorded; null when it may. A line that is not of the order is not found. */
export function whyNotDeliver(order: { state: string }, lines: readonly Line[], handed: readonly Handed[]) {
  if (order.state === 'confirmed') return 'not-paid-yet'
  if (order.state !== 'funded') return 'order-takes-no-delivery'
  if (handed.length === 0) return 'nothing-handed-over'
  for (const { lineId, quantity, termStart, termEnd } of handed) {
    const line = lines.find(({ id }) => id === lineId)
    if (!line) return 'line-unknown'
    if (quantity > openUnits(line)) return 'more-than-ordered'
    if (line.term === 'perpetual' ? termEnd !== null : termEnd === null) return 'term-end-wrong'
    if (termEnd !== null && termEnd < termStart) return 'end-before-start'
  }
  return null
}

/** Units of a line that no standing note covers yet. */
export const openUnits = ({
  quantity,
  delivered,
  canceled,
}: Pick<Line, 'quantity' | 'delivered' | 'canceled'>) => quantity - canceled - delivered
