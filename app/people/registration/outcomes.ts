/** What may become of a row of an extract; first what someone has to do something about. */
export const outcomes = ['refused', 'added', 'changed', 'older', 'unchanged'] as const
export type RowOutcome = (typeof outcomes)[number]

/** The outcomes that an import has rows of, in that order. */
export const presentOutcomes = (counts: Record<RowOutcome, number>) =>
  outcomes.filter((outcome) => counts[outcome] > 0)
