import { compareVersions } from '../recognition/versions'

type Ranked = { code: string; rank: number }

/** Codes in the order of their releases: 2010 before 2016, 8 before 8.1, words (xp, vista) before numbers. */
export function inOrder(a: string, b: string): number {
  const [first, second] = [a, b].map((code) => /\d/.test(code.at(0) ?? ''))
  if (first !== second) return first ? 1 : -1
  return compareVersions(a, b) || (a < b ? -1 : Number(a > b))
}

/**
 * Where a release that the catalog does not know yet stands among those it knows: between its neighbors, ten apart
 * at the ends. Null when its neighbors leave no room.
 */
export function rankFor(code: string, known: readonly Ranked[]): number | null {
  const sorted = known.toSorted((a, b) => a.rank - b.rank)
  const at = sorted.findIndex((other) => inOrder(code, other.code) < 0)
  const before = sorted.at(at === -1 ? -1 : at - 1)
  const after = at === -1 ? undefined : sorted[at]
  if (!before || at === 0) return after ? after.rank - 10 : 10
  if (!after) return before.rank + 10
  return after.rank - before.rank > 1 ? Math.floor((before.rank + after.rank) / 2) : null
}

/** `microsoft-office` → `Microsoft Office`: a name until an officer gives the right one. */
export const nameOfSlug = (slug: string) =>
  slug
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
