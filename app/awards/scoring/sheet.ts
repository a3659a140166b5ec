import type { RoundTerms } from '~/rounds/terms'
import { evaluatorsNeeded, whyNotJudge } from '../eligibility/judging'

/** How far an evaluator is with the own sheet; `late`: the sheets of the others were all in before they declared. */
export type Sheet = { isIn: boolean; isDue: boolean }

/** Why this person may not score the bids of the round now; null when they may. */
export function whyNotScore(
  method: RoundTerms['method'],
  judge: Parameters<typeof whyNotJudge>,
  sheet: Sheet | null,
) {
  if (method !== 'comprehensive') return 'not-scored'
  const whyNot = whyNotJudge(...judge)
  if (whyNot) return whyNot
  if (sheet?.isIn) return 'sheet-handed-in'
  return sheet && !sheet.isDue ? 'scores-complete' : null
}

export type ScoreRefusal = NonNullable<ReturnType<typeof whyNotScore>>

type Cell = { bidId: string; criterion: string }

/** What is still empty of a sheet: every bid under every criterion is to have its points. */
export function emptyCells(
  bidIds: readonly string[],
  criteria: readonly string[],
  filled: readonly Cell[],
): Cell[] {
  const has = new Set(filled.map(({ bidId, criterion }) => `${bidId} ${criterion}`))
  return bidIds.flatMap((bidId) =>
    criteria
      .filter((criterion) => !has.has(`${bidId} ${criterion}`))
      .map((criterion) => ({ bidId, criterion })),
  )
}

/** All sheets are in: two at least, and nobody who is to score is awaited. */
export function areAllIn(sheets: readonly Sheet[]): boolean {
  const due = sheets.filter(({ isDue }) => isDue)
  return due.length >= evaluatorsNeeded && due.every(({ isIn }) => isIn)
}
