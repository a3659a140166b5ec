import type { KeyObject } from 'node:crypto'
import { type Canonical, canonical } from '~/kernel/canonical'
import { isSignedBy } from '~/kernel/ed25519'
import { type ShownEntry, whyNotInLog } from '~/kernel/log-entry'
import { sha256Hex } from '~/kernel/sha256'

/** What is in a receipt before it is signed: which envelope came in, and when by the database's clock. */
export type ReceiptFacts = {
  item: string
  kind: string
  round: string
  lot: string | null
  envelopeHash: string
  commitment: string
  /** of the canonical envelope */
  bytes: number
  /** UTC with six decimals */
  receivedAt: string
}

/** The canonical text that the platform signs (`receipt/1`); key order and spaces cannot differ. */
export const receiptText = (facts: ReceiptFacts, log: ShownEntry | null) =>
  canonical({ format: 'receipt/1', ...facts, log: log as unknown as Canonical })

export type Receipt = ReceiptFacts & {
  format: 'receipt/1'
  log: ShownEntry | null
  signature: { alg: string; keyId: string; value: string }
}

/**
 * What is wrong with a receipt, checked without the platform: its signature, the log that it names, and, where the
 * envelope is at hand, that it is the one that came in. Empty when all of it holds.
 */
export function receiptProblems(receipt: Receipt, key: KeyObject, envelope: string | null): string[] {
  const { signature, format: _, log, ...facts } = receipt
  const signed = isSignedBy(receiptText(facts, log), Buffer.from(signature.value, 'base64'), key)
  return [
    ...(signed ? [] : ['signature']),
    ...(log === null ? ['not-in-log-yet'] : [whyNotInLog(log, key), named(log, facts)]),
    envelope !== null && sha256Hex(canonical(JSON.parse(envelope) as Canonical)) !== facts.envelopeHash
      ? 'envelope-differs'
      : null,
  ].filter((problem) => problem !== null)
}

/** The events in which an envelope comes in. */
export const receivingKinds = [
  'bid.sealed',
  'bid.replaced',
  'bid.bundled',
  'pledge.drafted',
  'pledge.redrafted',
  'pledge.change_asked',
  'round.seed_sealed',
] as const
const receiving = new RegExp(`^(${receivingKinds.join('|').replaceAll('.', '\\.')})$`)

const isIn = (list: unknown, hash: string) => Array.isArray(list) && list.includes(hash)

/** The event in the log must be the one in which this very envelope came in. */
function named(log: ShownEntry, { kind, envelopeHash, round }: ReceiptFacts) {
  const leaf = JSON.parse(log.leaf) as { kind?: string; round?: string }
  const body = JSON.parse(log.body) as Record<string, unknown>
  const isOf = receiving.test(leaf.kind ?? '') && leaf.round === round
  const isNamed = body[kind] === envelopeHash || (kind === 'file' && isIn(body.files, envelopeHash))
  return isOf && isNamed ? null : 'other-event'
}
