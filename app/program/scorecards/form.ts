import * as z from 'zod'
import { text } from '~/people/form'

export const commentForm = z.object({ scorecardId: z.uuid(), comment: text(4000) })
export type CommentValues = z.infer<typeof commentForm>
