import * as z from 'zod'
import { dayField, fileField, momentField, quantityField } from '~/kernel/fields'
import { optional, text } from '~/people/form'

export const meetingKinds = ['plenary', 'liaison'] as const

export const meetingForm = z.object({
  kind: z.enum(meetingKinds, 'required'),
  title: text(120),
  startsAt: momentField,
  minutesPlanned: quantityField.refine((minutes) => minutes >= 10 && minutes <= 600, 'meeting-length'),
  place: text(160),
  agenda: z.string().trim().max(8000, 'too-long'),
})
export type MeetingValues = z.infer<typeof meetingForm>

const several = z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])]).default([])

/** Everything that the page of one meeting posts. */
export const meetingMoveForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('invite'), agencies: several }),
  z.object({ move: z.literal('answer'), answer: z.enum(['coming', 'not_coming'], 'required') }),
  z.object({ move: z.literal('hold'), attended: several }),
  z.object({ move: z.literal('cancel'), reason: optional(500) }),
  z.object({ move: z.literal('minutes'), minutes: text(20_000) }),
  z.object({ move: z.literal('approve') }),
  z.object({ move: z.literal('paper'), file: fileField }),
  z.object({ move: z.literal('resolve'), orgId: z.uuid('required'), text: text(500), dueOn: dayField }),
  z.object({
    move: z.enum(['finish', 'drop', 'reopen']),
    resolutionId: z.uuid(),
    reason: optional(500),
  }),
])
export type MeetingMove = z.infer<typeof meetingMoveForm>
