import * as z from 'zod'
import { text } from '~/people/form'

/** A year of the calendar as the State Council's notice has it. */
export const calendarForm = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/, 'whole-number')
    .transform(Number),
  notice: text(80),
  holidays: text(2_000),
  workdays: z.string().trim().max(2_000, 'too-long'),
})
export type CalendarValues = z.infer<typeof calendarForm>
