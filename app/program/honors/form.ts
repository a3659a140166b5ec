import * as z from 'zod'
import { dayField, fileOrNull, quantityField } from '~/kernel/fields'
import { text } from '~/people/form'

/** A criterion by which reviewers score, kept as data in its call. */
export type Criterion = { key: string; zh: string; en: string; points: number }

const line = z
  .object({
    zh: z.string().trim().max(80, 'too-long'),
    en: z.string().trim().max(80, 'too-long'),
    points: z.string().trim(),
  })
  .superRefine(({ zh, en, points }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [path] })
    if (zh === '' && (en !== '' || points !== '')) wrong('zh', 'required')
    if (zh !== '' && !(/^\d{1,3}$/.test(points) && Number(points) >= 1 && Number(points) <= 100))
      wrong('points', 'points-range')
  })

const criteriaOf = (lines: readonly z.infer<typeof line>[]): Criterion[] =>
  lines
    .filter(({ zh }) => zh !== '')
    .map(({ zh, en, points }, at) => ({ key: `c${at + 1}`, zh, en, points: Number(points) }))

const small = (longest: number) => quantityField.refine((value) => value <= longest, 'quantity-range')
const years = z
  .string()
  .trim()
  .regex(/^(\d|10)$/, 'whole-number')
  .transform(Number)

export const callForm = z
  .object({
    titleZh: text(120),
    titleEn: z.string().trim().max(160, 'too-long'),
    about: z.string().trim().max(8000, 'too-long'),
    opensOn: dayField,
    closesOn: dayField,
    cleanYears: years,
    needsPilot: z.literal('on').optional().transform(Boolean),
    noticeDays: small(60).refine((days) => days >= 5, 'notice-length'),
    places: small(1000),
    leastScores: small(20),
    criteria: z.array(line).transform(criteriaOf),
  })
  .superRefine(({ opensOn, closesOn, criteria }, context) => {
    if (closesOn < opensOn) context.addIssue({ code: 'custom', path: ['closesOn'], message: 'period-order' })
    if (criteria.length === 0)
      context.addIssue({ code: 'custom', path: ['criteria'], message: 'no-criteria' })
  })
export type CallValues = z.infer<typeof callForm>

export const callMoveForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('open') }),
  z.object({ move: z.literal('begin_scoring') }),
  z.object({ move: z.literal('notice') }),
  z.object({ move: z.literal('conclude') }),
  z.object({
    move: z.literal('answer'),
    objectionId: z.uuid(),
    answer: text(4000),
    upheld: z.enum(['yes', 'no'], 'required'),
  }),
])
export type CallMoveValues = z.infer<typeof callMoveForm>

export const applicationForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('save'),
    statement: z.string().trim().max(8000, 'too-long'),
    file: fileOrNull,
    label: z.string().trim().max(120, 'too-long').default(''),
  }),
  z.object({ move: z.literal('submit'), agreed: z.literal('on', 'agree-first') }),
])
export type ApplicationValues = z.infer<typeof applicationForm>

/** What a reviewer gives: points up to each criterion's most, or a conflict in a reviewer's own words. */
export function scoreForm(criteria: readonly Criterion[]) {
  const points = Object.fromEntries(
    criteria.map(({ key, points: most }) => [
      key,
      z
        .string()
        .trim()
        .refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) <= most, 'points-range')
        .transform(Number),
    ]),
  )
  return z.discriminatedUnion('move', [
    z.object({ move: z.literal('score'), points: z.object(points) }),
    z.object({ move: z.literal('conflict'), reason: text(500) }),
  ])
}
export type ScoreValues = z.infer<ReturnType<typeof scoreForm>>

export const objectionForm = z.object({
  applicationId: z.uuid('required'),
  text: z.string().trim().min(10, 'required').max(4000, 'too-long'),
})
export type ObjectionValues = z.infer<typeof objectionForm>
