import * as z from 'zod'
import { revealReasons } from './revealing'

export const revealForm = z.object({
  reason: z.enum(revealReasons, 'required'),
  computerId: z
    .union([z.uuid(), z.literal('')])
    .optional()
    .transform((id) => id || null),
})

const isList = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value
const fileOf = (posted: unknown) => {
  const file = posted instanceof File ? posted : isList(posted) ? [...posted][0] : null
  return file instanceof File && file.size > 0 ? file : null
}

/** Keys as text or as a file; one of them. */
export const keysForm = z
  .object({
    kind: z.enum(['single', 'volume']),
    // Named so that a refused post is never shown again.
    keys: z.string().max(5_000_000, 'too-long').optional().default(''),
    file: z.unknown().optional().transform(fileOf),
  })
  .refine(({ keys, file }) => keys.trim() !== '' || file !== null, {
    message: 'keys-missing',
    path: ['keys'],
  })
