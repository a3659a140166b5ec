const signatures: readonly (readonly [type: string, at: number, bytes: readonly number[]])[] = [
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/zip', 0, [0x50, 0x4b, 0x03, 0x04]],
]
const first = 4096

/** What a file is by its first bytes, never by its name: one of a short list, text, or null when it is none of these. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const known = signatures.find(([, at, its]) => its.every((byte, n) => bytes[at + n] === byte))
  if (known) return known[0]
  const head = bytes.subarray(0, first)
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  return utf16 || !head.includes(0) ? 'text/plain' : null
}
