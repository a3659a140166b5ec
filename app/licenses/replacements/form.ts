import * as z from 'zod'
import { fileOrNull } from '~/kernel/fields'

/** What comes in place of the old units: keys as at a delivery, or, for a license without keys, the paper that shows it. */
export const replacementKinds = ['single', 'volume', 'file', 'none'] as const

export const replacementForm = z
  .object({
    kind: z.enum(replacementKinds, 'required'),
    // Named so that a refused post is never shown again.
    keys: z.string().max(5_000_000, 'too-long').optional().default(''),
    file: fileOrNull.optional().transform((file) => file ?? null),
    licenseNo: z
      .string()
      .trim()
      .max(120, 'too-long')
      .optional()
      .transform((no) => no || null),
  })
  .refine(({ kind, keys, file }) => kind === 'file' || kind === 'none' || keys.trim() !== '' || file !== null, { message: 'keys-missing', path: ['keys'] }) // oxfmt-ignore
  .refine(({ kind, file }) => kind === 'single' || kind === 'volume' || file !== null, { message: 'file-needed', path: ['file'] }) // oxfmt-ignore

export type ReplacementValues = z.output<typeof replacementForm>
