import * as z from 'zod'
import { fileOrNull } from '~/kernel/fields'

const reason = z.string().trim().min(2, 'required').max(2000, 'too-long')

/** A vendor's explanation of its price, once; an officer's decision over it, for good. */
export const inquiryForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('reply'),
    reply: z.string().trim().min(2, 'required').max(4000, 'too-long'),
    evidence: fileOrNull.optional(),
  }),
  z.object({ move: z.literal('accept'), reason }),
  z.object({ move: z.literal('exclude'), reason }),
])

export type InquiryValues = z.infer<typeof inquiryForm>

/** What the vendor's own form is checked by before it is posted. */
export const replyForm = inquiryForm.options[0]
