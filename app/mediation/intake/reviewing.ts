/** So many filings of one claimant in thirty days are looked at by a registrar alone; of more, the head decides. */
export const filingsAtMost = 5

export const isReviewed = (filings: number) => filings > filingsAtMost

/** Why this registrar does not admit the case; null when they do. */
export const whyNotAdmit = ({ filings, isHead }: { filings: number; isHead: boolean }) =>
  isReviewed(filings) && !isHead ? 'review-by-head' : null
