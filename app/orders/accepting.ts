type Note = { state: string; acceptDue: Date; waits: boolean }

/**
 * Why the enterprise may not decide on this note now; null when it may. After the period the clock has accepted, unless
 * the note waits for a hold or a case.
 */
export function whyNotDecide(note: Note, now: Date) {
  if (note.state !== 'sent') return 'already-moved'
  if (now >= note.acceptDue && !note.waits) return 'acceptance-over'
  return null
}
