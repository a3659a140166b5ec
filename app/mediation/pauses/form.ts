import * as z from 'zod'
import { dayField } from '~/kernel/fields'
import { reasonField } from '../intake/form'

export const pauseForm = z.discriminatedUnion('move', [
  z.object({ move: z.literal('ask'), until: dayField, reason: reasonField }),
  z.object({ move: z.literal('agree') }),
  z.object({ move: z.literal('decline') }),
  z.object({ move: z.literal('extend'), reason: reasonField }),
])
export type PauseDeed = z.output<typeof pauseForm>
