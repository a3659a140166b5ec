type Scored = { id: string; score: number }

/** Places by score, the highest first; equal scores share a place, and the next place counts them. */
export function rankOf<Its extends Scored>(scored: readonly Its[]): (Its & { rank: number })[] {
  return scored
    .map((its) => ({ ...its, rank: 1 + scored.filter(({ score }) => score > its.score).length }))
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

type Tally = { scores: number }

/** Whether scoring is complete: somebody is eligible, and each was scored by enough reviewers who had no conflict. */
export function whyNotNotice(
  eligible: readonly Tally[],
  leastScores: number,
): 'nobody-eligible' | 'scores-missing' | null {
  if (eligible.length === 0) return 'nobody-eligible'
  return eligible.some(({ scores }) => scores < leastScores) ? 'scores-missing' : null
}

/** Whether a call may be concluded: its notice is over, and every objection has its answer. */
export function whyNotConclude(
  noticeUntil: Date | null,
  openObjections: number,
  now: Date,
): 'notice-running' | 'objections-open' | null {
  if (noticeUntil === null || noticeUntil > now) return 'notice-running'
  return openObjections > 0 ? 'objections-open' : null
}
