/** Where an enterprise stands with the platform, fen: what it owes on orders, its money on no order, what goes back to it. */
export type Standing = { owed: bigint; unapplied: bigint; back: bigint }

/** One thing that changed where an enterprise stands. */
export type EnterpriseMovement = Standing & {
  at: Date
  kind: string
  orderId: string | null
  number: string | null
  code: string | null
}

/** What it owes after all that is its own: negative when the platform holds more of its money than it owes. */
export const netOf = ({ owed, unapplied, back }: Standing) => owed - unapplied - back

export const nothing: Standing = { owed: 0n, unapplied: 0n, back: 0n }

const added = (one: Standing, other: Standing): Standing => ({
  owed: one.owed + other.owed,
  unapplied: one.unapplied + other.unapplied,
  back: one.back + other.back,
})

/** The month line by line: where it stood at first, after every movement, and at last. */
export function runningMonth<M extends Standing>(opening: Standing, movements: readonly M[]) {
  let standing = opening
  const lines = movements.map((movement) => {
    standing = added(standing, movement)
    return { ...movement, balance: netOf(standing) }
  })
  return { opening, lines, closing: standing }
}
