import { useFormat } from './format'

type MomentProps = {
  at: Date
  /** Only the day. */
  day?: boolean
  /** With it, the relative time stands beside. */
  now?: Date
}

/** `<Moment at={sealedAt} />` → `2026-11-24 15:30` in China's time, as a `<time>`. */
export function Moment({ at, day, now }: MomentProps) {
  const format = useFormat()
  return (
    <time dateTime={at.toISOString()} className="figure">
      {day ? format.date(at) : format.dateTime(at)}
      {now && <span className="text-ink-soft"> · {format.relative(at, now)}</span>}
    </time>
  )
}
