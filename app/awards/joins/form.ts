import * as z from 'zod'
import { quantityField } from '~/kernel/fields'

/** What an enterprise asks for: so many units at the award's present price. */
export const joinForm = z.object({ quantity: quantityField })

const reason = z.string().trim().min(2, 'required').max(2000, 'too-long')

/** What is done with a request, by whoever's turn it is; `hash` is of the terms that the approver read. */
export const joinMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('approve'), hash: z.string().regex(/^[0-9a-f]{64}$/, 'required') }),
  z.object({ move: z.literal('turn_down'), reason }),
  z.object({ move: z.literal('withdraw') }),
  z.object({ move: z.literal('confirm') }),
  z.object({ move: z.literal('refuse'), reason }),
])

export type JoinMoveValues = z.infer<typeof joinMoves>
