/** A payment that money may go back by, fen; newest first: 原路退回. */
export type WayBack = { paymentId: string; rail: string; left: bigint }

/** A refund to be asked for: by which payment, how much, and whether invoiced money waits for its red letter. */
export type Piece = { paymentId: string; rail: string; amount: bigint; waits: boolean; part: number }

/**
 * Shares a refund over the payments it came by; of each, what no invoice covers goes at once and the rest waits for
 * the red letter (payments.md §4). Null when the payments do not hold that much.
 */
export function piecesOf(amount: bigint, ways: readonly WayBack[], uninvoiced: bigint): Piece[] | null {
  let left = amount
  let free = uninvoiced
  const pieces = ways.flatMap(({ paymentId, rail, left: held }) => {
    const own = least(left, held)
    const atOnce = least(own, free)
    left -= own
    free -= atOnce
    return [
      { paymentId, rail, amount: atOnce, waits: false, part: 1 },
      { paymentId, rail, amount: own - atOnce, waits: true, part: 2 },
    ].filter((piece) => piece.amount > 0n)
  })
  return left === 0n ? pieces : null
}

/** Of an order line: units given back (0 for a price correction), and money. */
export type LinePart = { lineId: string; quantity: number; amount: bigint }

/** Lays the lines over the pieces in their order; the units of a line go with the piece that its money begins in. */
export function partsOfPieces(
  pieces: readonly { amount: bigint }[],
  lines: readonly LinePart[],
): LinePart[][] {
  const waiting = lines.map((line) => ({ ...line }))
  return pieces.map(({ amount }) => {
    const own: LinePart[] = []
    let left = amount
    while (left > 0n && waiting.length > 0) {
      const [line] = waiting as [LinePart]
      const taken = least(left, line.amount)
      own.push({ ...line, amount: taken })
      left -= taken
      line.amount -= taken
      line.quantity = 0
      if (line.amount === 0n) waiting.shift()
    }
    return own
  })
}

type Refund = {
  state: string
  preparedBy: string | null
  approvedBy: string | null
  suspended: boolean
  rail: string
  payeeAccount: string | null
}

/** Causes of which a refusal ends nothing: what is owed may be asked for again. */
export const owed: readonly ('rebate' | 'settlement')[] = ['rebate', 'settlement']

export const isOwed = (cause: string) => (owed as readonly string[]).includes(cause)

const preparable = ['requested', 'waiting_red_letter', 'failed']

/** Why this person may not prepare a refund; whoever approved one that failed stays its second person. */
export function whyNotPrepareRefund({ state, approvedBy }: Refund, personId: string) {
  if (!preparable.includes(state)) return 'already-moved'
  return approvedBy === personId ? 'same-person' : null
}

/** Why this person may not approve a refund; null when they may. Always two persons. */
export function whyNotApproveRefund(refund: Refund, personId: string) {
  if (!preparable.includes(refund.state)) return 'already-moved'
  if (refund.suspended) return 'chargeback-open'
  if (refund.preparedBy === null) return 'not-prepared'
  if (refund.preparedBy === personId) return 'same-person'
  if (refund.rail === 'bank' && !refund.payeeAccount) return 'payee-account-missing'
  return null
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
