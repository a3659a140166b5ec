/** A question about an abnormally low price: asked, answered by its vendor, decided by the office. */
export type Inquiry = { dueAt: Date; repliedAt: Date | null; decidedAt: Date | null }

export function whyNotReply({ dueAt, repliedAt, decidedAt }: Inquiry, now: Date) {
  if (decidedAt || repliedAt) return 'already-replied'
  return now >= dueAt ? 'reply-too-late' : null
}

/** The office waits for the answer, or for the end of the time to answer. */
export function whyNotDecideInquiry({ dueAt, repliedAt, decidedAt }: Inquiry, now: Date) {
  if (decidedAt) return 'already-decided'
  return !repliedAt && now < dueAt ? 'reply-awaited' : null
}
