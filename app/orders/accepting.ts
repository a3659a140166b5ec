type Note = { state: string; acceptDue: Date }

/** Why the enterprise may not decide on this note now; null when it may. After the period the clock has accepted. */
export function whyNotDecide(note: Note, now: Date) {
  if (note.state !== 'sent') return 'already-moved'
  if (now >= note.acceptDue) return 'acceptance-over'
  return null
}
