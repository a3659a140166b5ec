import { dayOf, type Day } from '~/kernel/workdays'
import type { Target } from './forecast'

/** A row of the plan as the rule of forecasts reads it. */
export const targetOf = (row: { baseline: number; number: number; setAt: Date; dueOn: Day }): Target => ({
  baseline: row.baseline,
  wanted: row.number,
  setOn: dayOf(row.setAt),
  dueOn: row.dueOn,
})
