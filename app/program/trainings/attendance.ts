// No sign that is read as another one from the last row of a hall.
const symbols = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code of eight signs for the screen of the room, from random bytes. */
export function attendanceCode(random: Uint8Array): string {
  const signs = [...random.subarray(0, 8)].map((byte) => symbols[byte % symbols.length]!)
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

/** A code as people type it: any case, with or without the hyphen. */
export const plainCode = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
