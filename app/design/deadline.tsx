import { useFormat } from './format'
import { Icon } from './icons'
import { textOf, type Meaning } from './meaning'
import { useDesignTexts } from './texts'
import { Tooltip } from './tooltip'

type DeadlineProps = {
  at: Date
  now: Date
  /** What was due has been done: no alarm any more. */
  met?: boolean
  /** Working days left, and how they are counted. */
  workingDays?: { left: number; explained: string }
}

/** `<Deadline at={closesAt} now={now} workingDays={…} />`: absolute time with zone, relative beside, color by distance. */
export function Deadline({ at, now, met = false, workingDays }: DeadlineProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const meaning = met ? 'ok' : urgencyOf(at, now)
  return (
    <span className="relative inline-flex flex-wrap items-center gap-x-2">
      <time dateTime={at.toISOString()} className="figure">
        {format.until(at)}{' '}
        <abbr title={texts.zoneTitle} className="text-sm text-ink-soft no-underline">
          {texts.zone}
        </abbr>
      </time>
      <span className={`inline-flex items-center gap-1 text-sm font-medium ${textOf[meaning]}`}>
        <Icon name={met ? 'check' : meaning === 'risk' ? 'alert' : 'clock'} className="size-3.5" />
        {format.relative(at, now)}
      </span>
      {workingDays && (
        <span className="text-sm text-ink-soft">
          <Tooltip text={workingDays.explained}>{texts.workingDays(workingDays.left)}</Tooltip>
        </span>
      )}
    </span>
  )
}

/** Past or under a day: risk; under three days: attention; else quiet. */
export function urgencyOf(at: Date, now: Date): Meaning {
  const hours = (at.getTime() - now.getTime()) / 3_600_000
  if (hours < 24) return 'risk'
  return hours < 72 ? 'attention' : 'quiet'
}
