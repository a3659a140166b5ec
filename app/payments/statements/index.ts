import { amountAndFlag } from './amount-and-flag'
import { canonical } from './canonical'
import { inOutColumns } from './in-out-columns'
import type { Layout } from './layout'
import { signedAmount } from './signed-amount'
import { titledReport } from './titled-report'

/** Every layout that can be read, in the order in which they are tried. */
export const layouts: readonly Layout[] = [canonical, amountAndFlag, inOutColumns, signedAmount, titledReport]
