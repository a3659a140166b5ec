type Change = { at: Date; productId: string | null; toStatus: string }
export type TrendPoint = { at: Date; value: number }

/**
 * How many products stood in one of these statuses over time, from their status changes in any order; the last point
 * is `now`. Nothing before the first change.
 */
export function trendOf(changes: readonly Change[], statuses: readonly string[], now: Date): TrendPoint[] {
  const standing = new Set<string>()
  const points: TrendPoint[] = []
  for (const { at, productId, toStatus } of changes.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (productId === null) continue
    if (statuses.includes(toStatus)) standing.add(productId)
    else standing.delete(productId)
    if (points.at(-1)?.at.getTime() === at.getTime()) points.pop()
    points.push({ at, value: standing.size })
  }
  return points.length > 0 ? [...points, { at: now, value: standing.size }] : []
}
