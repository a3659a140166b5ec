import type { Day } from '~/kernel/workdays'

/** `?year=` where it has a budget, else the newest year that has one, else this year. */
export function budgetYear(params: URLSearchParams, today: Day, years: readonly number[]): number {
  const asked = years.find((year) => String(year) === params.get('year'))
  return asked ?? years[0] ?? Number(today.slice(0, 4))
}
