import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { optional, text } from '~/people/form'
import { measures } from '../plans/form'

/** What a computed field of a report may show: measures of the plan and how the unit's enterprises stand. */
export const reportFigures = [...measures, 'enterprises', 'gap', 'unknown', 'not_inspected'] as const
export type ReportFigure = (typeof reportFigures)[number]

export const fieldKinds = ['figure', 'number', 'text', 'file'] as const
export const periods = ['monthly', 'quarterly', 'one_off'] as const

/** A field of a report's form, kept as data in its round. */
export type ReportField = {
  key: string
  kind: (typeof fieldKinds)[number]
  label: string
  figure?: ReportFigure
  required: boolean
}

const line = z
  .object({
    kind: z.enum(fieldKinds).or(z.literal('')),
    label: z.string().trim().max(120, 'too-long'),
    figure: z.enum(reportFigures).or(z.literal('')),
    required: z.enum(['yes', 'no']).or(z.literal('')),
  })
  .superRefine(({ kind, label, figure }, context) => {
    const wrong = (path: string) => context.addIssue({ code: 'custom', message: 'required', path: [path] })
    if (kind === '' && (label !== '' || figure !== '')) wrong('kind')
    if (kind !== '' && kind !== 'figure' && label === '') wrong('label')
    if (kind === 'figure' && figure === '') wrong('figure')
  })

/** Lines of the grid as fields; empty lines fall away, keys follow the order. */
const fieldsOf = (lines: readonly z.infer<typeof line>[]): ReportField[] =>
  lines
    .filter(({ kind }) => kind !== '')
    .map(({ kind, label, figure, required }, at) => ({
      key: `f${at + 1}`,
      kind: kind as ReportField['kind'],
      label,
      ...(kind === 'figure' && figure !== '' && { figure }),
      required: kind !== 'figure' && required === 'yes',
    }))

export const roundForm = z
  .object({
    title: text(120),
    period: z.enum(periods, 'required'),
    coversFrom: dayField,
    coversTo: dayField,
    dueOn: dayField,
    fields: z.array(line).transform(fieldsOf),
  })
  .superRefine(({ coversFrom, coversTo, dueOn, fields }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [path] })
    if (coversTo < coversFrom) wrong('coversTo', 'period-order')
    if (dueOn < coversFrom) wrong('dueOn', 'period-order')
    if (fields.length === 0) wrong('fields', 'no-fields')
  })
export type RoundValues = z.infer<typeof roundForm>

const agencyList = z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
export const roundMoveForm = z.object({ move: z.literal('open'), agencies: agencyList.default([]) })

export const taskMoveForm = z.object({
  move: z.enum(['approve', 'accept', 'return'], 'required'),
  reason: optional(500),
})
