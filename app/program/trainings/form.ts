import * as z from 'zod'
import { fileField, momentField, quantityField } from '~/kernel/fields'
import { mailField, optional, text } from '~/people/form'

export const topics = ['copyright', 'asset_management', 'technology'] as const
export type Topic = (typeof topics)[number]

export const trainingForm = z
  .object({
    titleZh: text(120),
    titleEn: z.string().trim().max(160, 'too-long'),
    topic: z.enum(topics, 'required'),
    startsAt: momentField,
    endsAt: momentField,
    place: text(160),
    placeEn: z.string().trim().max(160, 'too-long').default(''),
    seats: quantityField.refine((seats) => seats <= 10_000, 'quantity-range'),
    description: z.string().trim().max(5_000, 'too-long'),
  })
  .superRefine(({ startsAt, endsAt }, context) => {
    if (endsAt <= startsAt)
      context.addIssue({ code: 'custom', path: ['endsAt'], message: 'end-before-start' })
  })
export type TrainingValues = z.infer<typeof trainingForm>

export const trainingMoves = ['open', 'hold', 'close', 'cancel'] as const
export const trainingMoveForm = z.union([
  z.object({ move: z.enum(trainingMoves) }),
  z.object({ move: z.literal('remove_quiz') }),
  z.object({ move: z.enum(['mark']), enrollmentId: z.uuid() }),
  z.object({ move: z.enum(['material']), file: fileField }),
])
export type TrainingMoveValues = z.infer<typeof trainingMoveForm>

export const enrollmentForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('enroll'),
    person: text(80),
    mail: mailField.or(z.literal('').transform(() => null)),
  }),
  z.object({ move: z.literal('withdraw'), enrollmentId: z.uuid() }),
  z.object({ move: z.literal('attend'), enrollmentId: z.uuid(), code: optional(20) }),
  z.object({
    move: z.literal('quiz'),
    enrollmentId: z.uuid(),
    answers: z.record(z.string().regex(/^q\d{1,2}$/), z.coerce.number().int().min(0).max(5)).default({}),
  }),
])
export type EnrollmentValues = z.infer<typeof enrollmentForm>

/** What the form of a person to be sent checks in the browser. */
export const personForm = enrollmentForm.options[0]
