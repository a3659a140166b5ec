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

export type InquiryState = 'asked' | 'answered' | 'overdue' | 'explained' | 'excluded'

/** Where a question stands, and so whose turn it is: the vendor's only while it is asked. */
export function inquiryState(inquiry: Inquiry & { explained: boolean | null }, now: Date): InquiryState {
  if (inquiry.decidedAt) return inquiry.explained ? 'explained' : 'excluded'
  if (inquiry.repliedAt) return 'answered'
  return now < inquiry.dueAt ? 'asked' : 'overdue'
}
