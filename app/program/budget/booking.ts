import type { Day } from '~/kernel/workdays'

type Booking = { spentOn: Day; amount: bigint }
type Line = { year: number; spent: bigint; vouchers: readonly string[] }

/** Why this voucher cannot be booked on a line; null when it can. A sum taken back is negative, and never more than was spent. */
export function whyNotBook({ spentOn, amount }: Booking, voucherNo: string, line: Line, today: Day) {
  if (spentOn > today) return 'spending-to-come'
  if (Number(spentOn.slice(0, 4)) !== line.year) return 'spending-of-other-year'
  if (line.vouchers.includes(voucherNo)) return 'voucher-booked'
  if (line.spent + amount < 0n) return 'more-back-than-spent'
  return null
}
