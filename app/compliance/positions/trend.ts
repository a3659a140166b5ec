type Change = { id: string; at: Date; productId: string | null; toStatus: string }
export type TrendPoint = { at: Date; value: number }

/**
 * How many products stood in one of these statuses over time, from their status changes in any order: by their moment, and
 * those of one moment by their ids, which grow. The last point is `now`; nothing before the first change.
 */
export function trendOf(changes: readonly Change[], statuses: readonly string[], now: Date): TrendPoint[] {
  const standing = new Set<string>()
  const points: TrendPoint[] = []
  for (const { at, productId, toStatus } of changes.toSorted(byMoment)) {
    if (productId === null) continue
    if (statuses.includes(toStatus)) standing.add(productId)
    else standing.delete(productId)
    if (points.at(-1)?.at.getTime() === at.getTime()) points.pop()
    points.push({ at, value: standing.size })
  }
  return points.length > 0 ? [...points, { at: now, value: standing.size }] : []
}

const byMoment = (a: Change, b: Change) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)
