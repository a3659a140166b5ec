import type { ReactNode } from 'react'
import { Link } from '@remix-run/react'

export type ChartRow = {
  key: string
  label: string
  to?: string
  /** What stands at the right of the label: the figure. */
  value: ReactNode
  /** Drawn into a plot as wide as the chart, `height` pixels high. */
  bar: ReactNode
}

/** Horizontal bars as a list: words in HTML, so that they wrap; bars in SVG, across in percent. */
export function Rows({ rows, height = 10 }: { rows: readonly ChartRow[]; height?: number }) {
  return (
    <ul className="space-y-2.5">
      {rows.map(({ key, label, to, value, bar }) => (
        <li key={key} className="break-inside-avoid">
          <div className="mb-1 flex items-baseline justify-between gap-4">
            <span className="min-w-0">
              {to ? (
                <Link to={to} className="hover:text-accent hover:underline">
                  {label}
                </Link>
              ) : (
                label
              )}
            </span>
            <span className="figure text-right">{value}</span>
          </div>
          <svg aria-hidden width="100%" height={height} className="block overflow-visible">
            {bar}
          </svg>
        </li>
      ))}
    </ul>
  )
}
