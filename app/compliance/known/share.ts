/** Beside every figure of compliance: which share of the rows it rests on is recognized, and how well that is done. */
export type Known = {
  /** Of the rows of today's lists; null without any list. */
  share: number | null
  rows: number
  /** The version of the pack in use, and its measurement: precision of its rules, recall of what needs a license. */
  pack: string
  precision: number | null
  recall: number | null
}
