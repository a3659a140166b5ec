import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { ownerships, scales, text } from '~/people/form'
import { numberAnswer, textAnswer } from '../reports/answering'

export const questionKinds = ['number', 'choice', 'need', 'text'] as const

/** A question of a survey, kept as data in it. */
export type Question = {
  key: string
  kind: (typeof questionKinds)[number]
  label: string
  labelEn: string
  /** What one chooses from, as it is kept in answers. */
  options?: string[]
  /** The same in English, in the same order; empty where there is none. */
  optionsEn?: string[]
  /** Of which equivalence class a need is asked. */
  classId?: string
  required: boolean
}

/** Choices as one types them in a cell. */
export const splitOptions = (typed: string) => [
  ...new Set(
    typed
      .split(/[;；|]/)
      .map((option) => option.trim())
      .filter(Boolean),
  ),
]

/** Choices that may bring their English along: `永久授权=Perpetual；订阅=Subscription`. */
function splitNamedOptions(typed: string) {
  const pairs = splitOptions(typed).map((option) => option.split(/[=＝]/).map((word) => word.trim()))
  const named = new Map(pairs.filter(([zh]) => zh).map(([zh, en = '']) => [zh!, en]))
  return { options: [...named.keys()], optionsEn: [...named.values()] }
}

/** An option's names, the English null where there is none. */
export const namesOfOption = ({ options = [], optionsEn = [] }: Question, option: string) =>
  [option, optionsEn[options.indexOf(option)] || null] as const

const line = z
  .object({
    kind: z.enum(questionKinds).or(z.literal('')),
    label: z.string().trim().max(160, 'too-long'),
    labelEn: z.string().trim().max(160, 'too-long'),
    options: z.string().trim().max(500, 'too-long'),
    classId: z.uuid().or(z.literal('')),
    required: z.enum(['yes', 'no']).or(z.literal('')),
  })
  .superRefine(({ kind, label, options, classId }, context) => {
    const wrong = (path: string, message = 'required') =>
      context.addIssue({ code: 'custom', message, path: [path] })
    if (kind === '' && label !== '') wrong('kind')
    if (kind !== '' && label === '') wrong('label')
    if (kind === 'choice' && splitNamedOptions(options).options.length < 2) wrong('options', 'options-two')
    if (kind === 'need' && classId === '') wrong('classId')
  })

/** Lines of the grid as questions; empty lines fall away, keys follow the order. */
const questionsOf = (lines: readonly z.infer<typeof line>[]): Question[] =>
  lines
    .filter(({ kind }) => kind !== '')
    .map(({ kind, label, labelEn, options, classId, required }, at) => ({
      key: `q${at + 1}`,
      kind: kind as Question['kind'],
      label,
      labelEn,
      ...(kind === 'choice' && splitNamedOptions(options)),
      ...(kind === 'need' && { classId }),
      required: required === 'yes',
    }))

const several = <Of extends z.ZodType<string>>(one: Of) =>
  z.union([z.array(one), one.transform((only) => [only])]).default([])

export const surveyForm = z
  .object({
    titleZh: text(120),
    titleEn: z.string().trim().max(160, 'too-long'),
    about: z.string().trim().max(4000, 'too-long'),
    dueOn: dayField,
    districts: several(z.string().regex(/^\d{6}$/)),
    sectors: several(z.string().regex(/^[A-T](\d{2})?$/)),
    ownerships: several(z.enum(ownerships)),
    scales: several(z.enum(scales)),
    questions: z.array(line).transform(questionsOf),
  })
  .superRefine(({ questions }, context) => {
    if (questions.length === 0)
      context.addIssue({ code: 'custom', message: 'no-questions', path: ['questions'] })
  })
export type SurveyValues = z.infer<typeof surveyForm>

export const surveyMoveForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('open') }),
  z.object({ move: z.literal('close') }),
  z.object({ move: z.literal('suggest'), classId: z.uuid() }),
])
export type SurveyMoveValues = z.infer<typeof surveyMoveForm>

/** What an enterprise answers, by the questions of its survey. */
export function answersForm(questions: readonly Question[]) {
  const shapes = Object.fromEntries(questions.map((question) => [question.key, shapeOf(question)]))
  return z.object({ answers: z.object(shapes).default({} as never) }).superRefine(({ answers }, context) => {
    for (const { key, required } of questions)
      if (required && !(answers as Record<string, unknown>)[key])
        context.addIssue({ code: 'custom', message: 'required', path: ['answers', key] })
  })
}

function shapeOf({ kind, options = [] }: Question) {
  if (kind === 'text') return textAnswer
  if (kind === 'choice') return z.enum(['', ...options]).optional()
  if (kind === 'number') return numberAnswer
  return z
    .string()
    .trim()
    .regex(/^\d{0,7}$/, 'whole-number')
    .optional()
}
