import * as z from 'zod'
import { dayField, uuidForm } from '~/kernel/fields'
import { duties } from './appointing'

const whose = { orgId: z.string().regex(uuidForm, 'required'), duty: z.enum(duties, 'required') }

/** A unit is asked to name someone by a day, or someone of it is named. */
export const appointmentForm = z.union([
  z.object({ move: z.literal('ask'), ...whose, dueOn: dayField }),
  z.object({ move: z.literal('name'), ...whose, personId: z.string().regex(uuidForm, 'required') }),
])
export type AppointmentValues = z.infer<typeof appointmentForm>
