import { FileRefused } from '../limits'
import type { Encoding } from '../record'
import { looksLikeGb18030 } from './gb18030'

export type Decoded = { text: string; encoding: Encoding; guessed: boolean }

/**
 * Bytes to text: byte order mark, NUL pattern, XML declaration, strict UTF-8, GB18030, and Windows-1252 as a guess.
 * Refuses UTF-32 and declared encodings that none of these is (`unsupported-encoding`).
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const known = byMark(bytes) ?? byNuls(bytes)
  if (known) return { text: read(bytes, known), encoding: known, guessed: false }

  const declared = declaredEncoding(bytes)
  if (declared === 'gb18030' || declared === 'windows-1252') {
    const text = readStrictly(bytes, declared)
    if (text !== null) return { text, encoding: declared, guessed: false }
  }
  const utf8 = readStrictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', guessed: false }
  if (declared === 'unsupported') throw new FileRefused('unsupported-encoding')

  const chinese = readStrictly(bytes, 'gb18030')
  if (chinese !== null && looksLikeGb18030(bytes)) {
    return { text: chinese, encoding: 'gb18030', guessed: false }
  }
  return { text: read(bytes, 'windows-1252'), encoding: 'windows-1252', guessed: true }
}

function byMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) {
    if (c === 0 && d === 0) throw new FileRefused('unsupported-encoding')
    return 'utf-16le'
  }
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) throw new FileRefused('unsupported-encoding')
  return null
}

/** UTF-16 without a mark shows as NULs at the odd (little endian) or even positions of its ASCII part. */
function byNuls(bytes: Uint8Array): Encoding | null {
  const head = bytes.subarray(0, 4096)
  const nuls = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) nuls[at % 2]! += 1
  })
  const pairs = Math.floor(head.length / 2)
  if (pairs === 0) return null
  if (nuls[1]! >= 0.3 * pairs && nuls[1]! > nuls[0]!) return 'utf-16le'
  if (nuls[0]! >= 0.3 * pairs) return 'utf-16be'
  return null
}

/** What an XML declaration says; `utf-16` without mark or NULs is a known lie and means nothing. */
function declaredEncoding(bytes: Uint8Array): Encoding | 'unsupported' | null {
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase()
  if (!label || /^utf-?(8|16(le|be)?)$/.test(label)) return null
  if (/^(gb18030|gbk|gb2312|cp936|windows-936)$/.test(label)) return 'gb18030'
  if (/^(iso-?8859-1|latin-?1|us-ascii|ascii|windows-1252|cp1252)$/.test(label)) return 'windows-1252'
  return 'unsupported'
}

function readStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const read = (bytes: Uint8Array, encoding: Encoding) => new TextDecoder(encoding).decode(bytes)
