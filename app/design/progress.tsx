import { useFormat } from './format'
import { useDesignTexts } from './texts'

type ProgressProps = {
  /** What is being done now. */
  phase: string
  /** Between 0 and 1; without it the work has no known length. */
  share?: number | null
  /** "7 of 9 bids". */
  counts?: string
  /** Seconds since the start. */
  elapsed?: number
}

/** `<Progress phase="Opening bids" share={7 / 9} counts="7 of 9 bids" elapsed={42} />`: long work, said politely to screen readers. */
export function Progress({ phase, share, counts, elapsed }: ProgressProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  return (
    <div className="max-w-xl">
      <div className="flex items-baseline justify-between gap-4">
        <p role="status" className="font-medium">
          {phase}
        </p>
        <p className="figure text-sm text-ink-soft">{share != null && format.percent(share)}</p>
      </div>
      <progress className="bar mt-1.5" aria-label={phase} max={1} value={share ?? undefined} />
      <p className="mt-1 flex justify-between gap-4 text-sm text-ink-soft">
        <span className="figure">{counts}</span>
        {elapsed !== undefined && (
          <span className="figure">
            {texts.elapsed} {format.duration(elapsed)}
          </span>
        )}
      </p>
    </div>
  )
}
