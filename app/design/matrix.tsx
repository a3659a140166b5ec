import { Fragment, type ReactNode } from 'react'

type MatrixProps = {
  caption: string
  /** What the rows are. */
  corner: string
  columns: readonly { key: string; head: ReactNode }[]
  rows: readonly {
    key: string
    head: ReactNode
    cells: readonly ReactNode[]
    /** Begins a group of rows under this name. */ group?: string
  }[]
  /** Shown in its whole height, for a matrix that is the page's matter; else it scrolls within the window. */
  whole?: boolean
  /** Figures stand right; words left; marks in the middle. */
  align?: 'right' | 'left' | 'center'
}

/** `<Matrix caption corner columns rows align whole />`: things against criteria; the heads stay in sight while it is scrolled. */
export function Matrix({ caption, corner, columns, rows, align = 'right', whole = false }: MatrixProps) {
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={caption}
      className={`relative overflow-auto rounded border border-line print:max-h-none print:overflow-visible ${whole ? '' : 'max-h-[75vh]'}`}
    >
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={`${headClass} sticky left-0 z-20 text-left`}>
              {corner}
            </th>
            {columns.map(({ key, head }) => (
              <th key={key} scope="col" className={`${headClass} ${aligned[align]}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, cells, group }) => (
            <Fragment key={key}>
              {group && (
                <tr>
                  <th
                    scope="rowgroup"
                    colSpan={columns.length + 1}
                    className="border-b border-line bg-paper px-3 pt-3 pb-1 text-left text-sm font-semibold"
                  >
                    {group}
                  </th>
                </tr>
              )}
              <tr className="group">
                <th
                  scope="row"
                  className="sticky left-0 z-10 h-row max-w-56 min-w-28 border-r border-b border-line bg-surface px-3 py-1.5 text-left font-medium group-hover:bg-sunken"
                >
                  {head}
                </th>
                {cells.map((cell, index) => (
                  <td
                    key={columns[index]?.key ?? index}
                    className={`h-row border-b border-line px-3 py-1.5 group-hover:bg-sunken ${aligned[align]}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const headClass =
  'sticky top-0 z-10 h-row border-b border-line bg-sunken px-3 text-sm font-medium text-ink-soft'
const aligned = { right: 'figure text-right', left: 'text-left', center: 'text-center' }
