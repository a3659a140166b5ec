/** What is known of one product or class; null: not told, too few enterprises stand behind it. */
export type Known = {
  /** units in open demand lines, and those of them that came from gaps */
  open: number
  openFromGaps: number
  gaps: number | null
  /** units of subscriptions that end within twelve months, not decided about */
  renewals: number | null
  /** units pooled in rounds of the last `yearsOfHistory` years, and how many rounds that were */
  pooled: number
  rounds: number
}

export const yearsOfHistory = 2

/** Gaps for which no line is open yet: a gap whose line is open is the same need. */
export const unopenedGaps = ({ gaps, openFromGaps }: Pick<Known, 'gaps' | 'openFromGaps'>) =>
  Math.max(0, (gaps ?? 0) - openFromGaps)

/** What was pooled a year, rounded up. */
export const yearlyPooled = ({ pooled }: Pick<Known, 'pooled'>) => Math.ceil(pooled / yearsOfHistory)

/**
 * Units to be expected within twelve months. At least what is on record: open lines, subscriptions that end, gaps for which
 * no line is open. At most that, or what was pooled a year, whichever is more; without a round in two years both are
 * the same. Nothing is weighted, nothing is guessed, and what is not told counts as none.
 */
export function forecast(known: Known): { low: number; high: number } {
  const low = known.open + (known.renewals ?? 0) + unopenedGaps(known)
  return { low, high: Math.max(low, yearlyPooled(known)) }
}

/** What is known of several things together: what is not told of one is not told apart in the sum either. */
export function together(all: readonly Known[]): Known {
  const sum = (of: (known: Known) => number | null) => all.reduce((total, known) => total + (of(known) ?? 0), 0) // oxfmt-ignore
  const told = (of: (known: Known) => number | null) => (all.some((known) => of(known) !== null) ? sum(of) : null) // oxfmt-ignore
  return {
    open: sum(({ open }) => open),
    openFromGaps: sum(({ openFromGaps }) => openFromGaps),
    gaps: told(({ gaps }) => gaps),
    renewals: told(({ renewals }) => renewals),
    pooled: sum(({ pooled }) => pooled),
    rounds: sum(({ rounds }) => rounds),
  }
}
