import * as z from 'zod'
import { fileField } from '~/kernel/fields'

const largest = 8_000_000

/** A better award as a file: a whole certificate, or nothing but who is served by whom. */
export const counterForm = z.object({
  move: z.literal('hand_in'),
  file: fileField.refine((file) => file.size <= largest, 'too-large'),
})

export const counterMoves = counterForm.or(z.object({ move: z.literal('replace'), counter: z.uuid() }))
