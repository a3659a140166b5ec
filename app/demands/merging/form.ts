import * as z from 'zod'
import { namedIdForm } from '~/kernel/fields'

/** An officer's yes to a proposal as it was read: what it is bought as, how much it held then, and where it goes. */
export const mergeForm = z.object({
  move: z.enum(['round', 'wish']),
  key: z.string().regex(namedIdForm('edition', 'class'), 'required'),
  seen: z.string().regex(/^\d{1,12}$/, 'required'),
  reason: z.string().trim().min(2, 'required').max(500, 'too-long'),
})
export type MergeValues = z.infer<typeof mergeForm>
