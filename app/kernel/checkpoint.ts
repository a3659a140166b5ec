import type { KeyObject } from 'node:crypto'
import { publicBytes, sign } from './ed25519'
import { type Checkpoint, keyHash } from './opened-checkpoint'

/** A signed note, the form of a checkpoint that members keep (c2sp.org/signed-note, tlog-checkpoint). */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${base64(checkpoint.root)}\n`
  const signature = Buffer.concat([keyHash(checkpoint.origin, publicBytes(key)), sign(text, key)])
  return `${text}\n— ${checkpoint.origin} ${base64(signature)}\n`
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
