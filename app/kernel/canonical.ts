import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** What canonical JSON may hold; a property that is undefined is left out. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | bigint
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/** Canonical JSON (RFC 8785): the same facts give the same bytes. Money, a bigint, becomes a decimal string of fen. */
export function canonical(value: Canonical): string {
  // A copy of a large instance costs more than its hash.
  return canonicalize(holdsBigints(value) ? withoutBigints(value) : value)!
}

/** SHA-256 of the canonical bytes, as hex; without node:crypto, because verifiers run in the browser too. */
export const canonicalHash = (value: Canonical) => bytesToHex(sha256(utf8ToBytes(canonical(value))))

function withoutBigints(value: Canonical | undefined): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(withoutBigints)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBigints(part)]))
}

function holdsBigints(value: Canonical | undefined): boolean {
  if (value === null || typeof value !== 'object') return typeof value === 'bigint'
  return Object.values(value).some(holdsBigints)
}
