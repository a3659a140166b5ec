import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { refuse } from './refusal'

/** A 32-byte master key and the number under which its blobs name it. */
export type MasterKey = { version: number; key: Uint8Array }

/** A text under a data key of its own, and that data key under a master key (trust.md §4, licenses.md §5). */
export type Envelope = { body: Buffer; wrappedKey: Buffer }

type Random = (bytes: number) => Uint8Array

export const bodyVersion = 1
const nonceAt = 2
const textAt = nonceAt + 12
const tagLength = 16

/** What a blob is bound to: it opens in no other table, row or organization. */
export const boundTo = (table: string, rowId: string, orgId: string) => `${table}|${rowId}|${orgId}`

/** Seals bytes for one row; randomness is an argument only so that vectors can be repeated. */
export function seal(
  plain: string | Uint8Array,
  bound: string,
  master: MasterKey,
  random: Random = randomBytes,
): Envelope {
  const dataKey = random(32)
  return {
    body: encrypt(bodyVersion, dataKey, Buffer.from(plain), bound, random(12)),
    wrappedKey: encrypt(master.version, master.key, dataKey, bound, random(12)),
  }
}

/** A fresh data key under a master key, for the many bodies of one place (a channel). */
export const wrapFreshKey = (bound: string, master: MasterKey, random: Random = randomBytes): Buffer =>
  encrypt(master.version, master.key, random(32), bound, random(12))

/** The sealed bytes; refuses with `cannot-open` when key, row, organization or any bit is another. */
export function unseal({ body, wrappedKey }: Envelope, bound: string, masters: readonly MasterKey[]): Buffer {
  return decrypt(unwrap(wrappedKey, bound, masters), body, bound)
}

/** The same data key under the newest master key; the body stays as it is. */
export function rewrap(
  wrappedKey: Buffer,
  bound: string,
  masters: readonly MasterKey[],
  newest: MasterKey,
): Buffer {
  return encrypt(newest.version, newest.key, unwrap(wrappedKey, bound, masters), bound, randomBytes(12))
}

/** Which master key wraps this data key. */
export const versionOf = (blob: Uint8Array) => Buffer.from(blob).readUInt16BE(0)

/** The data key itself; refuses with `cannot-open` when master key, place or any bit is another. */
export function unwrap(wrappedKey: Buffer, bound: string, masters: readonly MasterKey[]): Buffer {
  const master = masters.find(
    ({ version }) => wrappedKey.length > nonceAt && version === versionOf(wrappedKey),
  )
  return master ? decrypt(master.key, wrappedKey, bound) : refuse('cannot-open')
}

/** blob = version (2) ‖ nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM. */
export function encrypt(
  version: number,
  key: Uint8Array,
  plain: Uint8Array,
  bound: string,
  nonce: Uint8Array,
): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  const head = Buffer.alloc(nonceAt)
  head.writeUInt16BE(version)
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export function decrypt(key: Uint8Array, blob: Buffer, bound: string): Buffer {
  if (blob.length < textAt + tagLength) return refuse('cannot-open')
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(nonceAt, textAt), {
    authTagLength: tagLength,
  })
  decipher.setAAD(Buffer.from(bound)).setAuthTag(blob.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(blob.subarray(textAt, -tagLength)), decipher.final()])
  } catch {
    return refuse('cannot-open')
  }
}
