import { startOf } from '~/kernel/workdays'
import { useFormat } from './format'

/** `<Day on="2026-11-24" />`: a calendar day of the market, as a `<time>`. */
export function Day({ on }: { on: string }) {
  const format = useFormat()
  return (
    <time dateTime={on} className="figure whitespace-nowrap">
      {format.date(startOf(on))}
    </time>
  )
}
