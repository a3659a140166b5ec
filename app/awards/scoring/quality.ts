/** What one evaluator gave a bid under one criterion, in hundredths of a point. */
export type Score = { criterion: string; evaluatorId: string; hundredths: number }

/** Sum over number, half up (award.md §8.4). */
export function meanOf(hundredths: readonly number[]): number {
  const n = hundredths.length
  if (n === 0) return 0
  const sum = hundredths.reduce((all, one) => all + one, 0)
  return Math.floor((2 * sum + n) / (2 * n))
}

/** A bid's quality: under each criterion the mean of the evaluators, and the sum of these means. */
export function qualityOf(scores: readonly Score[]): number {
  const criteria = Map.groupBy(scores, ({ criterion }) => criterion)
  return [...criteria.values()].reduce((sum, its) => sum + meanOf(its.map(({ hundredths }) => hundredths)), 0)
}

/** The same quality where price weighs other points of the hundred: stretched alike, half up. */
export function reweighed(quality: number, before: number, after: number): number {
  const [from, to] = [100 - before, 100 - after]
  return from === 0 ? 0 : Math.floor((2 * quality * to + from) / (2 * from))
}
