import * as z from 'zod'
import { talkForm } from '../channels/form'

export const matterKinds = ['complaint', 'workload'] as const
export type MatterKind = (typeof matterKinds)[number]

/** How the head decides a complaint; it may be taken back before. */
export const outcomes = ['upheld', 'partly', 'dismissed'] as const
export type Outcome = (typeof outcomes)[number] | 'withdrawn'

const text = z.string().trim().min(1, 'required').max(5000, 'too-long')

/** What a side says of who mediates or mediated its case. */
const complaint = z.object({ mediatorId: z.uuid('required'), text })
export type Complaint = z.output<typeof complaint>

/** What a side does on the page of its complaints: making one, or taking one back with a reason or without. */
export const complaintForm = z.discriminatedUnion('move', [
  complaint.extend({ move: z.literal('complain') }),
  z.object({
    move: z.literal('withdraw'),
    complaintId: z.uuid(),
    reason: z.string().trim().max(2000, 'too-long').default(''),
  }),
])

export const doneOfComplaint = { complain: 'complained', withdraw: 'complaint-withdrawn' } as const

/** What the head and a mediator have to settle about the mediator's work; a mediator names nobody, for it is their own. */
export const workloadForm = z.object({
  mediatorId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  text,
})
export type Workload = z.output<typeof workloadForm>

/** What is done on the page of a matter: writing, and for the head ending it. */
export const matterForm = z.discriminatedUnion('move', [
  ...talkForm.options,
  z.object({ move: z.literal('close') }),
  z.object({
    move: z.literal('decide'),
    outcome: z.enum(outcomes, 'required'),
    summary: z.string().trim().min(1, 'required').max(2000, 'too-long'),
  }),
])
export type MatterDeed = z.output<typeof matterForm>

export const doneOfMatter = {
  send: 'sent',
  draft: 'draft-saved',
  close: 'matter-ended',
  decide: 'matter-decided',
} as const

/** The number of a matter that an address names; null for anything else. */
export const matterNoOf = (path: string | undefined): number | null =>
  path !== undefined && /^[1-9]\d{5}$/.test(path) ? Number(path) : null

export const matterPath = (bodyId: string, no: number) => `/bodies/${bodyId}/matters/${no}`
