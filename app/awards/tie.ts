import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

const separator = new Uint8Array(1)

/**
 * The drawn order among equals: SHA-256(seed ‖ 0 ‖ a ‖ 0 ‖ b) in hexadecimal, smaller first.
 * The seed is 32 bytes in hexadecimal; a and b are (lot, vendor) or (lot, buyer).
 */
export function tieKey(seed: string, a: string, b: string): string {
  return bytesToHex(
    sha256(concatBytes(hexToBytes(seed), separator, utf8ToBytes(a), separator, utf8ToBytes(b))),
  )
}
