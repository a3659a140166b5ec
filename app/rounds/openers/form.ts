import * as z from 'zod'
import { recipientPattern } from '../sealing/envelope'

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

/** What an opener's browser tells about the key that it made and opened; the key itself stays there. */
export const keyForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('make'), recipient: z.string().regex(recipientPattern, 'unfit') }),
  z.object({ move: z.literal('prove'), secret: z.string().regex(/^[0-9a-f]{64}$/, 'unfit') }),
])
