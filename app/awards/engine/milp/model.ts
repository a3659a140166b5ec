import type { ModelData } from 'highs'

/** Columns and their factors in a row. */
export type Terms = readonly (readonly [column: number, factor: number])[]

type Column = { gain: number; from: number; to: number; isWhole: boolean }

/** A linear program under construction, always to be maximized; columns and rows are numbered as they come. */
export class LinearModel {
  readonly columns: Column[] = []
  readonly rows: { from: number; to: number; terms: Terms }[] = []

  column(gain: number, to: number, { from = 0, isWhole = true } = {}): number {
    return this.columns.push({ gain, from, to, isWhole }) - 1
  }

  /** from ≤ Σ factor × column ≤ to; a row without terms is left out. */
  row(from: number, to: number, terms: Terms): number {
    return this.rows.push({ from, to, terms }) - 1
  }

  /** As HiGHS reads it: compressed by rows, since text costs time and memory. */
  data(maximize: ModelData['sense'], areRelaxed: boolean): ModelData {
    const starts = new Int32Array(this.rows.length + 1)
    this.rows.forEach(({ terms }, at) => (starts[at + 1] = starts[at]! + terms.length))
    const indices = new Int32Array(starts.at(-1)!)
    const values = new Float64Array(indices.length)
    let place = 0
    for (const { terms } of this.rows)
      for (const [column, factor] of terms) {
        indices[place] = column
        values[place] = factor
        place += 1
      }
    const numbers = (of: (column: Column) => number) => Float64Array.from(this.columns, of)
    return {
      numCols: this.columns.length,
      numRows: this.rows.length,
      sense: maximize!,
      colCost: numbers(({ gain }) => gain),
      colLower: numbers(({ from }) => from),
      colUpper: numbers(({ to }) => to),
      rowLower: Float64Array.from(this.rows, ({ from }) => from),
      rowUpper: Float64Array.from(this.rows, ({ to }) => to),
      matrix: {
        format: 'csr',
        numRows: this.rows.length,
        numCols: this.columns.length,
        starts,
        indices,
        values,
      },
      ...(!areRelaxed && {
        integrality: Int32Array.from(this.columns, ({ isWhole }) => (isWhole ? 1 : 0)),
      }),
    }
  }
}
