import { type Canonical, canonical } from '~/kernel/canonical'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Promised } from '../offers/terms'

type Party = { name: string; uscc: string }

/** The typed half of a settlement, `settlement/1`: its canonical bytes and the text together are what is signed. */
export type SettlementBody = {
  format: 'settlement/1'
  case: string
  version: number
  body: string
  claimant: Party
  respondent: Party
  currency: string
  /** third parties that pay by it and sign too */
  payers?: readonly Party[]
  items: readonly Promised[]
}

/** The digest that both sides adopt and sign, as hex: SHA-256 over canonical JSON (RFC 8785), a line feed, and the text. */
export const versionHash = (body: SettlementBody, text: string) =>
  bytesToHex(sha256(utf8ToBytes(`${canonical(body as unknown as Canonical)}\n${text}`)))
