import { fee } from '../fee'

/**
 * Who invoices whom: the sale goes to the enterprise. Where the platform resells 转售, it makes that, and the vendor's
 * supply goes to the platform, over what the vendor is paid.
 */
export type Leg = 'sale' | 'supply'

type Parties = { enterpriseId: string; vendorId: string; resellerId: string | null }

/** What an organization invoices of an order; null where it is not its to invoice. */
export function legOf(order: Parties, orgId: string): Leg | null {
  if (orgId === (order.resellerId ?? order.vendorId)) return 'sale'
  return orgId === order.vendorId ? 'supply' : null
}

/** Between whom the invoices of a leg stand. */
export const partiesOf = ({ enterpriseId, vendorId, resellerId }: Parties, leg: Leg) =>
  leg === 'sale'
    ? { issuerId: resellerId ?? vendorId, buyerId: enterpriseId }
    : { issuerId: vendorId, buyerId: resellerId ?? enterpriseId }

/** Whose rates hold for the invoices of a leg: a vendor's, or null for the platform's own. */
export const taxpayerOf = ({ vendorId, resellerId }: Parties, leg: Leg) =>
  leg === 'sale' && resellerId ? null : vendorId

type Line = { unitPrice: bigint; quantity: number; canceled: number; corrected: bigint }

/** What a line costs now: without what was canceled of it and given back of its price, fen. */
export const costOf = ({ unitPrice, quantity, canceled, corrected }: Line) =>
  unitPrice * BigInt(quantity - canceled) - corrected

/** The lines of a leg, each with what the platform keeps of it (`share`, fen): together its fee on the whole order. */
export function inLeg<T extends Line>(
  lines: readonly T[],
  leg: Leg,
  feeBps: number,
): (T & { share: bigint })[] {
  let sum = 0n
  return lines.map((line) => {
    if (leg === 'sale') return { ...line, share: 0n }
    const before = sum
    sum += costOf(line)
    return { ...line, share: fee(sum, feeBps) - fee(before, feeBps) }
  })
}
