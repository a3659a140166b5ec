import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { bodyOf, commitmentOf } from '~/rounds/frame'
import { fromBase64 } from '~/kernel/base64'
import { fileItem } from './files/file-item'
import { priceBid, technicalBid } from './form'

const frame = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/**
 * `bid-copy/1`: what a vendor's browser keeps of a bid, since the platform cannot read it: both frames, which match the
 * commitments of the receipts, and the key of recovery.
 */
export const bidCopy = z.object({
  format: z.literal('bid-copy/1'),
  round: z.uuid(),
  lot: z.uuid(),
  recovery: z.string(),
  technical: frame,
  price: frame,
  /** of the files; what a tab remembers is without them */
  files: z.array(frame).optional(),
})
export type BidCopy = z.infer<typeof bidCopy>

type Envelope = { kind: string; commitment: string }

/** The bid in a copy, if it is the copy of these envelopes; null otherwise. */
export function readCopy(text: string, envelopes: readonly Envelope[]) {
  const copy = parsed(text)
  if (!copy) return null
  const body = (kind: 'technical' | 'price') => {
    const bytes = fromBase64(copy[kind])
    const told = envelopes.find((envelope) => envelope.kind === kind)?.commitment
    return told === bytesToHex(commitmentOf(bytes)) ? bodyOf(bytes) : null
  }
  const [technical, price] = [technicalBid.safeParse(body('technical')), priceBid.safeParse(body('price'))]
  if (!technical.success || !price.success) return null
  return { technical: technical.data, price: price.data, files: filesIn(copy, envelopes) }
}

/** The files that a copy holds, as they were put in: name and content in base64. */
function filesIn({ files = [] }: BidCopy, envelopes: readonly Envelope[]) {
  const told = new Set(envelopes.map(({ commitment }) => commitment))
  return files.flatMap((text) => {
    const bytes = fromBase64(text)
    const read = told.has(bytesToHex(commitmentOf(bytes))) ? fileItem.safeParse(bodyOf(bytes)) : null
    return read?.success ? [{ name: read.data.name, data: read.data.data }] : []
  })
}

export type ReadCopy = NonNullable<ReturnType<typeof readCopy>>

function parsed(text: string): BidCopy | null {
  try {
    return bidCopy.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The frame in a copy, of a bid or of a pledge's conditions, that matches what was committed to; null when none does. */
export function frameIn(text: string, commitment: string): string | null {
  try {
    const parts = Object.values(JSON.parse(text) as Record<string, unknown>).flat()
    const fits = (part: unknown): part is string =>
      frame.safeParse(part).success && bytesToHex(commitmentOf(fromBase64(String(part)))) === commitment
    return parts.find(fits) ?? null
  } catch {
    return null
  }
}
