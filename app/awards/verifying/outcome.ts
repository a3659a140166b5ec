import { byName, type CertificateWinner } from '../certificate'
import { type Claim, discounted, type Facts } from './facts'

export type Row = readonly [buyer: string, lot: string, vendor: string, quantity: number]

/** A vendor that serves somebody in a lot, at the price its actual volume has; null below its first step. */
export type Winner = Omit<CertificateWinner, 'unitPrice'> & { unitPrice: bigint | null }

export type Served = { row: Row; claim: Claim; winner: Winner }
export type Outcome = { winners: Winner[]; served: Served[]; saving: bigint; cost: bigint }

/** What an assignment comes to: price is derived from the volumes, never chosen. Rows must be of known pledges and bids. */
export function outcomeOf(facts: Facts, rows: readonly Row[]): Outcome {
  const volumes = new Map<string, Map<string, { quantity: number; pledges: number }>>()
  for (const [, lot, vendor, quantity] of rows) {
    const ofLot = volumes.get(lot) ?? new Map<string, { quantity: number; pledges: number }>()
    const before = ofLot.get(vendor) ?? { quantity: 0, pledges: 0 }
    ofLot.set(vendor, { quantity: before.quantity + quantity, pledges: before.pledges + 1 })
    volumes.set(lot, ofLot)
  }
  const wins = (vendor: string, lot: string) => volumes.get(lot)?.has(vendor) ?? false
  const winners = [...volumes].flatMap(([lot, vendors]) =>
    [...vendors].map(([vendor, its]): Winner => ({
      lot,
      vendor,
      ...its,
      ...priceOf(facts, lot, vendor, its.quantity, wins),
    })),
  )
  winners.sort((a, b) => byName(a.lot, b.lot) || byName(a.vendor, b.vendor))
  const winnerOf = new Map(winners.map((winner) => [JSON.stringify([winner.lot, winner.vendor]), winner]))
  const served = rows.map((row): Served => ({
    row,
    claim: facts.lots.get(row[1])!.claimOf.get(row[0])!,
    winner: winnerOf.get(JSON.stringify([row[1], row[2]]))!,
  }))
  let [saving, cost] = [0n, 0n]
  for (const { lot, unitPrice, quantity } of winners) {
    if (unitPrice === null) continue
    saving += (BigInt(facts.lots.get(lot)!.lot.referencePrice) - unitPrice) * BigInt(quantity)
    cost += unitPrice * BigInt(quantity)
  }
  return { winners, served, saving, cost }
}

function priceOf(
  facts: Facts,
  lot: string,
  vendor: string,
  quantity: number,
  wins: (vendor: string, lot: string) => boolean,
): Pick<Winner, 'tier' | 'bundle' | 'unitPrice'> {
  const { bidOf, bundleOf } = facts.lots.get(lot)!
  const { tiers } = bidOf.get(vendor)!
  let tier = -1
  for (let at = 0; at < tiers.length && tiers[at]!.from <= quantity; at += 1) tier = at
  if (tier < 0) return { tier: 0, bundle: null, unitPrice: null }
  const own = bundleOf(vendor)
  const bundled = own !== null && own.bundle.lots.every((each) => wins(vendor, each))
  const { price } = tiers[tier]!
  return {
    tier,
    bundle: bundled ? own.index : null,
    unitPrice: bundled ? discounted(price, own.bundle.discountBps) : BigInt(price),
  }
}
