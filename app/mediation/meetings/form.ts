import * as z from 'zod'
import { momentField, quantityField } from '~/kernel/fields'

/** What is planned in a channel; no field names the channel. */
export const meetingForm = z.object({
  startsAt: momentField,
  minutes: quantityField.refine((minutes) => minutes >= 10 && minutes <= 480, 'meeting-minutes'),
  place: z.string().trim().min(1, 'required').max(300, 'too-long'),
})
export type MeetingValues = z.output<typeof meetingForm>

const several = z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])]).default([])

export const meetingMoveForm = z.discriminatedUnion('move', [
  z.object({
    move: z.literal('hold'),
    attended: several,
    result: z.string().trim().min(1, 'required').max(1000, 'too-long'),
  }),
  z.object({ move: z.literal('cancel') }),
  z.object({ move: z.enum(['allow_recording', 'forbid_recording']) }),
])
export type MeetingMove = z.output<typeof meetingMoveForm>
