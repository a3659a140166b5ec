import { useFormat } from './format'

/** `<Quantity value={1200} unit="seats" />`: a grouped figure with its unit beside it. */
export function Quantity({ value, unit }: { value: number | bigint; unit?: string }) {
  const format = useFormat()
  return (
    <span className="figure">
      {format.number(value)}
      {unit && <span className="ml-1 text-ink-soft">{unit}</span>}
    </span>
  )
}
