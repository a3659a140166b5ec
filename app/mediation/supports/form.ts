import * as z from 'zod'
import { reasonField } from '../intake/form'

/** What somebody of the office asks for, by the number that a party has told them. */
export const askForm = z.object({
  number: z.string().trim().min(1, 'required').max(20, 'too-long'),
  reason: reasonField,
})
export type Asked = z.output<typeof askForm>

export const readingForm = z.object({ move: z.literal('end') })

export const supportForm = z.object({
  move: z.enum(['grant', 'decline', 'end']),
  supportId: z.uuid('required'),
})
export type SupportDeed = z.output<typeof supportForm>

export const doneOfSupport = {
  grant: 'support-granted',
  decline: 'support-declined',
  end: 'support-ended',
} as const
