import * as z from 'zod'
import type { ReportField } from './form'

const remark = z.object({
  stance: z.enum(['disputed', 'confirmed']).or(z.literal('')).optional(),
  text: z.string().trim().max(500, 'too-long').optional(),
})
export type Remark = z.infer<typeof remark>
export type Answers = { values: Record<string, string>; remarks: Record<string, Remark> }

/** What is answered in words. */
export const textAnswer = z.string().trim().max(4000, 'too-long').optional()

/** What is answered with a figure, as people type it; code `number-form`. */
export const numberAnswer = z
  .string()
  .transform((typed) => typed.normalize('NFKC').trim().replaceAll(',', ''))
  .refine((typed) => /^(-?\d{1,12}(\.\d{1,4})?)?$/.test(typed), 'number-form')
  .optional()

/**
 * What a unit may write into its report. A computed figure takes no value, only a stance and a remark: a posted value
 * is a problem `figure-locked`. Required fields are asked for when the report is handed in.
 */
export function answersForm(fields: readonly ReportField[], kept: Record<string, string> = {}) {
  const shapes = Object.fromEntries(fields.map((field) => [field.key, shapeOf(field)]))
  return z
    .object({
      move: z.enum(['save', 'submit'], 'required'),
      values: z.object(shapes).default({} as never),
      remarks: z.record(z.string(), remark).default({}),
    })
    .superRefine(({ move, values }, context) => {
      if (move !== 'submit') return
      for (const { key, required } of fields)
        if (required && isEmpty((values as Record<string, unknown>)[key]) && !kept[key])
          context.addIssue({ code: 'custom', message: 'required', path: ['values', key] })
    })
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (value instanceof File && value.size === 0)

function shapeOf({ kind }: ReportField) {
  if (kind === 'figure')
    return z
      .any()
      .superRefine((_, context) => context.addIssue({ code: 'custom', message: 'figure-locked' }))
      .optional()
  if (kind === 'file') return z.instanceof(File).optional()
  return kind === 'text' ? textAnswer : numberAnswer
}

/** Whether a task is late: not handed in when its due day is over. */
export const isLate = (state: string, dueOn: string, today: string) =>
  (state === 'open' || state === 'returned') && today > dueOn
