import * as z from 'zod'
import { dayField, shareField } from '~/kernel/fields'
import { usccField } from '../form'

/** Who owns part of an organization since when, or since when no longer. */
export const ownersForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('own'), uscc: usccField, shareBps: shareField, since: dayField }),
  z.object({ move: z.literal('end'), ownerId: z.uuid(), since: dayField }),
])
export type OwnersDeed = z.output<typeof ownersForm>

export const doneOfOwners = { own: 'owner-added', end: 'owner-ended' } as const
