import * as z from 'zod'
import { text } from '~/people/form'

export const certificateForm = z.union([
  z.object({ move: z.literal('issue') }),
  z.object({
    move: z.literal('revoke'),
    certificateId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    reason: text(200),
  }),
])
