import type { Day } from '~/kernel/workdays'
import { type TargetState, targetLifecycle } from '../lifecycle'
import { measures } from './form'

/** What a plan shows unless asked otherwise: everything that stands or waits. */
export const statesAsked: readonly TargetState[] = ['proposed', 'returned', 'accepted']

/** `?year=`, else this year where it has a plan, else the newest year with one, else this year. */
export function askedYear(params: URLSearchParams, today: Day, plans: readonly { year: number }[]): number {
  const asked = Number(params.get('year'))
  if (Number.isInteger(asked) && asked >= 2012 && asked <= 2100) return asked
  const present = Number(today.slice(0, 4))
  return plans.some(({ year }) => year === present) ? present : (plans[0]?.year ?? present)
}

/** `?state=`, `?measure=` and `?own=1` as the query takes them. */
export function asked(params: URLSearchParams, ownId: string) {
  const state = targetLifecycle.states.find((one) => one === params.get('state'))
  return {
    states: state ? [state] : statesAsked,
    measure: measures.find((one) => one === params.get('measure')),
    orgId: params.get('own') ? ownId : undefined,
  }
}
