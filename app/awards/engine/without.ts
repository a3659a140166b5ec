import type { Certificate } from '../certificate'
import type { Instance } from '../instance'
import { type SearchLimits, solve } from './solve'

/** What the others save and pay with and without one buyer, fen in text: its marginal effect (award.md §9). */
export type Without = {
  saving: { with: string; without: string }
  cost: { with: string; without: string }
  served: { with: number; without: number }
}

/** The facts as if a buyer had never pledged. */
export const leftOut = (instance: Instance, buyer: string): Instance => ({
  ...instance,
  buyers: instance.buyers.filter(({ id }) => id !== buyer),
})

/** Solves the instance again as if a buyer had never pledged, and compares what that is to all the others. */
export async function withoutBuyer(
  instance: Instance,
  certificate: Certificate,
  buyer: string,
  limits?: SearchLimits,
): Promise<Without> {
  const again = await solve(leftOut(instance, buyer), certificate.options, limits)
  return effectOnOthers(instance, certificate, buyer, again)
}

/** What all the others save and pay in an award, and in the one that was computed without the buyer. */
export function effectOnOthers(
  instance: Instance,
  certificate: Certificate,
  buyer: string,
  again: Certificate,
): Without {
  const own = shareOf(instance, certificate, buyer)
  return {
    saving: { with: String(BigInt(certificate.objective) - own.saving), without: again.objective },
    cost: { with: String(BigInt(certificate.cost) - own.cost), without: again.cost },
    served: { with: certificate.counts.served - own.served, without: again.counts.served },
  }
}

/** What one buyer pays and saves against the reference prices in an award. */
export function shareOf({ lots }: Instance, { assign, winners }: Certificate, buyer: string) {
  const priceOf = (lot: string, vendor: string) =>
    BigInt(winners.find((it) => it.lot === lot && it.vendor === vendor)?.unitPrice ?? 0)
  const referenceOf = new Map(lots.map(({ id, referencePrice }) => [id, BigInt(referencePrice)]))
  const own = assign.filter(([id]) => id === buyer)
  const cost = own.reduce((sum, [, lot, vendor, n]) => sum + priceOf(lot, vendor) * BigInt(n), 0n)
  const worth = own.reduce((sum, [, lot, , n]) => sum + referenceOf.get(lot)! * BigInt(n), 0n)
  return { cost, saving: worth - cost, served: own.length }
}
