import { createHash } from 'node:crypto'

type Bytes = string | Uint8Array

/** SHA-256 over the concatenation of the parts; text counts as UTF-8. */
export function sha256(...parts: Bytes[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The same as 64 lower-case hex digits. */
export const sha256Hex = (...parts: Bytes[]) => sha256(...parts).toString('hex')
