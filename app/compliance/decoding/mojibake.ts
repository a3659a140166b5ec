import type { RepairName } from '../record'
import { cp437Bytes, gbkPairs, windows1252Bytes } from './code-pages'

/** Stands for the one ASCII byte that a Windows decoder swallowed together with half a character. */
export const SWALLOWED = '\uFDD0'
export const LOST = '\uFFFD'
/** A lost character that took one cell of a console, not two as Han characters do; `clean` makes it U+FFFD. */
export const LOST_NARROW = '\uFDD1'

const UNREADABLE = 0x100
const QUESTION_MARK = 0x3f

export type Repaired = { text: string; complete: boolean }

/**
 * UTF-8 that was read as GBK, read again; null when the text is not of that kind.
 * Half a character before `?` is lost and swallowed one ASCII byte (`SWALLOWED`), before U+FFFD it is only lost.
 * `…` (E2 80 and a lost byte) counts as read completely.
 */
export function repairGbk(text: string): Repaired | null {
  const bytes = gbkBytes(text)
  return bytes && readUtf8(bytes)
}

function gbkBytes(text: string): number[] | null {
  const pairs = gbkPairs()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    const pair = pairs.get(character)
    if (code < 0x80) bytes.push(code)
    else if (character === '€') bytes.push(0x80)
    else if (character === LOST) bytes.push(UNREADABLE)
    else if (pair) bytes.push(pair >> 8, pair & 0xff)
    else return null
  }
  return bytes
}

function readUtf8(bytes: readonly number[]): Repaired | null {
  let text = ''
  let complete = true
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      text += String.fromCharCode(lead)
      at += 1
      continue
    }
    const length = lengthOf(lead)
    if (length === 0) return null
    let end = at + 1
    while (end < at + length && isContinuation(bytes[end])) end += 1

    if (end === at + length) {
      const character = codePoint(bytes.slice(at, end))
      if (character === null) return null
      text += character
      at = end
      continue
    }
    const after = bytes[end]
    if (end !== at + length - 1 || (after !== QUESTION_MARK && after !== UNREADABLE)) return null
    const ellipsis = lead === 0xe2 && bytes[at + 1] === 0x80
    text += ellipsis ? '…' : lead >= 0xe3 && lead <= 0xef ? LOST : LOST_NARROW
    if (after === QUESTION_MARK && end + 1 < bytes.length) text += SWALLOWED
    complete &&= ellipsis
    at = end + 1
  }
  return { text, complete }
}

function lengthOf(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}

const isContinuation = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte <= 0xbf

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function codePoint(bytes: number[]): string | null {
  try {
    return utf8.decode(Uint8Array.from(bytes))
  } catch {
    return null
  }
}

/** UTF-8 that was read byte by byte: it maps back wholly, decodes strictly and holds a multi-byte character. */
export function repairSingleBytes(text: string): { text: string; by: RepairName } | null {
  if (!/\P{ASCII}/u.test(text)) return null
  const western = readBack(text, windows1252Bytes)
  if (western !== null) return { text: western, by: 'windows-1252' }
  const console = readBack(text, cp437Bytes)
  return console === null ? null : { text: console, by: 'cp437' }
}

function readBack(text: string, page: ReadonlyMap<string, number>): string | null {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const byte = code < 0x80 ? code : page.get(text[at]!)
    if (byte === undefined) return null
    bytes[at] = byte
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}
