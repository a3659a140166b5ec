import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { promises } from '../offers/form'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const outcomes = ['confirmed', 'refused', 'withdrawn'] as const

/** What is done with the standing text. */
export const settlementForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('adopt'), hash }),
  z.object({ move: z.literal('reject_text') }),
  z.object({ move: z.literal('refuse_signature') }),
  z.object({ move: z.literal('confirm'), obligationId: z.uuid() }),
  z.object({ move: z.literal('apply') }),
  z.object({ move: z.literal('filed'), filedOn: dayField }),
  z.object({ move: z.literal('outcome'), outcome: z.enum(outcomes, 'required') }),
])
export type SettlementDeed = z.output<typeof settlementForm>

export const signatureForm = z.object({ move: z.literal('sign'), hash })

/** What a third party that pays by a settlement does with its text. */
export const payerForm = z.discriminatedUnion('move', [
  signatureForm,
  z.object({ move: z.literal('refuse') }),
])

export const revisionForm = z.object({
  items: promises,
  text: z.string().trim().min(1, 'text-missing').max(20_000, 'too-long'),
})

export const doneOfSettlement = {
  adopt: 'text-adopted',
  reject_text: 'text-rejected',
  refuse_signature: 'text-rejected',
  confirm: 'obligation-confirmed',
  apply: 'saved',
  filed: 'saved',
  outcome: 'saved',
} as const
