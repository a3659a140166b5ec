export const verdicts = ['genuine', 'unlicensed', 'not_installed', 'cannot_tell'] as const
export type Verdict = (typeof verdicts)[number]

/** One product on a computer, by the register or by a file taken on the spot. */
export type Listed = {
  slug: string
  nameZh: string
  nameEn: string
  category: string
  class: string
  edition: string | null
  editionEn?: string | null
  release: string | null
  /** by the position: covered, not covered, or not told which edition or release it is */
  standing: 'covered' | 'uncovered' | 'undetermined'
}

export type Listing = {
  ledger: readonly Listed[]
  /** the register has an inventory of this computer at all */
  known: boolean
  spot: readonly Listed[] | null
}

/**
 * What position and file say of one category (compliance.md §9): the file taken on the spot goes before the register.
 * Free software is genuine; of several products the worst counts.
 */
export function proposeVerdict(category: string, { ledger, known, spot }: Listing): Verdict {
  const rows = (spot ?? ledger).filter((row) => row.category === category)
  if (rows.length === 0) return spot || known ? 'not_installed' : 'cannot_tell'
  const found = new Set(rows.map(verdictOn))
  return found.has('unlicensed') ? 'unlicensed' : found.has('cannot_tell') ? 'cannot_tell' : 'genuine'
}

function verdictOn({ class: kind, standing }: Listed): Verdict {
  if (kind !== 'licensable' || standing === 'covered') return 'genuine'
  return standing === 'undetermined' ? 'cannot_tell' : 'unlicensed'
}

/** What the file taken on the spot and the register do not agree on; null without a file. */
export function differences({ ledger, spot }: Listing) {
  if (spot === null) return null
  const missing = (from: readonly Listed[], others: readonly Listed[]) =>
    from.filter(({ slug, release }) => !others.some((row) => row.slug === slug && row.release === release))
  return { onlyOnSpot: missing(spot, ledger), onlyInLedger: missing(ledger, spot) }
}

/** Why a verdict may not stand; null when it may: what differs from the proposal has a reason. */
export const whyNotJudge = (verdict: Verdict, proposed: Verdict, reason: string | null | undefined) =>
  verdict === proposed || reason?.trim() ? null : 'deviation-needs-reason'
