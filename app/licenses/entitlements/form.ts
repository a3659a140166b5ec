import * as z from 'zod'
import { metrics } from '~/catalog/codes'
import { dayField, fileOrNull, orNull, quantityField } from '~/kernel/fields'
import { parseMoney } from '~/kernel/money'

const uuids = z
  .union([z.array(z.uuid()), z.uuid().transform((id) => [id])])
  .optional()
  .default([])

/** What the page of a right posts. */
export const entitlementForm = z.union([
  z.object({ move: z.literal('assign'), computerId: uuids, personId: uuids }),
  z.object({ move: z.literal('assign_department'), department: z.string().min(1, 'required') }),
  z.object({
    move: z.literal('assign_list'),
    list: z.string().trim().min(1, 'required').max(200_000, 'too-long'),
  }),
  z.object({ move: z.literal('unbind') }),
  z.object({ move: z.literal('return'), id: uuids }),
  z.object({ move: z.enum(['mark_faulty', 'mark_working']), id: uuids }),
  z.object({ move: z.literal('low_stock'), lowStockBelow: orNull(quantityField) }),
  z.object({
    move: z.literal('write_off'),
    reason: z.string().trim().min(2, 'required').max(200, 'too-long'),
  }),
])

export const sourceTypes = ['purchased', 'allotted', 'preinstalled', 'free', 'upgraded'] as const
export const claimChannels = [
  'retail',
  'oem',
  'volume-mak',
  'volume-kms',
  'subscription-login',
  'unknown',
] as const

const money = z
  .string()
  .trim()
  .optional()
  .transform((typed, context) => {
    if (!typed) return null
    const fen = parseMoney(typed)
    if (typeof fen === 'bigint' && fen >= 0n) return fen
    context.addIssue({ code: 'custom', message: typeof fen === 'bigint' ? 'money-form' : fen })
    return z.NEVER
  })
const short = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, 'too-long')
    .optional()
    .transform((text) => text || null)

const paper = fileOrNull.optional().transform((file) => file ?? null)

/** An older license, as its papers say (licenses.md §8.2). */
export const claimForm = z
  .object({
    editionId: z.uuid('required'),
    releaseId: z
      .union([z.uuid(), z.literal('')])
      .optional()
      .transform((id) => id || null),
    metric: z.enum(metrics),
    quantity: quantityField,
    term: z.enum(['perpetual', 'subscription']),
    startsOn: dayField,
    endsOn: orNull(dayField).optional().default(null),
    channel: z.enum(claimChannels),
    sourceType: z.enum(sourceTypes),
    licenseNo: short(120),
    supplier: short(120),
    unitPrice: money,
    contractNo: short(80),
    invoiceNo: short(40),
    purchasedOn: orNull(dayField).optional().default(null),
    sets: orNull(quantityField).optional().default(null),
    evidence: paper,
  })
  .refine(({ term, endsOn }) => (term === 'perpetual') === (endsOn === null), {
    message: 'end-of-term',
    path: ['endsOn'],
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    message: 'end-before-start',
    path: ['endsOn'],
  })

export type ClaimValues = z.output<typeof claimForm>

/** The paper behind an older license. */
export const evidenceForm = z.object({
  evidence: paper.refine((file) => file !== null, 'file-missing'),
})

/** Idle units to take back. */
export const reclaimForm = z.object({ move: z.literal('return'), id: uuids })

/** What an officer or inspector says of an older license. */
export const claimDecisionForm = z.object({
  move: z.enum(['verify', 'reject']),
  entitlementId: z.uuid(),
  reason: z
    .string()
    .trim()
    .max(200, 'too-long')
    .optional()
    .transform((text) => text || null),
})

export const claimCheckForm = z.object({
  move: z.literal('check'),
  file: paper.refine((file) => file !== null, 'file-missing'),
})

/** First the file is checked, then what it said is recorded. */
export const claimImportForm = claimCheckForm.or(
  z.object({
    move: z.literal('import'),
    list: z.string().max(900_000, 'too-long'),
    bundle: orNull(z.uuid()).optional().default(null),
  }),
)
