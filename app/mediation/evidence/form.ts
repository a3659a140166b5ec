import * as z from 'zod'
import { dayField, fileField, orNull } from '~/kernel/fields'
import { reasonField } from '../intake/form'

export const uploadKinds = [
  'party_file',
  'inventory_scan',
  'law_letter',
  'external_proof',
  'expert_report',
] as const
export const purposes = ['pre_existing', 'for_mediation'] as const
export const heads = ['authenticity', 'legality', 'relevance'] as const
export const verdicts = ['accept', 'deny'] as const

/** What the browser computed of the file; empty where no script ran. */
const sha256 = z
  .string()
  .regex(/^([0-9a-f]{64})?$/)
  .default('')

export const evidenceForm = z.object({
  title: z.string().trim().min(1, 'required').max(200, 'too-long'),
  kind: z.enum(uploadKinds, 'required'),
  purpose: z.enum(purposes, 'required'),
  objectionId: orNull(z.uuid())
    .optional()
    .transform((id) => id ?? null),
  file: fileField,
  sha256,
})
export type EvidenceValues = z.output<typeof evidenceForm>

/** What is done with one item; no field names its channel. */
export const itemForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('comment'),
    head: z.enum(heads),
    verdict: z.enum(verdicts),
    reason: z.string().trim().max(1000, 'too-long').default(''),
  }),
  z.object({ move: z.literal('version'), file: fileField, sha256 }),
  z.object({ move: z.literal('withdraw'), reason: reasonField }),
  z.object({ move: z.literal('agree') }),
  z.object({ move: z.literal('carry') }),
  z.object({ move: z.literal('withhold') }),
])
export type ItemDeed = z.output<typeof itemForm>

export const requestForm = z.union([
  z.object({
    move: z.literal('ask'),
    text: z.string().trim().min(1, 'required').max(1000, 'too-long'),
    dueOn: dayField,
    owner: z.enum(['claimant', 'respondent']).optional(),
  }),
  z.object({ move: z.enum(['provide', 'refuse', 'reopen']), requestId: z.uuid() }),
])
export type RequestDeed = z.output<typeof requestForm>
