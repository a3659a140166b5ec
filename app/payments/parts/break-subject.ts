type Subject = { kind: string; subject: string; orderId: string | null }

/** Where the thing of a difference is looked at; null when there is no page of it. */
export function placeOfBreak({ kind, subject, orderId }: Subject): string | null {
  if (kind === 'balance-drift' || kind === 'balance-chain')
    return `/office/ledger/${encodeURIComponent(subject)}`
  if (kind === 'bank-balance') return `/office/ledger/${encodeURIComponent(`bank:${subject}`)}`
  if (kind === 'suspense-late') return `/office/matching/${subject}`
  if (kind === 'payout-late') return `/office/payouts/${subject}`
  if (kind === 'refund-late') return `/office/refunds/${subject}`
  if (kind === 'event-parked' || kind === 'event-unhandled') return '/office/online'
  if (kind === 'psp-balance' || kind === 'psp-unbooked' || kind === 'psp-payout-late') return '/office/online'
  if (kind === 'reversal-unasked') return `/office/payouts/${subject}`
  if (kind === 'double-return') return `/office/chargebacks/${subject}`
  if (kind === 'statement-gap') return `/office/statements/${subject}`
  return orderId ? `/orders/${orderId}` : null
}
