import { createHmac } from 'node:crypto'

/** What of a license key may be shown: the last five of at least 15 letters and digits, two from 8 on, else nothing. */
export function tailOf(key: string): string | null {
  const symbols = lettersAndDigits(key)
  const shown = symbols.length >= 15 ? 5 : symbols.length >= 8 ? 2 : 0
  return shown ? symbols.slice(-shown).join('') : null
}

export { maskedKey } from './masked'

/** A keyed hash: a plain one of 25 symbols could be searched by guessing (licenses.md §5). */
export function fingerprintOf(key: string, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(lettersAndDigits(key).join('').toUpperCase()).digest()
}

/** The logger's last defense: whatever looks like a key keeps its last five. */
export function withoutKeys(text: string): string {
  return text.replace(/\b(?:[A-Z0-9]{5}-){4}([A-Z0-9]{5})\b/g, '•••••-$1')
}

const lettersAndDigits = (key: string) =>
  [...key.normalize('NFKC').trim()].filter((symbol) => /[\p{L}\p{N}]/u.test(symbol))
