import * as z from 'zod'
import { normalizeUscc } from '~/people/uscc'
import { reasonField } from '../intake/form'

const rank = z.uuid().or(z.literal('').transform(() => null))

/** Names in the order of preference; empty ranks fall out. */
export const rankingForm = z.object({
  ranks: z.array(rank).transform((ranks) => ranks.filter((id) => id !== null)),
})

export const appointmentForm = z.object({ mediatorId: z.uuid('required') })

const tick = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes')

/** What a mediator says of oneself before taking a case on. */
export const declarationForm = z.object({
  independent: z.literal('yes', 'agree-first'),
  mandateClaimant: tick,
  mandateRespondent: tick,
  earns: tick,
  family: z
    .string()
    .default('')
    .transform((typed) =>
      typed
        .split(/[\s,，;；]+/)
        .filter(Boolean)
        .map(normalizeUscc),
    ),
  note: z.string().trim().max(1000, 'too-long').default(''),
})
export type Declaration = z.output<typeof declarationForm>

export const mandateForm = z.discriminatedUnion('move', [
  declarationForm.extend({ move: z.literal('take_on') }),
  z.object({ move: z.literal('refuse_mandate'), reason: reasonField }),
])

export const challengeForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('challenge'), ground: reasonField }),
  z.object({ move: z.literal('waive') }),
])

export const challengeDecisionForm = z.object({ move: z.enum(['uphold', 'dismiss']), challengeId: z.uuid() })
