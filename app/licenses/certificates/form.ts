import * as z from 'zod'
import { uuidForm } from '~/kernel/fields'
import { text } from '~/people/form'

export const certificateForm = z.union([
  z.object({ move: z.literal('issue') }),
  z.object({
    move: z.literal('revoke'),
    certificateId: z.string().regex(uuidForm),
    reason: text(200),
  }),
])
