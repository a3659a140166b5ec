import * as z from 'zod'
import { mailField } from '~/people/form'
import { declineReasons } from '../intake/form'

/** What is posted on the page of a link: looking at it changes nothing. */
export const linkForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('send_code') }),
  z.object({
    move: z.literal('enter'),
    code: z
      .string()
      .transform((typed) => typed.normalize('NFKC').replaceAll(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'code-form')),
  }),
  z.object({ move: z.literal('misdirected') }),
])

export const guestForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('accept') }),
  z.object({ move: z.literal('decline'), reason: z.enum(declineReasons, 'required') }),
  z.object({ move: z.literal('ask_extension') }),
  z.object({ move: z.literal('right_person'), address: mailField }),
])
export type GuestDeed = z.output<typeof guestForm>
