import * as z from 'zod'
import { fileField, momentField, orNull } from '~/kernel/fields'
import { optional, text } from '~/people/form'

export const announcementForm = z.object({
  titleZh: text(120),
  titleEn: z.string().trim().max(160, 'too-long'),
  bodyZh: text(20_000),
  bodyEn: z.string().trim().max(20_000, 'too-long'),
  pinned: z.literal('on').optional(),
  publishAt: orNull(momentField),
  correctsId: z.uuid().optional(),
})
export type AnnouncementValues = z.infer<typeof announcementForm>

export const announcementMoveForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('submit') }),
  z.object({ move: z.literal('publish') }),
  z.object({ move: z.literal('return'), reason: optional(500) }),
  z.object({ move: z.literal('attach'), file: fileField }),
])
export type AnnouncementMove = z.infer<typeof announcementMoveForm>
