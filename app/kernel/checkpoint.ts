import type { KeyObject } from 'node:crypto'
import { isSignedBy, publicBytes, sign } from './ed25519'
import { sha256 } from './sha256'

/** The state of the log at one moment: how many leaves, under which root. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** A signed note, the form of a checkpoint that members keep (c2sp.org/signed-note, tlog-checkpoint). */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${base64(checkpoint.root)}\n`
  const signature = Buffer.concat([keyHash(checkpoint.origin, key), sign(text, key)])
  return `${text}\n— ${checkpoint.origin} ${base64(signature)}\n`
}

/** What the note says if one of its signatures is by this key, else null. */
export function openCheckpoint(note: string, origin: string, key: KeyObject): Checkpoint | null {
  const [, text = '', signatures = ''] = /^([^]*?\n)\n((?:— [^\n]+\n)+)$/.exec(note) ?? []
  const [, name, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? []
  if (name !== origin || !size || !root) return null
  const signed = [...signatures.matchAll(/^— (\S+) (\S+)$/gm)].some(([, signer, data = '']) => {
    const bytes = Buffer.from(data, 'base64')
    return (
      signer === origin &&
      bytes.subarray(0, 4).equals(keyHash(origin, key)) &&
      isSignedBy(text, bytes.subarray(4), key)
    )
  })
  return signed ? { origin, size: Number(size), root: Buffer.from(root, 'base64') } : null
}

/** The four bytes by which a note names its key: algorithm 1 is Ed25519. */
function keyHash(name: string, key: KeyObject): Buffer {
  return sha256(name, '\n', Uint8Array.of(1), publicBytes(key)).subarray(0, 4)
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
