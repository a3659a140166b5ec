import * as z from 'zod'
import { fromBase64 } from '~/kernel/base64'
import { type Canonical, canonical } from '~/kernel/canonical'
import { verifies } from '~/kernel/verifying'

const party = z.object({ name: z.string(), uscc: z.string() })

/**
 * A signed settlement as far as it concerns a third party that pays by it: the parties, its own promises, the digest of the
 * whole text that all have signed, and who signed beside it. What else was promised is not in it.
 */
export const extract = z.object({
  format: z.literal('settlement-extract/1'),
  case: z.string(),
  version: z.int(),
  body: z.string(),
  claimant: party,
  respondent: party,
  payer: party,
  currency: z.string(),
  /** amounts as decimal strings of fen */
  obligations: z
    .array(z.object({ no: z.int(), amount: z.string(), dueOn: z.string(), text: z.string() }))
    .min(1),
  agreement: z.string().regex(/^[0-9a-f]{64}$/),
  effectiveOn: z.string(),
  signatures: z.array(
    z.object({
      side: z.enum(['claimant', 'respondent', 'mediator', 'payer']),
      organization: z.string(),
      person: z.string(),
      at: z.iso.datetime(),
      method: z.enum(['step_up', 'sealed_scan']),
    }),
  ),
})
export type Extract = z.infer<typeof extract>

/** The extract taken along: its canonical text, and the platform's signature over it. */
export const signedExtract = z.object({
  format: z.literal('muster-extract/1'),
  extract: z.string(),
  signature: z.object({ value: z.base64() }),
})

export const extractText = (its: Extract) => canonical(its as unknown as Canonical)

/** What a file says that the platform has signed, with what is wrong with it; null where it is no extract. Throws CannotVerify. */
export async function readExtract(read: unknown, key: Uint8Array) {
  const file = signedExtract.safeParse(read).data
  if (!file) return null
  const its = parsed(file.extract)
  if (!its) return null
  const isSigned = await verifies(file.extract, fromBase64(file.signature.value), key)
  return { its, problems: isSigned ? [] : ['extract-signature'] }
}

function parsed(text: string) {
  try {
    return extract.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
