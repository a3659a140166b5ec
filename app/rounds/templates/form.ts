import * as z from 'zod'
import { orNull } from '~/kernel/fields'

const text = (least: number, most: number) => z.string().trim().min(least, 'required').max(most, 'too-long')

/** A template is known by its name: saving under a name again makes its next version. */
export const templateForm = z.object({
  name: text(2, 80),
  nameEn: orNull(text(2, 120)).optional(),
  /** The version that it is to become, when the name is taken: said after its difference was shown. */
  next: orNull(
    z
      .string()
      .regex(/^\d{1,6}$/, 'required')
      .transform(Number),
  ).optional(),
})
export type TemplateValues = z.infer<typeof templateForm>

export const retireForm = z.object({ move: z.literal('retire') })
