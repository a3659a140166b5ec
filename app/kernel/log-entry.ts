import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from './base64'
import { isIncluded, leafHash } from './merkle'
import { openCheckpoint } from './opened-checkpoint'

export type ShownEntry = {
  index: number
  leaf: string
  salt: string
  body: string
  checkpoint: string
  proof: readonly string[]
}

/** Why an entry does not prove that its event is in the log under this public key; null when it does. */
export async function whyNotInLog(entry: ShownEntry, key: Uint8Array) {
  const origin = entry.checkpoint.split('\n')[0] ?? ''
  const checkpoint = await openCheckpoint(entry.checkpoint, origin, key)
  if (!checkpoint) return 'checkpoint-signature'
  const { body } = JSON.parse(entry.leaf) as { body?: string }
  if (bytesToHex(sha256(concatBytes(hexToBytes(entry.salt), utf8ToBytes(entry.body)))) !== body)
    return 'body-differs'
  const proof = entry.proof.map(fromBase64)
  const included = isIncluded(leafHash(entry.leaf), entry.index, checkpoint.size, proof, checkpoint.root)
  return included ? null : 'not-in-log'
}
