/** Compares dotted versions number by number; what is no number compares as text, and a missing version is oldest. */
export function compareVersions(one: string | null, other: string | null): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left = '', right = ''] = [a[at], b[at]]
    const difference = Number(left) - Number(right)
    const order = Number.isNaN(difference) ? (left < right ? -1 : left > right ? 1 : 0) : difference
    if (order !== 0) return order
  }
  return 0
}

const partsOf = (version: string | null) => version?.split(/[.\-_+ ]/) ?? []

/** Whether a version lies in [from, below); without a version only an open range holds. */
export function isWithin(
  version: string | null,
  range: { from?: string; below?: string } | undefined,
): boolean {
  if (!range) return true
  if (version === null) return false
  if (range.from !== undefined && compareVersions(version, range.from) < 0) return false
  return range.below === undefined || compareVersions(version, range.below) < 0
}

/** The first parts of a version: 2 of `10.13.5 (17F77)` are `10.13`. */
export const leadingParts = (version: string | null, count: number): string | null =>
  version?.match(new RegExp(`^\\d+(?:\\.\\d+){0,${count - 1}}`))?.[0] ?? null
