import { Bar } from './charts/plot'
import { useFormat } from './format'

/** `<ShareBar share={0.42} />`: a small bar with its percent, for cells and facts. */
export function ShareBar({ share }: { share: number }) {
  const format = useFormat()
  return (
    <span className="inline-flex items-center gap-2">
      <svg aria-hidden width={80} height={6} className="shrink-0">
        <Bar width={100} height={6} className="fill-line" />
        <Bar width={100 * Math.min(1, share)} height={6} className="fill-accent" />
      </svg>
      <span className="figure w-12 text-right">{format.percent(share)}</span>
    </span>
  )
}
