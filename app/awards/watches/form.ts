import * as z from 'zod'
import { fileField, fileOrNull, moneyField } from '~/kernel/fields'

/** A lower price that a buyer found, with its evidence: a quote, an invoice. */
export const claimForm = z.object({
  lowerPrice: moneyField,
  said: z.string().trim().min(5, 'too-short').max(4000, 'too-long'),
  evidence: fileField,
})

const reason = z.string().trim().min(2, 'required').max(2000, 'too-long')

/** The vendor's answer, once; an officer's decision over it, for good. */
export const watchMoves = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('answer'),
    answer: z.string().trim().min(2, 'required').max(4000, 'too-long'),
    paper: fileOrNull.optional(),
  }),
  z.object({ move: z.literal('grant'), reason }),
  z.object({ move: z.literal('reject'), reason }),
])

export type WatchMoveValues = z.infer<typeof watchMoves>

/** What the vendor's own form is checked by before it is posted. */
export const answerForm = watchMoves.options[0]
