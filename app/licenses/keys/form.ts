import * as z from 'zod'
import { fileOrNull } from '~/kernel/fields'
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
    kind: z.enum(['single', 'volume']),
    // Named so that a refused post is never shown again.
    keys: z.string().max(5_000_000, 'too-long').optional().default(''),
    file: fileOrNull.optional().transform((file) => file ?? null),
  })
  .refine(({ keys, file }) => keys.trim() !== '' || file !== null, {
    message: 'keys-missing',
    path: ['keys'],
  })
