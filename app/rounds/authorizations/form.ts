import * as z from 'zod'
import { dayField, fileField, namedIdForm, orNull } from '~/kernel/fields'

/** What a letter is for: all that a publisher makes, or one product. */
const subject = z
  .string()
  .regex(namedIdForm('publisher', 'product'), 'required')
  .transform((text) => {
    const [kind, id] = text.split(':') as ['publisher' | 'product', string]
    return { kind, id }
  })

/** A publisher's letter as a vendor hands it in; without a district it is for everywhere. */
export const authorizationForm = z
  .object({
    subject,
    district: orNull(z.string().regex(/^\d{6}$/, 'required')),
    validFrom: dayField,
    validUntil: dayField,
    letter: fileField,
    /** The letter that this one renews or replaces. */
    renews: orNull(z.uuid()).optional(),
  })
  .refine(({ validFrom, validUntil }) => validFrom <= validUntil, {
    path: ['validUntil'],
    message: 'ends-before-start',
  })
export type AuthorizationValues = z.infer<typeof authorizationForm>

/** What its vendor and the office may do with a letter. */
export const authorizationMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('confirm') }),
  z.object({ move: z.literal('return'), reason: z.string().trim().min(2, 'required').max(1000, 'too-long') }),
  z.object({ move: z.literal('withdraw') }),
])
export type AuthorizationMoveValues = z.infer<typeof authorizationMoves>
