/** The form in which a key stands everywhere but in the answer to a reveal. */
export const maskedKey = (tail: string | null) => `•••••-${tail ?? '•••••'}`

/** A license file by its name, any other key masked. */
export const calledKey = ({ tail, fileName }: { tail: string | null; fileName: string | null }) =>
  fileName ?? maskedKey(tail)
