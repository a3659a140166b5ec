import * as z from 'zod'
import { fileField, fileOrNull, moneyField } from '~/kernel/fields'

// A message here is a code; texts have the sentences.
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')
const reasonOrNull = z
  .string()
  .trim()
  .max(1000, 'too-long')
  .transform((typed) => typed || null)

export const statementForm = z.object({ accountId: z.uuid('required'), file: fileField })

export const statementMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('commit'), gapReason: reasonOrNull.optional() }),
  z.object({ move: z.literal('discard') }),
])

/** One part of a split: an order, or the enterprise for which the money is kept. An empty amount is no part. */
const part = z.object({
  aim: z.string().regex(/^(order|unapplied):[0-9a-f-]{36}$/),
  amount: z.union([
    z
      .string()
      .regex(/^\s*$/)
      .transform(() => null),
    moneyField,
  ]),
})

export const splitForm = z.object({
  letter: fileOrNull.optional(),
  parts: z
    .array(part)
    .default([])
    .transform((parts) =>
      parts.flatMap(({ aim, amount }) => {
        const [kind, id] = aim.split(':') as ['order' | 'unapplied', string]
        if (amount === null) return []
        return [kind === 'order' ? { orderId: id, amount } : { unappliedFor: id, amount }]
      }),
    ),
})

/** What the address of the board may ask for. */
export const boardFilter = z.object({
  q: z
    .string()
    .trim()
    .max(80)
    .transform((typed) => typed || undefined)
    .optional()
    .catch(undefined),
  direction: z.enum(['C', 'D']).optional().catch(undefined),
})

/** What may be done on the board itself: agree to one proposal as it was seen, or to several that fit exactly. */
export const boardMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('confirm'), lineId: z.uuid(), seen: z.string() }),
  z.object({ move: z.literal('bulk'), id: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())]) }),
])

/** What may be done with one line and its matches. */
export const lineMoves = z.discriminatedUnion('move', [
  splitForm.extend({ move: z.literal('split') }),
  z.object({ move: z.literal('approve'), matchId: z.uuid() }),
  z.object({ move: z.literal('drop'), matchId: z.uuid() }),
  z.object({ move: z.literal('undo'), matchId: z.uuid(), reason }),
  z.object({ move: z.literal('aside'), reason }),
  z.object({ move: z.literal('reopen') }),
  z.object({ move: z.literal('fee') }),
])

export type LineMove = z.output<typeof lineMoves>

export const proofForm = z.object({ file: fileField })
