import * as z from 'zod'
import { envelopeField, recipientPattern } from '../sealing/envelope'

/** Who can open: three persons with keys of their own, or, in a quick round, the platform. */
export const openersForm = z
  .object({
    sealing: z.enum(['openers', 'platform'], 'required'),
    openers: z.array(z.union([z.literal(''), z.uuid()])).max(3),
  })
  .superRefine(({ sealing, openers }, context) => {
    if (sealing === 'platform') return
    const wrong = (place: number, message: string) =>
      context.addIssue({ code: 'custom', path: ['openers', place], message })
    for (const place of [0, 1, 2]) {
      const person = openers[place] ?? ''
      if (person === '') wrong(place, 'required')
      else if (openers.indexOf(person) < place) wrong(place, 'opener-twice')
    }
  })
export type OpenersValues = z.infer<typeof openersForm>

/** Who shall take which opener's place in a round under way, or that nobody shall. */
export const successorForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('name'),
    no: z.enum(['1', '2', '3'], 'required').transform(Number),
    person: z.uuid('required'),
  }),
  z.object({ move: z.literal('drop'), no: z.enum(['1', '2', '3'], 'required').transform(Number) }),
])
export type SuccessorValues = z.infer<typeof successorForm>

/** The addendum that names other keys: why, the notice and the recipients before the officer, and the seed sealed to them. */
export const replacementForm = z.object({
  move: z.literal('publish'),
  notice: z.string().regex(/^[0-9a-f]{64}$/),
  recipients: z.string().regex(/^(age1[a-z0-9]{58}( |$)){3}$/),
  reason: z.string().trim().min(5, 'required').max(2000, 'too-long'),
  /** Made in the browser before the form is posted. */
  sealed: envelopeField.optional(),
})
/** Whatever the page of a replacement posts. */
export const successorOrReplacement = z.discriminatedUnion('move', [
  ...successorForm.options,
  replacementForm,
])
export type ReplacementValues = z.infer<typeof replacementForm>

/** What an opener's browser tells about the key that it made and opened; the key itself stays there. */
export const keyForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('make'), recipient: z.string().regex(recipientPattern, 'unfit') }),
  z.object({ move: z.literal('prove'), secret: z.string().regex(/^[0-9a-f]{64}$/, 'unfit') }),
])
