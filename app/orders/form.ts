import * as z from 'zod'
import { dayField, fileOrNull, orNull, quantityField } from '~/kernel/fields'

// A message here is a code; texts have the sentences.
const reason = z.string().trim().min(2, 'reason-needed').max(1000, 'too-long')
const note = z
  .string()
  .trim()
  .max(1000, 'too-long')
  .transform((typed) => typed || null)
const label = z
  .string()
  .trim()
  .max(120, 'too-long')
  .transform((typed) => typed || null)

export const confirmationForm = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  agreed: z.literal('yes', 'agree-first'),
})

export const declineForm = z.object({ reason })

export const extendForm = z.object({ move: z.literal('extend') })

export const channels = [
  'volume-mak',
  'volume-kms',
  'subscription-login',
  'retail',
  'oem',
  'free',
  'unknown',
] as const

const deliveryLine = z.object({
  lineId: z.uuid(),
  quantity: orNull(quantityField),
  termStart: orNull(dayField),
  termEnd: orNull(dayField)
    .optional()
    .transform((day) => day ?? null),
  maintenanceUntil: orNull(dayField)
    .optional()
    .transform((day) => day ?? null),
  channel: z.enum(channels).default('unknown'),
  licenseNo: label.optional().transform((typed) => typed ?? null),
})

/** A line left without quantity is not on this note. */
export const deliveryForm = z.object({
  remark: note.optional().transform((typed) => typed ?? null),
  subcontractorId: orNull(z.uuid())
    .optional()
    .transform((id) => id ?? null),
  lines: z
    .array(deliveryLine)
    .min(1)
    .transform((lines, context) => {
      const handed = lines.filter((line) => line.quantity !== null)
      handed.forEach((line) => {
        if (line.termStart === null)
          context.addIssue({ code: 'custom', message: 'day-form', path: [lines.indexOf(line), 'termStart'] })
      })
      return handed.map((line) => ({
        ...line,
        quantity: line.quantity ?? 0,
        termStart: line.termStart ?? '',
      }))
    }),
})

export type DeliveryValues = z.output<typeof deliveryForm>

/** What may be done with a delivery note: the enterprise accepts or rejects it, the vendor takes it back. */
export const noteForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('accept') }),
  z.object({ move: z.literal('reject'), reason, evidence: fileOrNull.optional() }),
  z.object({ move: z.literal('withdraw') }),
])
