import * as z from 'zod'
import { uuidForm } from '~/kernel/fields'
import { optional, text } from '~/people/form'
import { pilotLifecycle, type PilotState } from '../lifecycle'

/** What an enterprise applies with; the office names the enterprise instead. */
export const pilotForm = z.object({
  orgId: z.string().regex(uuidForm, 'required').optional(),
  motive: text(1000),
})
export type PilotValues = z.output<typeof pilotForm>

const perArea = <Field extends z.ZodType>(field: Field) =>
  z.object({
    responsibility: field,
    daily_use: field,
    configuration: field,
    ledgers: field,
    maintenance: field,
  })

/** Points of each area, and why where facts do not give them. */
export const checklistForm = z.object({
  points: perArea(z.enum(['0', '1', '2', '3', '4'], 'required').transform(Number)),
  reasons: perArea(optional(600)),
})
export type ChecklistValues = z.output<typeof checklistForm>

export const pilotMoveForm = z.union([
  z.object({ move: z.literal('select') }),
  z.object({ move: z.literal('conclude'), reason: optional(2000) }),
  z.object({ move: z.literal('withdraw'), reason: text(2000) }),
])
export type PilotMoveValues = z.output<typeof pilotMoveForm>

export function pilotFilter(params: URLSearchParams) {
  const state = params.get('state') ?? ''
  const year = params.get('year') ?? ''
  return {
    q: params.get('q')?.trim() || undefined,
    state: pilotLifecycle.states.find((known): known is PilotState => known === state),
    year: /^\d{4}$/.test(year) ? Number(year) : undefined,
  }
}
export type PilotFilter = ReturnType<typeof pilotFilter>
