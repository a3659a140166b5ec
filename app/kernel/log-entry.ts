import type { KeyObject } from 'node:crypto'
import { openCheckpoint } from './checkpoint'
import { isIncluded, leafHash } from './merkle'
import { sha256Hex } from './sha256'

export type ShownEntry = {
  index: number
  leaf: string
  salt: string
  body: string
  checkpoint: string
  proof: readonly string[]
}

/** Why an entry does not prove that its event is in the log under this key; null when it does. */
export function whyNotInLog(entry: ShownEntry, key: KeyObject) {
  const origin = entry.checkpoint.split('\n')[0] ?? ''
  const checkpoint = openCheckpoint(entry.checkpoint, origin, key)
  if (!checkpoint) return 'checkpoint-signature'
  const { body } = JSON.parse(entry.leaf) as { body?: string }
  if (sha256Hex(Buffer.from(entry.salt, 'hex'), entry.body) !== body) return 'body-differs'
  const proof = entry.proof.map((hash) => Buffer.from(hash, 'base64'))
  const included = isIncluded(leafHash(entry.leaf), entry.index, checkpoint.size, proof, checkpoint.root)
  return included ? null : 'not-in-log'
}
