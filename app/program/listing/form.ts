import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { text } from '~/people/form'
import { criteria, verdicts } from './criteria'

export const proposalForm = z.object({ editionId: z.uuid('required'), reason: text(2000) })
export type ProposalValues = z.infer<typeof proposalForm>

const judged = Object.fromEntries(
  criteria.map((criterion) => [criterion, z.enum(verdicts, 'required')]),
) as Record<(typeof criteria)[number], z.ZodEnum<{ met: 'met'; not_met: 'not_met' }>>

/** What the reviewing agency writes: a verdict on each criterion and its opinion. */
export const reviewForm = z.object({
  move: z.literal('review'),
  criteria: z.object(judged),
  review: text(2000),
})
export type ReviewValues = z.infer<typeof reviewForm>

export const proposalMoveForm = z.discriminatedUnion('move', [
  reviewForm,
  z.object({ move: z.literal('accept'), decisionNo: text(80), until: dayField, reason: text(2000) }),
  z.object({ move: z.literal('reject'), reason: text(2000) }),
  z.object({ move: z.literal('remove'), reason: text(500) }),
])
export type ProposalMoveValues = z.infer<typeof proposalMoveForm>
