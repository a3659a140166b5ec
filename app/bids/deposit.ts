import * as z from 'zod'
import type { Canonical } from '~/kernel/canonical'
import { envelopeField, fileEnvelopeField } from '~/rounds/sealing/envelope'
import type { EntryValues } from './entry'
import { fileLimits } from './files/file-item'
import type { PriceBid, TechnicalBid } from './form'

/** What the vendor's browser posts: two envelopes, one for each file, and the notice that they answer; no word of the bid. */
export const depositForm = z.object({
  notice: z.string().regex(/^[0-9a-f]{64}$/),
  technical: envelopeField,
  price: envelopeField,
  files: z.array(fileEnvelopeField).max(fileLimits.files, 'too-many-documents').default([]),
})
export type DepositValues = z.infer<typeof depositForm>

/** The two plaintexts of what a vendor typed (`technical-bid/1`, `price-bid/1`). */
export function plaintextsOf(
  place: { round: string; lot: string; vendor: string },
  values: EntryValues,
  files: TechnicalBid['files'] = [],
) {
  const its = { ...place, edition: values.edition }
  const technical: TechnicalBid = {
    format: 'technical-bid/1',
    ...its,
    responses: values.responses,
    files,
  }
  const price: PriceBid = {
    format: 'price-bid/1',
    ...its,
    tiers: values.tiers.map(({ from, price }) => ({ from, price: String(price) })),
    minQty: values.minQty ?? 0,
    maxQty: values.maxQty ?? null,
    taxRateBps: values.taxRateBps,
    validUntil: values.validUntil,
  }
  return { technical, price } satisfies Record<string, Canonical>
}
