import * as z from 'zod'
import { orNull } from '~/kernel/fields'

export const templateKinds = ['first_offer', 'settlement', 'procedure'] as const
export type TemplateKind = (typeof templateKinds)[number]

const name = z.string().trim().min(1, 'required').max(80, 'too-long')
const text = z.string().trim().min(1, 'required').max(10_000, 'too-long')

/** A template, or the next version of one, whose kind it keeps. */
export const templateForm = z.object({
  kind: z.enum(templateKinds, 'required'),
  followsId: orNull(z.uuid())
    .optional()
    .transform((id) => id ?? null),
  nameZh: name,
  nameEn: name,
  textZh: text,
  textEn: text,
})
export type TemplateValues = z.output<typeof templateForm>

export const templateMoveForm = z.object({ move: z.enum(['review', 'withdraw']) })

export const doneOfTemplate = { review: 'template-reviewed', withdraw: 'template-withdrawn' } as const

/** Where a template stands: waiting for a second person, in use, or past. */
export function standingOf({ reviewedAt, endedAt }: { reviewedAt: Date | null; endedAt: Date | null }) {
  if (endedAt !== null) return 'ended'
  return reviewedAt === null ? 'written' : 'reviewed'
}
