import { useFormat } from '~/design/format'
import { type Day, hourOf } from '~/kernel/workdays'

/** When a day is over, which is what `due on` means. */
export const endOf = (day: Day) => hourOf(day, 24)

/** Days in the reader's form. */
export function useDay() {
  const format = useFormat()
  return (day: Day) => format.date(hourOf(day, 12))
}

/** `2026-10-01 – 2026-10-31`. */
export function usePeriod() {
  const day = useDay()
  return ({ coversFrom, coversTo }: { coversFrom: Day; coversTo: Day }) =>
    `${day(coversFrom)} – ${day(coversTo)}`
}
