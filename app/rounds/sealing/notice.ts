import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { recipientPattern } from './envelope'

const openers = z.object({
  openers: z.array(z.object({ no: z.int(), recipient: z.string().regex(recipientPattern) })).length(3),
})

/**
 * To whom a round's envelopes are sealed: the recipients that the published notice names, if it is the notice of this
 * hash. Null when it is not, so that an exchanged key is found before anything is sealed to it.
 */
export function recipientsOf(notice: string | null, hash: string): string[] | null {
  if (notice === null || bytesToHex(sha256(utf8ToBytes(notice))) !== hash) return null
  const read = openers.safeParse(JSON.parse(notice))
  if (!read.success) return null
  return read.data.openers.toSorted((a, b) => a.no - b.no).map(({ recipient }) => recipient)
}
