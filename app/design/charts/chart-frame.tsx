import type { ReactNode } from 'react'
import { Icon } from '../icons'
import { useDesignTexts } from '../texts'

export type ChartTable = { head: readonly string[]; rows: readonly (readonly ReactNode[])[] }

export type ChartProps = {
  /** The finding, as a sentence: "Four of nine districts are behind their target". */
  title: string
  /** Source, date of the figures, rounding. */
  note?: ReactNode
  /** Path of the same figures as CSV. */
  csv?: string
}

type ChartFrameProps = ChartProps & { table: ChartTable; legend?: readonly LegendItem[]; children: ReactNode }

/** What every chart stands in: the finding on top, the picture, and the table that it was drawn from. */
export function ChartFrame({ title, note, csv, table, legend, children }: ChartFrameProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 font-medium text-balance">{title}</figcaption>
      {legend && <Legend items={legend} />}
      {children}
      <div className="mt-2 flex flex-wrap items-start justify-between gap-x-4 text-sm text-ink-soft">
        <TableBehind {...table} title={title} csv={csv} />
        {note && <p className="min-h-7 content-center">{note}</p>}
      </div>
    </figure>
  )
}

function TableBehind({ head, rows, title, csv }: ChartTable & Pick<ChartProps, 'title' | 'csv'>) {
  const texts = useDesignTexts()
  return (
    <details className="group min-w-0 open:w-full print:hidden">
      <summary className="inline-flex min-h-7 items-center gap-1 rounded-sm hover:text-ink pointer-coarse:min-h-row">
        <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
        {texts.showTable}
      </summary>
      <div className="relative overflow-x-auto">
        <table className="mt-1 w-full text-ink">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {head.map((word, column) => (
                <th key={column} scope="col" className={`${cellClass(column)} font-medium text-ink-soft`}>
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className="border-t border-line">
                {row.map((value, column) => (
                  <td key={column} className={cellClass(column)}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {csv && (
        <a href={csv} download className="mt-2 inline-flex items-center gap-1 hover:text-ink hover:underline">
          <Icon name="download" className="size-3.5" />
          {texts.csv}
        </a>
      )}
    </details>
  )
}

const cellClass = (column: number) => (column === 0 ? 'py-1 pr-4 text-left' : 'figure py-1 pl-4 text-right')

/** `mark` is a drawing class: `fill-…` for areas, `stroke-…` for lines. */
export type LegendItem = { label: ReactNode; mark: string; shape?: 'area' | 'line' | 'dashed' | 'tick' }

export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
      {items.map(({ label, mark, shape = 'area' }, index) => (
        <li key={index} className="flex items-center gap-1.5">
          <svg aria-hidden width={14} height={12} className="shrink-0">
            {shape === 'area' && <rect y={1} width={10} height={10} rx={2} className={mark} />}
            {shape === 'tick' && <rect x={5} width={2.5} height={12} className={mark} />}
            {(shape === 'line' || shape === 'dashed') && (
              <line
                x2={14}
                y1={6}
                y2={6}
                strokeWidth={2.5}
                strokeDasharray={shape === 'dashed' ? '4 3' : undefined}
                className={mark}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
