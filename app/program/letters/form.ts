import * as z from 'zod'
import { text } from '~/people/form'

/** A new version of the letter's text; letters already signed keep theirs. */
export const letterTextForm = z.object({
  text: text(8000).min(20, 'required'),
  months: z.coerce.number('months-range').int('months-range').min(1, 'months-range').max(36, 'months-range'),
})
export type LetterTextValues = z.infer<typeof letterTextForm>

/** What the seller does with an account of its own. */
export const signatureForm = z.object({ confirmed: z.literal('yes', 'required') })

/** What an inspector does with a letter: has it signed on the spot, or ends it. */
export const letterMoveForm = z.union([
  z.object({
    move: z.literal('witness'),
    signedBy: text(80).min(2, 'required'),
    confirmed: z.literal('yes', 'required'),
  }),
  z.object({ move: z.literal('terminate'), reason: text(600).min(2, 'required') }),
])
export type LetterMoveValues = z.infer<typeof letterMoveForm>
export const witnessForm = letterMoveForm.options[0]
