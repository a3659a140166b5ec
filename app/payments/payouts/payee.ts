/** Working days for which a new account is not paid to: time to notice a change that nobody wanted. */
export const coolDown = 3

type Payee = { state: string; proposedBy: string; firstCheckedBy: string | null }

/** Why this officer may not check the account; null when they may. Two of them, and one has called back. */
export function whyNotCheckPayee(payee: Payee, personId: string, calledBack: boolean) {
  if (payee.state !== 'proposed' && payee.state !== 'checked') return 'already-moved'
  if (payee.proposedBy === personId || payee.firstCheckedBy === personId) return 'same-person'
  return payee.state === 'proposed' && !calledBack ? 'call-back-first' : null
}
