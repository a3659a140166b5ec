import * as z from 'zod'
import { dayField, fileField, moneyField, uuidForm } from '~/kernel/fields'
import { text } from '~/people/form'

export const caseForm = z.object({
  facts: text(4000).min(4, 'required'),
  visitId: z
    .string()
    .regex(uuidForm)
    .or(z.literal('').transform(() => null))
    .nullish(),
})
export type CaseValues = z.infer<typeof caseForm>

const fine = z.string().transform((typed, context) => {
  if (/^\s*0(\.0{1,2})?\s*$/.test(typed)) return 0n
  const parsed = moneyField.safeParse(typed)
  if (parsed.success) return parsed.data
  for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Each step of a case with what it needs. */
export const caseMoveForm = z.union([
  z.object({
    move: z.literal('investigate'),
    evidence: text(4000).min(4, 'required'),
    heard: text(4000).min(2, 'required'),
  }),
  z.object({
    move: z.literal('decide'),
    decisionNo: text(80).min(3, 'required'),
    authority: text(120).min(2, 'required'),
    ground: text(300).min(4, 'required'),
    decidedOn: dayField,
    fine,
    file: fileField,
  }),
  z.object({ move: z.literal('close'), outcome: text(600).min(2, 'required') }),
  z.object({ move: z.literal('propose') }),
  z.object({
    move: z.literal('mask'),
    published: text(2000).min(10, 'required'),
    publishedEn: z.string().trim().max(3000, 'too-long'),
  }),
  z.object({ move: z.literal('publish') }),
])
export type CaseMoveValues = z.infer<typeof caseMoveForm>
export const [investigationForm, decisionForm, , , maskForm] = caseMoveForm.options
