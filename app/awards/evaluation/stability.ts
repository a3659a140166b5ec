import type { Certificate } from '../certificate'
import { isDecidedByFixedPoints } from '../engine/fixed-point'
import { solveByFixedPoints } from '../engine/solve'
import type { Instance } from '../instance'

export type Winner = { vendor: string; unitPrice: bigint; quantity: number }

/** What would have been decided in a lot had one of its bids not been made. */
export type Removal = {
  lot: string
  vendor: string
  winners: Winner[]
  /** the same vendors win */
  isUnchanged: boolean
  /** how much less would be saved in this lot, fen; below zero: more */
  lost: bigint
}

/**
 * How firmly the winners stand (award.md §8): every bid is left out in turn and its lot decided anew. Null where lots
 * hang together, so that one cannot be decided by itself.
 */
export function removalsOf(instance: Instance, certificate: Certificate): Removal[] | null {
  if (!isDecidedByFixedPoints(instance)) return null
  return instance.lots.flatMap(({ id }) => {
    const lot = onlyLot(instance, id)
    const standing = decide(lot, certificate)
    return lot.bids.map(({ vendor }): Removal => {
      const without = decide({ ...lot, bids: lot.bids.filter((bid) => bid.vendor !== vendor) }, certificate)
      return {
        lot: id,
        vendor,
        winners: without.winners,
        isUnchanged: namesOf(without.winners) === namesOf(standing.winners),
        lost: standing.saving - without.saving,
      }
    })
  })
}

const namesOf = (winners: readonly Winner[]) => winners.map(({ vendor }) => vendor).join(' ')

function onlyLot(instance: Instance, lot: string): Instance {
  const buyers = instance.buyers.flatMap((buyer) => {
    const pledges = buyer.pledges.filter((pledge) => pledge.lot === lot)
    return pledges.length > 0 ? { ...buyer, pledges } : []
  })
  const [lots, bids] = [
    instance.lots.filter(({ id }) => id === lot),
    instance.bids.filter((bid) => bid.lot === lot),
  ]
  return { ...instance, lots, bids, buyers, bundles: [] }
}

function decide(instance: Instance, { options }: Certificate) {
  const { winners, objective } = solveByFixedPoints(instance, options)
  return {
    saving: BigInt(objective),
    winners: winners.map(({ vendor, unitPrice, quantity }) => ({
      vendor,
      quantity,
      unitPrice: BigInt(unitPrice),
    })),
  }
}
