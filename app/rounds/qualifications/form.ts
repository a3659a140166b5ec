import * as z from 'zod'
import { fileOrNull } from '~/kernel/fields'

const code = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)

const reason = z.string().trim().min(2, 'required').max(1000, 'too-long')

/** Answers to requirements by their codes, and the files that prove them; a file left out stays as it was. */
export const answersForm = z.object({
  move: z.literal('save'),
  answers: z.record(code, z.string().trim().max(2000, 'too-long')).optional(),
  files: z.record(code, fileOrNull).optional(),
})
export type Answers = z.infer<typeof answersForm>

export const applicationForm = z.discriminatedUnion('move', [
  answersForm,
  z.object({ move: z.literal('send'), declared: z.literal('on', 'agree-first') }),
  z.object({ move: z.literal('appeal'), text: reason }),
])

const mark = z.object({
  requirement: code,
  verdict: z.enum(['', 'met', 'wanting']),
  note: z.string().trim().max(1000, 'too-long'),
})

/** What an officer finds about single requirements; what is wanting needs a word for the vendor. */
export const reviewForm = z.object({
  move: z.literal('review'),
  marks: z
    .array(
      mark.refine(({ verdict, note }) => verdict !== 'wanting' || note.length >= 2, {
        error: 'required',
        path: ['note'],
      }),
    )
    .min(1)
    .max(200),
})
export type Review = z.infer<typeof reviewForm>

/** What an officer decides about a vendor's fitness. */
export const decisionForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('qualify') }),
  z.object({ move: z.literal('extend') }),
  z.object({ move: z.literal('resume') }),
  z.object({ move: z.literal('return'), reason }),
  z.object({ move: z.literal('reject'), reason }),
  z.object({ move: z.literal('suspend'), reason }),
])
export type Decision = z.infer<typeof decisionForm>

const rulingForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('uphold'), reason }),
  z.object({ move: z.literal('dismiss'), reason }),
])

export const deskForm = z.union([reviewForm, decisionForm, rulingForm])
