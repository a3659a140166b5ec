import * as z from 'zod'
import { moneyField, orNull, quantityField } from '~/kernel/fields'
import { mailField, usccField } from '~/people/form'
import { allGrounds, allRemedies, matters } from './grounds'

// A message here is a code; texts have the sentences.
const words = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too-long')
const noted = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too-long')
    .transform((typed) => typed || null)
    .optional()
    .transform((typed) => typed ?? null)

const claim = {
  ground: z.enum(allGrounds, 'required'),
  remedy: z.enum(allRemedies, 'required'),
  amount: orNull(moneyField)
    .optional()
    .transform((amount) => amount ?? null),
  quantity: orNull(quantityField)
    .optional()
    .transform((quantity) => quantity ?? null),
  text: words(2000),
}

export const objectionForm = z.object(claim)
export type ObjectionValues = z.output<typeof objectionForm>

/** What is disputed is named by the page's address for a purchase, by product and code for a use. */
export const draftForm = z.object({
  ...claim,
  bodyId: z.uuid('required'),
  uscc: orNull(usccField)
    .optional()
    .transform((code) => code ?? null),
  productId: orNull(z.uuid())
    .optional()
    .transform((id) => id ?? null),
})
export type DraftValues = z.output<typeof draftForm>

/** What is done to a draft's claims. */
export const claimForm = z.discriminatedUnion('move', [
  objectionForm.extend({ move: z.literal('add') }),
  z.object({ move: z.literal('drop'), objectionId: z.uuid() }),
  z.object({ move: z.literal('contact'), respondentContact: orNull(mailField) }),
])
export type ClaimValues = z.output<typeof claimForm>

export const filingForm = z.object({
  matter: z.enum(matters, 'required'),
  agreed: z.literal('yes', 'agree-first'),
})

export const reasonField = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')

export const admissionForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('admit') }),
  z.object({ move: z.literal('return'), reason: reasonField }),
  z.object({ move: z.literal('reject'), reason: reasonField }),
])

export const declineReasons = [
  'facts_disputed',
  'settled_elsewhere',
  'court_preferred',
  'not_party',
  'other',
] as const

export const responseForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('accept') }),
  z.object({ move: z.literal('decline'), reason: z.enum(declineReasons, 'required'), note: noted(1000) }),
  z.object({ move: z.literal('ask_extension') }),
  z.object({ move: z.literal('extend') }),
])
export type ResponseValues = z.output<typeof responseForm>
