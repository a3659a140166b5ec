import * as z from 'zod'
import { framesOf, type SealedKind } from '../frame'

/** Two of three openers are needed: for each pair the item's key is wrapped to the higher, then to the lower number. */
export const pairs = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const
export type Pair = (typeof pairs)[number]

export const browserAlg = 'age-x25519'

/** A recipient of `age` (X25519), as the notice names it. */
export const recipientPattern = /^age1[a-z0-9]{58}$/

// A header for two recipients, and one tag for each 64 KiB of the frame; a wrap is two headers around 74 characters.
export const aroundFrame = (frame: number) => 282 + 16 * Math.ceil(frame / 65_536)
export const wrapLength = 474

// The longest envelope, of a technical part, has about 26,000 characters; whatever is much longer is none.
const mostCharacters = 60_000
const mostCharactersOfFile = 2_900_000

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)
/** What stands for the notice's hash in an envelope whose commitment the notice itself names. */
export const beforeNotice = '-'

const wrap = (pair: Pair) =>
  z.strictObject({ openers: z.tuple([z.literal(pair[0]), z.literal(pair[1])]), data: base64 })

/** `sealed-item/1` as the author's browser makes it (procurement.md §6). */
export const sealedEnvelope = z.strictObject({
  format: z.literal('sealed-item/1'),
  alg: z.literal(browserAlg),
  round: z.uuid(),
  noticeHash: z.union([hex, z.literal(beforeNotice)]),
  kind: z.enum(['technical', 'price', 'bundle', 'ceiling', 'seed', 'file']),
  lot: z.uuid().nullable(),
  author: z.uuid(),
  padTo: z.int(),
  keyRecipient: z.string().regex(recipientPattern),
  commitment: hex,
  payload: base64,
  wraps: z.tuple([wrap(pairs[0]), wrap(pairs[1]), wrap(pairs[2])]),
})
export type SealedEnvelope = z.infer<typeof sealedEnvelope>

const postedEnvelope = (most: number) =>
  z
    .string('envelope-malformed')
    .max(most, 'envelope-malformed')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'envelope-malformed' })
        return z.NEVER
      }
    })
    .pipe(sealedEnvelope)

/** An envelope as a browser posts it, as JSON. */
export const envelopeField = postedEnvelope(mostCharacters)
/** The same of a file. */
export const fileEnvelopeField = postedEnvelope(mostCharactersOfFile)

/** Where an envelope is put in, as its head must say. */
export type Place = {
  round: string
  noticeHash: string
  kind: SealedKind
  lot: string | null
  author: string
}

/** Why an envelope is not taken, by its head and its sizes alone; nobody here can look inside. Null when it is. */
export function whyNotTake(envelope: SealedEnvelope, place: Place) {
  const { round, noticeHash, kind, lot, author } = envelope
  if (noticeHash !== place.noticeHash && round === place.round) return 'notice-changed'
  if (round !== place.round || kind !== place.kind || lot !== place.lot || author !== place.author)
    return 'envelope-elsewhere'
  const sized =
    framesOf(place.kind).includes(envelope.padTo) &&
    bytesIn(envelope.payload) === envelope.padTo + aroundFrame(envelope.padTo) &&
    envelope.wraps.every(({ data }) => bytesIn(data) === wrapLength)
  return sized ? null : 'envelope-malformed'
}

const bytesIn = (text: string) => (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0)
