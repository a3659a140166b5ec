import * as z from 'zod'
import { quantityField } from '~/kernel/fields'
import { splitOptions } from '../surveys/form'

/** A question as everybody may read it; which choice is right stays in the database. */
export type QuizQuestion = { ask: string; askEn: string; choices: string[]; choicesEn: string[] }
export type Quiz = { questions: QuizQuestion[]; passAt: number; needed: boolean }

export const mostAttempts = 3
const [mostQuestions, mostChoices] = [10, 6]

type Attempts = { attempts: number; passed: boolean }

/** Whether a person who attended may answer, has passed, or has used up the attempts. */
export const quizStand = ({ attempts, passed }: Attempts) =>
  passed ? 'passed' : attempts < mostAttempts ? 'due' : 'spent'

/** How many choices a question may have, as one types which is right. */
export const places = Array.from({ length: mostChoices }, (_, at) => String(at + 1))

const line = z
  .object({
    ask: z.string().trim().max(300, 'too-long'),
    askEn: z.string().trim().max(400, 'too-long'),
    choices: z.string().max(1000, 'too-long').transform(splitOptions),
    choicesEn: z.string().max(1000, 'too-long').transform(splitOptions),
    right: z.enum(['', ...places]),
  })
  .superRefine((its, context) => {
    if (isEmpty(its)) return
    const wrong = (path: keyof typeof its, message: string) =>
      context.addIssue({ code: 'custom', message, path: [path] })
    if (its.ask === '') wrong('ask', 'required')
    if (its.choices.length < 2) wrong('choices', 'options-two')
    if (its.choices.length > mostChoices) wrong('choices', 'quiz-choices')
    if (its.choicesEn.length > 0 && its.choicesEn.length !== its.choices.length)
      wrong('choicesEn', 'quiz-choices-pair')
    if (its.right === '') wrong('right', 'required')
    else if (Number(its.right) > its.choices.length) wrong('right', 'quiz-right-range')
  })
type Line = { ask: string; askEn: string; choices: string[]; choicesEn: string[]; right: string }

const isEmpty = ({ ask, askEn, choices, choicesEn, right }: Line) =>
  ask === '' && askEn === '' && choices.length === 0 && choicesEn.length === 0 && right === ''

export const quizForm = z
  .object({
    passAt: quantityField,
    needed: z
      .literal('yes')
      .optional()
      .transform((typed) => typed === 'yes'),
    questions: z.array(line).transform((lines) => lines.filter((one) => !isEmpty(one))),
  })
  .superRefine(({ questions, passAt }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [path] })
    if (questions.length === 0) wrong('questions', 'no-questions')
    else if (questions.length > mostQuestions) wrong('questions', 'quiz-ten')
    else if (passAt > questions.length) wrong('passAt', 'quiz-pass-range')
  })
export type QuizValues = z.infer<typeof quizForm>
