import * as z from 'zod'
import { normalizeUscc } from '~/people/uscc'
import { reasonField } from '../intake/form'

const rank = z.uuid().or(z.literal('').transform(() => null))

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

/** What is done on the page of a case's mediator; empty ranks fall out, the order is the preference. */
export const mediatorForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('rank'),
    ranks: z.array(rank).transform((ranks) => ranks.filter((id) => id !== null)),
  }),
  z.object({ move: z.literal('appoint'), mediatorId: z.uuid('required') }),
  z.object({ move: z.literal('challenge'), ground: reasonField }),
  z.object({ move: z.literal('waive') }),
  z.object({ move: z.literal('uphold'), challengeId: z.uuid() }),
  z.object({ move: z.literal('dismiss'), challengeId: z.uuid() }),
])
export type MediatorDeed = z.output<typeof mediatorForm>

export const doneOfMediator = {
  rank: 'ranked',
  appoint: 'appointed',
  challenge: 'challenged',
  waive: 'waived',
  uphold: 'challenge-decided',
  dismiss: 'challenge-decided',
} as const
