import type { Reason } from '../certificate'
import { type Claim, type Facts, takes } from './facts'
import { isEligible, type Option, optionsOf } from './options'
import type { Outcome, Winner } from './outcome'

/** The reason of each pledge that is not served, the first that applies (award.md §3.4), by buyer and lot. */
export function reasonsOf(facts: Facts, { winners, served }: Outcome): Map<string, Reason> {
  const isServed = new Set(served.map(({ claim }) => claim))
  const winnersOf = Map.groupBy(winners, ({ lot }) => lot)
  const reasons = new Map<string, Reason>()
  for (const [id, lot] of facts.lots) {
    const its = winnersOf.get(id) ?? []
    const losing = optionsOf(lot).filter(
      ({ vendor, bundled }) => bundled === null && !its.some((winner) => winner.vendor === vendor),
    )
    for (const claim of lot.claims)
      if (!isServed.has(claim))
        reasons.set(keyOf(claim.buyer.id, id), reasonOf(facts, id, claim, its, losing))
  }
  return reasons
}

export const keyOf = (buyer: string, lot: string) => JSON.stringify([buyer, lot])

/** `losing`: what losing bids could sell at, plain; a step that demand or their cap cannot reach is none of it. */
function reasonOf(
  facts: Facts,
  lotId: string,
  claim: Claim,
  winners: readonly Winner[],
  losing: readonly Option[],
): Reason {
  const { lot, bids } = facts.lots.get(lotId)!
  const { buyer, pledge } = claim
  if (bids.length === 0) return 'no_bid'
  const accepted = winners.filter(({ vendor }) => takes(pledge, vendor))
  const borne = accepted.filter((winner) => costs(winner) <= BigInt(claim.base))
  if (buyer.allOrNothing && borne.some((winner) => hasRoom(facts, winner, pledge.qty)))
    return 'all_or_nothing'
  if (borne.some((winner) => !hasRoom(facts, winner, pledge.qty))) return 'capacity'
  if (
    accepted.some((winner) => costs(winner) <= BigInt(claim.declared) && costs(winner) > BigInt(claim.base))
  )
    return 'stand_alone'
  if (winners.some((winner) => !takes(pledge, winner.vendor) && costs(winner) <= BigInt(claim.base)))
    return 'vendor_not_accepted'
  const couldHave = losing.some(({ vendor, price }) => takes(pledge, vendor) && isEligible(claim.base, price))
  if (couldHave && winners.length >= lot.maxWinners) return 'winner_limit'
  return winners.length === 0 ? 'lot_not_awarded' : 'ceiling'
}

const costs = ({ unitPrice }: Winner) => unitPrice ?? 0n

export function hasRoom(facts: Facts, { lot, vendor, quantity }: Winner, more: number): boolean {
  const { maxQty } = facts.lots.get(lot)!.bidOf.get(vendor)!
  return maxQty === null || quantity + more <= maxQty
}

/** How the award looks to those in it: who would rather have another winner, who could still be served. */
export function countsOf(facts: Facts, outcome: Outcome) {
  const { winners, served } = outcome
  const winnersOf = Map.groupBy(winners, ({ lot }) => lot)
  const isServed = new Set(served.map(({ claim }) => claim))
  const envied = served.filter(({ claim, winner }) =>
    winnersOf
      .get(winner.lot)!
      .some((other) => takes(claim.pledge, other.vendor) && costs(other) < costs(winner)),
  ).length
  let [pledges, improvable] = [0, 0]
  for (const [id, { claims }] of facts.lots)
    for (const claim of claims) {
      pledges += 1
      const { buyer, pledge, base } = claim
      if (isServed.has(claim) || buyer.allOrNothing) continue
      const could = (winnersOf.get(id) ?? []).some(
        (winner) =>
          takes(pledge, winner.vendor) && costs(winner) <= BigInt(base) && hasRoom(facts, winner, pledge.qty),
      )
      if (could) improvable += 1
    }
  const units = served.reduce((sum, { row }) => sum + row[3], 0)
  return { pledges, served: served.length, units, envied, improvable }
}
