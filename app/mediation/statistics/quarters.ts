export type Figure = 'outcome' | 'amount' | 'form' | 'kept' | 'load'

/** `2026-04-01` → `2026Q2`. */
export const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

type Row = { quarter: string; figure: string; value: number; suppressed: boolean }

/** What is told of one quarter; null prints as `< 5`. */
export type QuarterFigures = {
  quarter: string
  answeredShare: number | null
  settledShare: number | null
  challengedShare: number | null
  medianDays: number | null
  totals: Record<Figure, number | null>
  cells: Record<Figure, Record<string, number | null>>
}

const figures: readonly Figure[] = ['outcome', 'amount', 'form', 'kept', 'load']

/** Cells of a scale stand in its order. */
const scales: Partial<Record<Figure, readonly string[]>> = {
  amount: ['none', 'to_10k', 'to_100k', 'to_500k', 'above'],
  kept: ['in_30', 'in_90', 'later', 'not'],
  load: ['one', 'to_three', 'more'],
}

type Cell = readonly [name: string, value: number | null]

/** In the order of their scale; where there is none the most frequent first, those that are not told last. */
function inOrder(figure: Figure, cells: readonly Cell[]) {
  const scale = scales[figure]
  const place = ([name, value]: Cell) => (scale ? scale.indexOf(name) : -(value ?? 0))
  return cells.toSorted((a, b) => place(a) - place(b) || (a[0] < b[0] ? -1 : 1))
}

/** The frozen rows of one quarter, by figure. */
export function readQuarter(quarter: string, rows: readonly Row[]): QuarterFigures {
  const its = rows.filter((row) => row.quarter === quarter)
  const told = (figure: string) => {
    const found = its.find((row) => row.figure === figure)
    return !found || found.suppressed ? null : found.value
  }
  const cellsOf = (figure: Figure) =>
    Object.fromEntries(
      inOrder(
        figure,
        its
          .filter((row) => row.figure.startsWith(`${figure}:`))
          .map((row) => [row.figure.slice(figure.length + 1), row.suppressed ? null : row.value]),
      ),
    )
  return {
    quarter,
    answeredShare: told('answered'),
    settledShare: told('settled'),
    challengedShare: told('challenged'),
    medianDays: told('median_days'),
    totals: Object.fromEntries(figures.map((figure) => [figure, told(figure)])) as QuarterFigures['totals'],
    cells: Object.fromEntries(figures.map((figure) => [figure, cellsOf(figure)])) as QuarterFigures['cells'],
  }
}
