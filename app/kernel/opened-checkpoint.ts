import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from './base64'
import { verifies } from './verifying'

/** The state of the log at one moment: how many leaves, under which root. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** What the note says if one of its signatures is by this key, else null. */
export async function openCheckpoint(
  note: string,
  origin: string,
  key: Uint8Array,
): Promise<Checkpoint | null> {
  const [, text = '', signatures = ''] = /^([^]*?\n)\n((?:— [^\n]+\n)+)$/.exec(note) ?? []
  const [, name, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? []
  if (name !== origin || !size || !root) return null
  for (const [, signer, data = ''] of signatures.matchAll(/^— (\S+) (\S+)$/gm)) {
    const bytes = signer === origin ? decoded(data) : null
    if (bytes && isOfKey(bytes, origin, key) && (await verifies(text, bytes.subarray(4), key)))
      return { origin, size: Number(size), root: fromBase64(root) }
  }
  return null
}

/** The four bytes by which a note names its key: algorithm 1 is Ed25519. */
export const keyHash = (name: string, key: Uint8Array) =>
  sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(1), key)).subarray(0, 4)

const isOfKey = (bytes: Uint8Array, origin: string, key: Uint8Array) =>
  keyHash(origin, key).every((byte, at) => byte === bytes[at])

function decoded(data: string) {
  try {
    return fromBase64(data)
  } catch {
    return null
  }
}
