import { flagged } from './amount-and-flag'
import { fromColumns } from './in-out-columns'
import type { Layout } from './layout'
import { signed } from './signed-amount'

/** A printed report: title, account and period above the header, totals below the lines; any of the three amounts. */
export const titledReport: Layout = {
  name: 'titled-report',
  fits: ({ at }, headerRow) =>
    headerRow > 0 && (at.has('amount') || (at.has('incoming') && at.has('outgoing'))),
  movement: (row) => (row.has('incoming') ? fromColumns(row) : row.has('flag') ? flagged(row) : signed(row)),
  hasTotals: true,
}
