import {
  createPrivateKey,
  createPublicKey,
  sign as signBytes,
  verify as verifyBytes,
  type KeyObject,
} from 'node:crypto'

// The DER head of a PKCS #8 private and of an SPKI public key of this curve (RFC 8410), before the 32 bytes.
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

/** A signing key from its 32-byte seed. */
export const signingKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' })

/** A verifying key from its 32 bytes. */
export const verifyingKey = (bytes: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([publicHead, bytes]), format: 'der', type: 'spki' })

/** The 32 public bytes of either half. */
export function publicBytes(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key
  return open.export({ format: 'der', type: 'spki' }).subarray(publicHead.length)
}

/** 64 bytes over the text or bytes (RFC 8032, no pre-hash). */
export const sign = (message: string | Uint8Array, key: KeyObject) =>
  signBytes(null, Buffer.from(message), key)

export function isSignedBy(message: string | Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return signature.length === 64 && verifyBytes(null, Buffer.from(message), key, signature)
}
