import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

type Bytes = Uint8Array<ArrayBuffer>

/** The 32 bytes of a public key, from their hexadecimal digits. */
export const keyFromHex = (hex: string): Uint8Array => hexToBytes(hex)

/** This browser knows no Ed25519, or was reached without encryption: it can say neither genuine nor forged. */
export class CannotVerify extends Error {}

/**
 * Whether this public key of 32 bytes has signed the text or bytes (RFC 8032): by Web Crypto, so that a reader's browser
 * and the server ask the same. Throws CannotVerify.
 */
export async function verifies(
  message: string | Uint8Array,
  signature: Uint8Array,
  key: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64 || key.length !== 32) return false
  const its = await imported(key)
  const text = typeof message === 'string' ? utf8ToBytes(message) : message
  return crypto.subtle.verify('Ed25519', its, signature as Bytes, text as Bytes)
}

async function imported(key: Uint8Array) {
  // Missing where a page came without encryption.
  const { subtle } = crypto as { subtle?: SubtleCrypto }
  if (!subtle) throw new CannotVerify()
  return subtle.importKey('raw', key as Bytes, 'Ed25519', false, ['verify']).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'NotSupportedError' ? new CannotVerify() : error
  })
}

/** SHA-256 of a file as hex, without holding up whoever else is served. */
export const digestHex = async (bytes: Uint8Array) =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Bytes)))
