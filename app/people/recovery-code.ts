import { sha256Hex } from '~/kernel/sha256'

// Crockford's alphabet: no letter that is taken for a digit.
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten bytes of chance (80 bits) as sixteen symbols in groups of four. */
export function recoveryCode(bytes: Uint8Array): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let code = ''
  for (let place = 0; place < 16; place++) {
    code = symbols[Number(number % 32n)] + code
    number /= 32n
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** The only thing kept of a code; reading forgives case, spaces, and O I L for 0 1 1. */
export function recoveryHash(typed: string): string {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return sha256Hex(code.replaceAll('O', '0').replace(/[IL]/g, '1'))
}
