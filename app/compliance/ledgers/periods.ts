import { addMonths, type Day } from '~/kernel/workdays'
import type { LedgerKey } from './sheets'

/** Months after which a ledger is due again: yearly, half-yearly, and a quarter for the one that is kept running (§6). */
export const monthsOf: Record<LedgerKey, number> = { one: 12, two: 6, three: 3 }

/** The first day on which a ledger that was taken along on a day is late (the SQL of `ledgers_on_time` has the same). */
export const lateFrom = (key: LedgerKey, exportedOn: Day): Day => addMonths(exportedOn, monthsOf[key])
