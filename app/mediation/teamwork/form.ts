import * as z from 'zod'
import { newOfferForm } from '../offers/form'

export const sharedKinds = ['joint', 'offer'] as const
export type SharedKind = (typeof sharedKinds)[number]

/** The kind of text that an address names; null for anything else. */
export const sharedKindOf = (path: string | undefined): SharedKind | null =>
  sharedKinds.find((kind) => kind === path) ?? null

const body = z.string().trim().min(1, 'required').max(10_000, 'too-long')
const version = z.coerce.number().int().min(0).max(1_000_000)
const needsSecond = z
  .literal('on')
  .optional()
  .transform((ticked) => ticked === 'on')

/** What is kept of a draft: the words of a joint message, or the terms of an offer. */
export const wordsForm = z.object({ move: z.literal('save'), version, needsSecond, body })
export const termsForm = newOfferForm.extend({ move: z.literal('save'), version, needsSecond })

const moves = z.object({ move: z.enum(['approve', 'post', 'drop']), version })

export type SharedDeed = z.output<typeof moves> | z.output<typeof wordsForm> | z.output<typeof termsForm>

/** What is done on the page of a draft of this kind. */
export const sharedForm: Record<SharedKind, z.ZodType<SharedDeed>> = {
  joint: z.discriminatedUnion('move', [moves, wordsForm]),
  offer: z.discriminatedUnion('move', [moves, termsForm]),
}

export const doneOfShared = {
  save: 'shared-saved',
  approve: 'shared-approved',
  post: 'sent',
  drop: 'shared-dropped',
} as const
