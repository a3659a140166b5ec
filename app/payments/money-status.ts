/** What orders and the ledger know of one order's money, in fen. */
export type OrderMoney = {
  total: bigint
  received: bigint
  refunded: bigint
  /** approved or asked for, not yet back with the payer */
  refundOpen: bigint
  /** a card or wallet payment is on its way */
  processing: boolean
  /** released to the vendor, paid out or on the way; held money counts as payable */
  payable: bigint
  inTransit: bigint
  paidOut: bigint
  /** received and not yet accepted */
  unreleased: bigint
  onHold: boolean
  chargedBack: boolean
}

export type MoneyStatus =
  | 'awaiting'
  | 'processing'
  | 'part_paid'
  | 'paid'
  | 'payout_due'
  | 'payout_sent'
  | 'settled'
  | 'refund_pending'
  | 'part_refunded'
  | 'refunded'

/** Where an order's money is, computed and never stored; the first that holds, what goes back before what comes in. */
export function moneyStatus(money: OrderMoney): MoneyStatus {
  if (money.refundOpen > 0n) return 'refund_pending'
  if (money.refunded > 0n) return money.refunded >= money.received ? 'refunded' : 'part_refunded'
  if (money.processing) return 'processing'
  if (money.received === 0n) return 'awaiting'
  if (money.received < money.total) return 'part_paid'
  if (money.payable > 0n) return 'payout_due'
  if (money.inTransit > 0n) return 'payout_sent'
  return money.paidOut > 0n && money.unreleased === 0n ? 'settled' : 'paid'
}

export function moneyFlags({ onHold, chargedBack }: OrderMoney): ('hold' | 'chargeback')[] {
  return [...(onHold ? ['hold' as const] : []), ...(chargedBack ? ['chargeback' as const] : [])]
}
