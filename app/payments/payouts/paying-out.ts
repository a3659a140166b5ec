/** What is known of an order whose vendor waits for money; fen. */
export type Payable = {
  payable: bigint
  /** what the vendor must have invoiced: accepted and received so far, of a resold order without the platform's part */
  toInvoice: bigint
  /** by the vendor */
  invoiced: bigint
  chargedBack: boolean
  /** a card network suspects fraud, and nobody has looked at it */
  warned: boolean
  preparedAlready: boolean
}

export type Payee = { vendorState: string; usableFrom: Date | null }

export type PayoutRefusal =
  | 'nothing-payable'
  | 'payout-prepared'
  | 'chargeback-open'
  | 'fraud-warning'
  | 'not-invoiced'
  | 'vendor-not-verified'
  | 'payee-missing'
  | 'payee-cooling'

/** Why an order's money may not be paid out now; null when it may (payments.md §8). */
export function whyNotPayOut(order: Payable, payee: Payee, now: Date): PayoutRefusal | null {
  if (order.payable <= 0n) return 'nothing-payable'
  if (order.preparedAlready) return 'payout-prepared'
  if (order.chargedBack) return 'chargeback-open'
  if (order.warned) return 'fraud-warning'
  if (order.invoiced < order.toInvoice) return 'not-invoiced'
  return whyNotPayee(payee, now)
}

/** Why a vendor cannot be paid at all now. */
export function whyNotPayee({ vendorState, usableFrom }: Payee, now: Date): PayoutRefusal | null {
  if (vendorState !== 'verified') return 'vendor-not-verified'
  if (usableFrom === null) return 'payee-missing'
  return now < usableFrom ? 'payee-cooling' : null
}

const thirdPersonAbove = 50_000_000n // ¥500,000

/** How many persons besides the preparer must agree. */
export const approversOf = ({ amount }: { amount: bigint }) => (amount > thirdPersonAbove ? 2 : 1)

type Prepared = { state: string; amount: bigint; preparedBy: string; approvedBy: string | null }

/** Why this person may not approve; null when they may. */
export function whyNotApprove({ state, preparedBy, approvedBy }: Prepared, personId: string) {
  if (state !== 'prepared') return 'already-moved'
  return personId === preparedBy || personId === approvedBy ? 'same-person' : null
}

/** What came back of a netted payout, order by order: what was netted is taken off the last parts. */
export function returnedParts(
  parts: readonly { orderId: string; amount: bigint }[],
  amount: bigint,
): { orderId: string; amount: bigint }[] {
  let left = amount
  return parts.flatMap((part) => {
    const own = part.amount < left ? part.amount : left
    left -= own
    return own > 0n ? [{ orderId: part.orderId, amount: own }] : []
  })
}
