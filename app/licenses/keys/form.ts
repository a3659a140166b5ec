import * as z from 'zod'
import { fileOrNull, quantityField } from '~/kernel/fields'
import { keysAtMost, recipientForm } from './exporting'
import { revealReasons } from './revealing'

export const revealForm = z.object({
  reason: z.enum(revealReasons, 'required'),
  computerId: z
    .union([z.uuid(), z.literal('')])
    .optional()
    .transform((id) => id || null),
})

/** Keys as text or as a file; one of them. */
export const keysForm = z
  .object({
    kind: z.enum(['single', 'volume', 'file']),
    // Named so that a refused post is never shown again.
    keys: z.string().max(5_000_000, 'too-long').optional().default(''),
    file: fileOrNull.optional().transform((file) => file ?? null),
  })
  .refine(({ keys, file }) => keys.trim() !== '' || file !== null, {
    message: 'keys-missing',
    path: ['keys'],
  })
  .refine(({ kind, file }) => kind !== 'file' || file !== null, { message: 'file-needed', path: ['file'] })

const why = z.string().trim().min(2, 'required').max(500, 'too-long')
const exportId = z.uuid('required')

/** Keys taken along as one file: what is asked for, and what is made of it. */
export const keyExportForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('ask'),
    quantity: quantityField.refine((many) => many <= keysAtMost, 'keys-at-most'),
    recipient: z.string().trim().regex(recipientForm, 'age-recipient'),
    reason: why,
  }),
  z.object({ move: z.literal('approve'), exportId }),
  z.object({ move: z.literal('withdraw'), exportId }),
  z.object({ move: z.literal('take'), exportId }),
  z.object({ move: z.literal('decline'), exportId, reason: why }),
])

export type KeyExportValues = z.output<typeof keyExportForm>
