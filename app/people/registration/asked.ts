import { presentOutcomes, type RowOutcome } from './outcomes'

/** Which rows of an import are asked for by its URL: of one outcome, the first that there is unless another is named. */
export function askedRows(params: URLSearchParams, counts: Record<RowOutcome, number>) {
  const present = presentOutcomes(counts)
  const after = Number(params.get('after'))
  return {
    outcome: present.find((outcome) => outcome === params.get('outcome')) ?? present[0],
    after: Number.isSafeInteger(after) && after > 0 && after < 2 ** 31 ? after : 0,
  }
}
