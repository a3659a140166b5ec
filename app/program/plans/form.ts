import * as z from 'zod'
import { dayField, orNull, quantityField } from '~/kernel/fields'
import { optional, text } from '~/people/form'

export const measures = [
  'compliant',
  'self_inspected',
  'pilots',
  'trained',
  'bought',
  'licenses',
  'mediated',
] as const
export type Measure = (typeof measures)[number]

export const planForm = z.object({
  year: z.coerce.number('required').int('whole-number').min(2012, 'year-range').max(2100, 'year-range'),
  title: text(120),
  titleEn: optional(160),
  objectives: z.string().trim().max(4000, 'too-long'),
  targetsDue: dayField,
})
export type PlanValues = z.infer<typeof planForm>

export const targetForm = z.object({
  orgId: orNull(z.uuid('required')).nullish(),
  scope: z.string().regex(/^(city|agency|(district|sector):\w+)$/, 'required'),
  measure: z.enum(measures, 'required'),
  number: quantityField,
  dueOn: dayField,
})
export type TargetValues = z.infer<typeof targetForm>

export const changeForm = z.object({ number: quantityField, dueOn: dayField, reason: text(500) })
export type ChangeValues = z.infer<typeof changeForm>

export const planMoveForm = z.object({
  move: z.literal('publish'),
  planId: z.uuid(),
  year: z.coerce.number().int(),
})

export const targetMoveForm = z.object({
  move: z.enum(['accept', 'return'], 'required'),
  reason: optional(500),
})
