import * as z from 'zod'

const reason = z.string().trim().max(2000, 'too-long')

const decision = z
  .object({
    bidId: z.uuid(),
    verdict: z.enum(['eligible', 'ineligible', '']).default(''),
    reason: reason.default(''),
  })
  .refine(({ verdict, reason: why }) => verdict !== 'ineligible' || why.length >= 2, {
    path: ['reason'],
    message: 'required',
  })

/** What an evaluator does on the page of eligibility; bids left open are left as they are. */
export const eligibilityForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('declare'), conflict: reason.default('') }),
  z.object({ move: z.literal('decide'), decisions: z.array(decision).max(500) }),
  z.object({ move: z.literal('fix') }),
])

export type DecisionValues = z.infer<typeof decision>

/** An officer's yes to the award that they saw. */
export const awardForm = z.object({
  move: z.literal('decide'),
  run: z.uuid(),
  seen: z.string().regex(/^sha256:[0-9a-f]{64}$/),
})
