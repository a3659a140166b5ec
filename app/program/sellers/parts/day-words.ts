import { useFormat } from '~/design/format'
import { startOf } from '~/kernel/workdays'

/** A calendar day within a sentence. */
export function useDayWords() {
  const format = useFormat()
  return (day: string) => format.date(startOf(day))
}
