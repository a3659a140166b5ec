import * as z from 'zod'
import { fileOrNull } from '~/kernel/fields'

const answer = z.string().trim().min(5, 'required').max(2000, 'too-long')

/** What every vendor answers before it may be found fit (procurement.md §1.8). */
export const criteria = ['genuine', 'authorization', 'service', 'record'] as const
export type Criterion = (typeof criteria)[number]

export const applicationForm = z.object({
  genuine: answer,
  authorization: answer,
  service: answer,
  record: answer,
  evidence: fileOrNull.optional(),
  declared: z.literal('on', 'agree-first'),
})
export type Application = z.infer<typeof applicationForm>

const reason = z.string().trim().min(2, 'required').max(1000, 'too-long')

/** What an officer decides about a vendor's fitness. */
export const decisionForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('qualify') }),
  z.object({ move: z.literal('extend') }),
  z.object({ move: z.literal('resume') }),
  z.object({ move: z.literal('return'), reason }),
  z.object({ move: z.literal('reject'), reason }),
  z.object({ move: z.literal('suspend'), reason }),
])
export type Decision = z.infer<typeof decisionForm>
