import * as z from 'zod'
import { orNull, quantityField } from '~/kernel/fields'

/** What becomes of a term that ends: wanted again, replaced by another product, or let go with a reason. */
export const renewalForm = z.union([
  z.object({
    move: z.literal('co-term'),
    month: orNull(z.coerce.number().int().min(1).max(12)).optional().default(null),
  }),
  z.object({ move: z.literal('renew'), renewalId: z.uuid(), quantity: quantityField }),
  z.object({
    move: z.literal('replace'),
    renewalId: z.uuid(),
    quantity: quantityField,
    editionId: z.uuid('required'),
  }),
  z.object({
    move: z.literal('drop'),
    renewalId: z.uuid(),
    reason: z.string().trim().min(2, 'required').max(200, 'too-long'),
  }),
])

export type RenewalValues = Exclude<z.output<typeof renewalForm>, { move: 'co-term' }>
