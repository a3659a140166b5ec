import { splitTax } from '~/orders/tax'
import { fee } from '~/orders/fee'
import type { RefundSource } from '../ledger/postings'

/** What an order's accounts hold, fen, and its cumulative release. */
export type OrderFunds = { order: bigint; held: bigint; payable: bigint; released: bigint }
export type FeeTerms = { feeBps: number; feeTaxBps: number }

/**
 * From where a refund is taken: money not yet released, then held, then payable, then the vendor's debt
 * (clawback); of released money the fee gives back its share, and the tax on it (payments.md §7, §9).
 */
export function refundSources(
  order: { id: string; vendorId: string },
  funds: OrderFunds,
  amount: bigint,
  { feeBps, feeTaxBps }: FeeTerms,
): RefundSource[] {
  const unreleased = least(amount, funds.order)
  const released = amount - unreleased
  const kept = funds.released - released
  const [feeBefore, feeAfter] = [fee(funds.released, feeBps), fee(kept, feeBps)]
  const feeNet = splitTax(feeBefore, feeTaxBps).net - splitTax(feeAfter, feeTaxBps).net
  const feeTax = feeBefore - feeAfter - feeNet
  const vendors = released - feeNet - feeTax
  const held = least(vendors, funds.held)
  const payable = least(vendors - held, funds.payable)
  const sources: RefundSource[] = [
    { from: 'order', orderId: order.id, amount: unreleased },
    { from: 'held', orderId: order.id, amount: held },
    { from: 'payable', orderId: order.id, amount: payable },
    { from: 'clawback', vendorId: order.vendorId, amount: vendors - held - payable },
    { from: 'fee', amount: feeNet },
    { from: 'tax', amount: feeTax },
  ]
  return sources.filter((source) => source.amount > 0n)
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
