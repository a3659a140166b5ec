import * as z from 'zod'
import { dayField, fileOrNull, uuidForm } from '~/kernel/fields'
import { optional, text } from '~/people/form'
import { rectificationLifecycle, type RectificationState } from '../lifecycle'

/** What is done with an order, each move with what it needs. */
export const rectificationForm = z.union([
  z.object({ move: z.literal('begin'), plan: text(2000), owner: text(60) }),
  z.object({
    move: z.literal('evidence'),
    itemId: z.string().regex(uuidForm),
    note: optional(600),
    file: fileOrNull.optional(),
  }),
  z.object({ move: z.literal('submit') }),
  z.object({ move: z.literal('accept') }),
  z.object({ move: z.enum(['return', 'withdraw']), reason: text(600) }),
  z.object({ move: z.literal('extend'), dueOn: dayField, reason: text(600) }),
])

export type RectificationValues = z.output<typeof rectificationForm>

const states: readonly string[] = [...rectificationLifecycle.states, 'overdue']

export function orderFilter(params: URLSearchParams) {
  const state = params.get('state') ?? ''
  return {
    q: params.get('q')?.trim() || undefined,
    state: states.includes(state) ? (state as RectificationState | 'overdue') : undefined,
  }
}
export type OrderFilter = ReturnType<typeof orderFilter>
