import * as z from 'zod'
import type { Receipt } from '~/rounds/sealing/receipt'

const most = 300_000

/** What is handed in to be checked: the file of a receipt, or its text; and the envelope where it is at hand. */
export const receiptForm = z.object({
  file: z.instanceof(File).optional(),
  receipt: z.string().max(most, 'too-long').optional(),
  envelope: z.string().max(most, 'too-long').optional(),
})

const entry = z.object({
  index: z.number().int().nonnegative(),
  leaf: z.string(),
  salt: z.string(),
  body: z.string(),
  checkpoint: z.string(),
  proof: z.array(z.string()),
})

const receipt = z.object({
  format: z.literal('receipt/1'),
  item: z.string(),
  kind: z.string(),
  round: z.string(),
  lot: z.string().nullable(),
  envelopeHash: z.string(),
  commitment: z.string(),
  bytes: z.number(),
  receivedAt: z.string(),
  log: entry.nullable(),
  signature: z.object({ alg: z.string(), keyId: z.string(), value: z.string() }),
})

/** A receipt from its file; null where it is none. */
export function readReceipt(text: string): Receipt | null {
  try {
    return receipt.parse(JSON.parse(text))
  } catch {
    return null
  }
}
