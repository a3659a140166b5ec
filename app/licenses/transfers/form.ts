import * as z from 'zod'
import { fileField, fileOrNull, quantityField } from '~/kernel/fields'
import { usccField } from '~/people/form'

/** A computer offered with all that came with it, and by what it changes hands. */
export const computerOfferForm = z.object({
  computerId: z.uuid('required'),
  uscc: usccField,
  reason: z.string().trim().min(2, 'required').max(500, 'too-long'),
  evidence: fileField,
  consent: fileOrNull.optional().transform((file) => file ?? null),
})

export type ComputerOfferValues = z.output<typeof computerOfferForm>

export const transferKinds = ['allocation', 'transfer'] as const

/** Units offered to another enterprise: lent within a group, or given for good. */
export const offerForm = z.object({
  entitlementId: z.uuid('required'),
  kind: z.enum(transferKinds),
  uscc: usccField,
  quantity: quantityField,
  reason: z.string().trim().min(2, 'required').max(500, 'too-long'),
  consent: fileOrNull.optional().transform((file) => file ?? null),
})

export type OfferValues = z.output<typeof offerForm>

/** What either side does with an offer, by whoever's turn it is. */
export const transferForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('accept'),
    /** the receiver's asset number of a computer */
    no: z.string().trim().max(120, 'too-long').optional(),
  }),
  z.object({ move: z.literal('approve') }),
  z.object({ move: z.literal('withdraw') }),
  z.object({ move: z.literal('return') }),
  z.object({
    move: z.literal('decline'),
    reason: z.string().trim().min(2, 'required').max(500, 'too-long'),
  }),
])

export type TransferValues = z.output<typeof transferForm>
