import { dayOf, type Day } from '~/kernel/workdays'
import type { Target } from '../forecast'
import type { TargetState } from '../lifecycle'
import type { Measure } from './form'

/** A target of the plan with what facts counted for it until the end of a day. */
export type CountedTarget = {
  id: string
  orgId: string
  agency: string
  agencyEn: string | null
  scope: 'city' | 'district' | 'sector' | 'agency'
  scopeZh: string | null
  scopeEn: string | null
  measure: Measure
  number: number
  baseline: number
  state: TargetState
  setAt: Date
  dueOn: Day
  value: number
}

/** A row of the plan as the rule of forecasts reads it. */
export const targetOf = (row: { baseline: number; number: number; setAt: Date; dueOn: Day }): Target => ({
  baseline: row.baseline,
  wanted: row.number,
  setOn: dayOf(row.setAt),
  dueOn: row.dueOn,
})
