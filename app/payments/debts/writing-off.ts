export type Debt = {
  /** what the vendor owes, fen */
  owed: bigint
  /** of it, what is being taken back by reversals or netted by payouts that wait for agreement */
  coming: bigint
  /** whether a write-off of it waits for another person */
  isProposed: boolean
}

export const writableOff = ({ owed, coming }: Debt) => (owed > coming ? owed - coming : 0n)

/** Why so much of a vendor's debt cannot be proposed to be given up; null when it can. */
export function whyNotProposeWriteOff(
  debt: Debt,
  amount: bigint,
): 'write-off-waits' | 'write-off-above-debt' | null {
  if (debt.isProposed) return 'write-off-waits'
  return amount > writableOff(debt) ? 'write-off-above-debt' : null
}

/** Why this person cannot agree to it; null when they can. The debt may have shrunk since it was proposed. */
export function whyNotApproveWriteOff(
  proposed: { proposedBy: string; amount: bigint },
  debt: Debt,
  personId: string,
): 'same-person' | 'write-off-above-debt' | null {
  if (proposed.proposedBy === personId) return 'same-person'
  return proposed.amount > writableOff(debt) ? 'write-off-above-debt' : null
}
