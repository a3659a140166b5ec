import { openUnits } from './delivering'

type Line = Parameters<typeof openUnits>[0] & { id: string }
type Note = {
  state: string
  redeliveryDue: Date | null
  deliveries: readonly { orderLineId: string; quantity: number }[]
}

/**
 * Of each line the units that were sent back and not delivered again within their term; none while a delivery waits
 * or a term still runs. Of several rejections of a line the largest counts: the same units may have come back twice.
 */
export function uncuredUnits(lines: readonly Line[], notes: readonly Note[], now: Date): Map<string, number> {
  const rejected = notes.filter(({ state }) => state === 'rejected')
  const runs = rejected.some(({ redeliveryDue }) => redeliveryDue === null || redeliveryDue > now)
  if (runs || notes.some(({ state }) => state === 'sent')) return new Map()
  const back = (lineId: string) =>
    rejected.map(({ deliveries }) =>
      deliveries.reduce(
        (sum, { orderLineId, quantity }) => (orderLineId === lineId ? sum + quantity : sum),
        0,
      ),
    )
  return new Map(
    lines
      .map((line) => [line.id, Math.min(openUnits(line), Math.max(0, ...back(line.id)))] as const)
      .filter(([, units]) => units > 0),
  )
}
