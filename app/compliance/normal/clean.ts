import { LOST, LOST_NARROW, SWALLOWED } from '../decoding/mojibake'
import { maskKeys, maskUsers } from './secrets'

export type Cleaned = { text: string | null; lost: boolean; controls: boolean; masked: boolean }

const CONTROLS = /(?!\s)\p{Cc}/gu

/** One field as the record keeps it: composed, on one line, without control characters and secrets; blank is null. */
export function clean(raw: string): Cleaned {
  const visible = raw.replace(CONTROLS, '')
  const { text, masked } = maskKeys(visible.replaceAll(SWALLOWED, ' ').replaceAll(LOST_NARROW, LOST))
  const line = maskUsers(text).replace(/\s+/g, ' ').trim().normalize('NFC').toWellFormed()
  return { text: line || null, lost: line.includes(LOST), controls: visible !== raw, masked }
}
