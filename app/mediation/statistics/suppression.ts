/** Below this nothing is told (mediation.md §9). */
export const least = 5

/** A figure and its parts as they may be published; null prints as `< 5`. */
export type Published = { total: number | null; cells: Record<string, number | null> }

/**
 * Hides every cell below five. If only one is hidden, a shown total would tell it, so the next smallest is hidden
 * too; a total below five hides all.
 */
export function publish(cells: Readonly<Record<string, number>>): Published {
  const entries = Object.entries(cells)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  if (total < least) return { total: null, cells: Object.fromEntries(entries.map(([key]) => [key, null])) }
  const hidden = new Set(entries.filter(([, count]) => count < least).map(([key]) => key))
  const next = entries.filter(([key]) => !hidden.has(key)).toSorted((a, b) => a[1] - b[1])[0]
  if (hidden.size === 1 && next) hidden.add(next[0])
  return {
    total,
    cells: Object.fromEntries(entries.map(([key, count]) => [key, hidden.has(key) ? null : count])),
  }
}

/** A share is told only of at least five; whole percent, rounded half up. */
export function publishShare(part: number, whole: number): number | null {
  return whole < least ? null : Math.floor((200 * part + whole) / (2 * whole))
}
