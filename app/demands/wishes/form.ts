import * as z from 'zod'
import { quantityField } from '~/kernel/fields'
import { demandForm } from '../form'

const threshold = { thresholdOrgs: quantityField, thresholdQuantity: quantityField }

/** A wish that the office opens: of what, and how much makes it worth asking. */
export const wishForm = z.object({ subject: demandForm.shape.subject, ...threshold })
export type WishValues = z.infer<typeof wishForm>

export const thresholdForm = z.object(threshold)
export type ThresholdValues = z.infer<typeof thresholdForm>

/** How much of its need an enterprise would pledge; none is an answer too. */
const confirmed = z
  .string()
  .trim()
  .regex(/^\d{1,8}$/, 'whole-number')
  .transform(Number)

/** What may be done on a wish's page: by officers, and by an enterprise whose need stands behind it. */
export const wishMoveForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('threshold'), ...threshold }),
  z.object({ move: z.literal('interest') }),
  z.object({
    move: z.literal('decline'),
    reason: z.string().trim().min(2, 'required').max(500, 'too-long'),
  }),
  z.object({ move: z.literal('confirm'), line: z.uuid(), quantity: confirmed }),
])
export type WishMove = z.infer<typeof wishMoveForm>
