import * as z from 'zod'
import { dayField, orNull, uuidForm } from '~/kernel/fields'
import { text } from '~/people/form'

export const kinds = ['litigation', 'violation', 'statement', 'other'] as const
export type Kind = (typeof kinds)[number]

/** What a listed or pre-IPO enterprise disclosed, or what was disclosed of it. */
export const disclosureForm = z.object({
  orgId: z.string().regex(uuidForm, 'required'),
  kind: z.enum(kinds, 'required'),
  text: text(4000).min(4, 'required'),
  source: text(200).min(2, 'required'),
  link: orNull(z.url({ protocol: /^https?$/, error: 'link-form' })),
  onDay: dayField,
})
export type DisclosureValues = z.infer<typeof disclosureForm>

export const followUpForm = z.object({ text: text(2000).min(4, 'required') })
export type FollowUpValues = z.infer<typeof followUpForm>
