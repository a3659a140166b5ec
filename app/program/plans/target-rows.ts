import type { Day } from '~/kernel/workdays'
import { type CountedTarget, targetOf } from './counted'
import { forecast, standingOf } from '../forecast'

export const targetHeader = [
  'scope',
  'agency',
  'measure',
  'state',
  'target',
  'value',
  'forecast',
  'standing',
  'dueOn',
  'asOf',
]

/** A target as a line of a file, as it stood on that day. */
export const targetRow = (day: Day) => (target: CountedTarget) => [
  target.scopeZh ?? target.scope,
  target.agency,
  target.measure,
  target.state,
  target.number,
  target.value,
  forecast(targetOf(target), day, target.value),
  standingOf(targetOf(target), day, target.value),
  target.dueOn,
  day,
]
