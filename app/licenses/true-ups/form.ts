import * as z from 'zod'
import { quantityField } from '~/kernel/fields'

/** What is done with units at a price that an award still holds. */
export const trueUpForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('ask'), awardId: z.uuid(), quantity: quantityField }),
  z.object({ move: z.literal('edit'), trueUpId: z.uuid(), quantity: quantityField }),
  // The number that the approver read: what was changed meanwhile is read again first.
  z.object({ move: z.literal('confirm'), trueUpId: z.uuid(), quantity: quantityField }),
  z.object({
    move: z.literal('decline'),
    trueUpId: z.uuid(),
    reason: z.string().trim().min(2, 'required').max(200, 'too-long'),
  }),
])

export type TrueUpValues = z.output<typeof trueUpForm>
