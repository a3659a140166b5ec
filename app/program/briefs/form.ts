import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { mailField, optional, text } from '~/people/form'

const ordered = <Shape extends { coversFrom: string; coversTo: string }>(
  values: Shape,
  context: z.RefinementCtx,
) => {
  if (values.coversTo < values.coversFrom)
    context.addIssue({ code: 'custom', message: 'period-order', path: ['coversTo'] })
}

export const draftForm = z
  .object({ title: text(120), coversFrom: dayField, coversTo: dayField, correctsId: z.uuid().optional() })
  .superRefine(ordered)
export type DraftValues = z.infer<typeof draftForm>

const words = z.string().trim().max(20_000, 'too-long')
export const textForm = z.object({
  move: z.literal('write'),
  title: text(120),
  titleEn: z.string().trim().max(160, 'too-long'),
  body: words,
  bodyEn: words,
})
export type TextValues = z.infer<typeof textForm>

export const briefMoveForm = z
  .object({ move: z.enum(['refresh', 'submit', 'return', 'publish']), reason: optional(500) })
  .or(textForm)

export const subscribeForm = z.object({ mail: mailField })
export const subscriptionForm = z.object({ move: z.enum(['confirm', 'end']) })
