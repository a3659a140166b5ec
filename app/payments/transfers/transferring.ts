import { type Payable, type PayoutRefusal, whyNotPayOut } from '../payouts/paying-out'

/** A vendor's account at the provider as it was last seen. */
export type Receiver = { capability: string | null; currency: string | null }

/** A card payment of an order, and what of it can still be transferred on; fen. */
export type Source = { paymentId: string; orderId: string; left: bigint }

export type TransferRefusal =
  | 'transfers-off'
  | 'account-missing'
  | 'account-not-active'
  | 'account-currency'
  | 'no-source'

/** Why an order's money cannot go to its vendor by transfer; null when it can (payments.md §6, §8). */
export function whyNotTransfer(
  order: { currency: string; byCard: bigint },
  { capability, currency }: Receiver,
  { on }: { on: boolean },
): TransferRefusal | null {
  if (!on) return 'transfers-off'
  if (capability === null || capability === 'asked') return 'account-missing'
  if (capability !== 'active') return 'account-not-active'
  if (currency !== order.currency) return 'account-currency'
  return order.byCard > 0n ? null : 'no-source'
}

type Order = Payable & {
  currency: string
  vendorState: string
  transferFrom: Date | null
  capability: string | null
  settledIn: string | null
  byCard: bigint
}

/** Why an order's money cannot be paid out by transfer now: the account at the provider, then as by every rail. */
export function whyNotPayByTransfer(
  order: Order,
  setting: { on: boolean },
  now: Date,
): TransferRefusal | PayoutRefusal | null {
  const receiver = { capability: order.capability, currency: order.settledIn }
  const payee = { vendorState: order.vendorState, usableFrom: order.transferFrom }
  return whyNotTransfer(order, receiver, setting) ?? whyNotPayOut(order, payee, now)
}

/** One transfer to be: out of one card payment of one order, less what of it is netted; fen. */
export type Leg = { orderId: string; paymentId: string; gross: bigint; clawback: bigint }

/**
 * Shares what is payable over the card payments that it came by, one transfer for each; what the vendor owes is netted
 * off the first. What did not come by card is left for the bank.
 */
export function legsOf(
  payable: readonly { orderId: string; payable: bigint }[],
  sources: readonly Source[],
  owed: bigint,
): Leg[] {
  let net = owed
  return payable.flatMap(({ orderId, payable: due }) => {
    let left = due
    return sources
      .filter((source) => source.orderId === orderId)
      .flatMap(({ paymentId, left: held }) => {
        const gross = least(left, held)
        const clawback = least(gross, net)
        left -= gross
        net -= clawback
        return gross > 0n ? [{ orderId, paymentId, gross, clawback }] : []
      })
  })
}

/** Which transfers of an order are taken back, the latest first, and how much of each; fen. */
export function reversalsOf(
  transfers: readonly { payoutId: string; left: bigint }[],
  amount: bigint,
): { payoutId: string; amount: bigint }[] {
  let rest = amount
  return transfers.flatMap(({ payoutId, left }) => {
    const own = least(rest, left)
    rest -= own
    return own > 0n ? [{ payoutId, amount: own }] : []
  })
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
