import * as z from 'zod'
import { orNull } from '~/kernel/fields'

const text = (least: number, most: number) => z.string().trim().min(least, 'required').max(most, 'too-long')

/** A template is known by its name: saving under a name again makes its next version. */
export const templateForm = z.object({
  name: text(2, 80),
  nameEn: orNull(text(2, 120)).optional(),
})
export type TemplateValues = z.infer<typeof templateForm>

export const retireForm = z.object({ move: z.literal('retire'), id: z.uuid() })
