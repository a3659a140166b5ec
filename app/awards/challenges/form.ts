import * as z from 'zod'
import { orNull } from '~/kernel/fields'
import { subjects } from './challenging'
import { remedies } from './remedying'

const fact = z.string().trim().min(5, 'too-short').max(4000, 'too-long')
const rule = z.string().trim().min(2, 'required').max(500, 'too-long')
const remedy = z.string().trim().min(2, 'required').max(1000, 'too-long')
const ground = z.object({ fact, rule, remedy })
const blank = z
  .object({
    fact: z.literal('').optional(),
    rule: z.literal('').optional(),
    remedy: z.literal('').optional(),
  })
  .transform(() => null)

export const mostGrounds = 3

/** Grounds one by one; those after the first may be left empty. */
const grounds = z
  .tuple([ground], z.union([blank, ground]))
  .transform((all) => all.flatMap((each) => each ?? []))
  .refine((all) => all.length <= mostGrounds)

/** A challenge as it is filed, and as it is filed again after it was returned. */
export const challengeForm = z.object({
  about: z.enum(subjects),
  lotId: z.union([z.literal(''), z.uuid()]).default(''),
  grounds,
})

const severalBids = z.union([z.array(z.uuid()).max(500), z.uuid().transform((id) => [id])])
const reason = z.string().trim().min(2, 'required').max(2000, 'too-long')
const finding = z.object({
  no: z.coerce.number().int().min(1),
  finding: z.enum(['upheld', 'rejected']),
  answer: reason,
})

/** What is done with a challenge, by whoever's turn it is. */
export const challengeMoves = z.discriminatedUnion('move', [
  z.object({ move: z.literal('admit') }),
  z.object({ move: z.literal('return'), reason }),
  z.object({ move: z.literal('answer'), findings: z.array(finding).min(1).max(mostGrounds) }),
  z.object({ move: z.literal('cure'), grounds }),
  z.object({ move: z.literal('withdraw') }),
  z.object({ move: z.literal('complain') }),
  z.object({ move: z.literal('close_complaint'), reason }),
  z.object({
    move: z.literal('remedy'),
    remedy: z.enum(remedies),
    lotId: orNull(z.uuid()).optional(),
    bidId: orNull(z.uuid()).optional(),
    bidIds: severalBids.optional(),
    reason,
  }),
])

export type ChallengeValues = z.infer<typeof challengeForm>
export type ChallengeMoveValues = z.infer<typeof challengeMoves>
