import { fingerprintOf } from './key'

export type UploadedKey = { line: number; key: string; fingerprint: Buffer }
export type KeyProblem = {
  line: number
  code:
    | 'empty'
    | 'duplicate-in-file'
    | 'already-delivered'
    | 'wrong-pattern'
    | 'too-long'
    | 'wrong-count'
    | 'too-many'
}

const linesAtMost = 50_000
const longest = 400

/** What a delivery demands of its keys. */
export type KeyTerms = {
  /** one key for each delivered unit, or exactly one for all of them */
  quantity: number
  kind: 'single' | 'volume'
  pattern: RegExp | null
  secret: Uint8Array
  /** fingerprints, as hex, that the market has seen before */
  delivered: ReadonlySet<string>
}

/** All keys of an upload or none: the problems name lines and codes, never a key. */
export function checkKeys(
  keys: readonly string[],
  terms: KeyTerms,
): { keys: UploadedKey[]; problems: KeyProblem[] } {
  if (keys.length > linesAtMost) return { keys: [], problems: [{ line: linesAtMost + 1, code: 'too-many' }] }
  const read: UploadedKey[] = []
  const problems: KeyProblem[] = []
  const seen = new Set<string>()
  keys.forEach((raw, place) => {
    const line = place + 1
    const key = raw.trim()
    const fingerprint = fingerprintOf(key, terms.secret)
    const hex = fingerprint.toString('hex')
    const code = whyNotKey(key, hex, seen, terms)
    if (code) problems.push({ line, code })
    else read.push({ line, key, fingerprint })
    seen.add(hex)
  })
  const wanted = terms.kind === 'volume' ? 1 : terms.quantity
  if (keys.length !== wanted) problems.push({ line: keys.length, code: 'wrong-count' })
  return problems.length ? { keys: [], problems } : { keys: read, problems }
}

function whyNotKey(key: string, hex: string, seen: ReadonlySet<string>, { pattern, delivered }: KeyTerms) {
  if (key === '') return 'empty'
  if (key.length > longest) return 'too-long'
  if (pattern && !pattern.test(key)) return 'wrong-pattern'
  if (seen.has(hex)) return 'duplicate-in-file'
  if (delivered.has(hex)) return 'already-delivered'
  return null
}
