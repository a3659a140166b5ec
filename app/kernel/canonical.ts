import canonicalize from 'canonicalize'
import { sha256Hex } from './sha256'

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
  return canonicalize(withoutBigints(value))!
}

/** SHA-256 of the canonical bytes, as hex. */
export const canonicalHash = (value: Canonical) => sha256Hex(canonical(value))

function withoutBigints(value: Canonical | undefined): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(withoutBigints)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBigints(part)]))
}
