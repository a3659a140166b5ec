import { type Canonical, canonical, canonicalHash } from '~/kernel/canonical'
import { fromBase64 } from '~/kernel/base64'
import { type ShownEntry, whyNotInLog } from '~/kernel/log-entry'
import { verifies } from '~/kernel/verifying'

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
export async function receiptProblems(
  receipt: Receipt,
  key: Uint8Array,
  envelope: string | null,
): Promise<string[]> {
  const { signature, format: _, log, ...facts } = receipt
  const signed = await verifies(receiptText(facts, log), fromBase64(signature.value), key)
  return [
    ...(signed ? [] : ['signature']),
    ...(log === null ? ['not-in-log-yet'] : [await whyNotInLog(log, key), named(log, facts)]),
    envelope !== null && canonicalHash(JSON.parse(envelope) as Canonical) !== facts.envelopeHash
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
