import type { Day } from '~/kernel/workdays'
import { type Target, whyNotTarget } from '../forecast'
import type { Measure } from './form'

/** Measures that count enterprises: no target may be above the number of them in scope. */
export const countsEnterprises = (measure: Measure) => measure !== 'licenses' && measure !== 'mediated'

export type Scope = { scope: 'city' | 'agency' | 'district' | 'sector'; scopeCode: string | null }

/** `city`, `agency`, `district:370211`, `sector:C39`: one choice on the form, two columns in the table. */
export function scopeOf(choice: string): Scope {
  const [scope, scopeCode = null] = choice.split(':')
  return { scope: scope as Scope['scope'], scopeCode }
}

type Asked = Target & { measure: Measure; year: number }

/** Why this target cannot stand in the plan of its year; null when it can. */
export function whyNotPropose(asked: Asked, inScope: number) {
  if (!isWithin(asked.year, asked.dueOn)) return 'due-outside-year'
  return whyNotTarget(asked, countsEnterprises(asked.measure) ? inScope : Infinity)
}

const isWithin = (year: number, day: Day) => day.slice(0, 4) === String(year)
