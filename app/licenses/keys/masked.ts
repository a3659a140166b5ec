/** The form in which a key stands everywhere but in the answer to a reveal. */
export const maskedKey = (tail: string | null) => `•••••-${tail ?? '•••••'}`
