import type { Certificate } from '../certificate'
import { isDecidedByFixedPoints } from '../engine/fixed-point'
import { solveByFixedPoints, solveByRanks } from '../engine/solve'
import type { Instance, Scoring } from '../instance'
import { weighing } from '../scenarios/change'
import { qualityOf, type Score } from '../scoring/quality'

export type Winner = { vendor: string; unitPrice: bigint; quantity: number }

/** What was taken otherwise than it was. */
export type Change =
  | { kind: 'bid'; vendor: string }
  /** the price weighs so many points more, quality so many less */
  | { kind: 'weight'; points: number }
  | { kind: 'evaluator'; evaluatorId: string }

/** What would have been decided in a lot with one thing otherwise. */
export type Trial = {
  lot: string
  change: Change
  winners: Winner[]
  /** the same vendors win */
  isUnchanged: boolean
  /** how much less would be saved in this lot, fen; below zero: more */
  lost: bigint
}

/** The scores behind the quality of a scored lot. */
export type LotScore = Score & { lot: string; vendorId: string }

/** How many points are moved between price and quality, either way. */
const shift = 5

/**
 * How firmly the winners stand (award.md §8): every lot is decided anew with each bid left out in turn and, where it is
 * scored, with five points moved between price and quality and with each evaluator left out. Null where lots hang
 * together, so that one cannot be decided by itself.
 */
export function stabilityOf(
  instance: Instance,
  certificate: Certificate,
  scores: readonly LotScore[],
): Trial[] | null {
  if (!instance.scoring && !isDecidedByFixedPoints(instance)) return null
  return instance.lots.flatMap(({ id }) => {
    const lot = onlyLot(instance, id)
    const standing = decide(lot, certificate)
    const its = scores.filter((score) => score.lot === id)
    return changesOf(lot, its).map((change): Trial => {
      const { winners, saving } = decide(changed(lot, change, its), certificate)
      return {
        lot: id,
        change,
        winners,
        isUnchanged: namesOf(winners) === namesOf(standing.winners),
        lost: standing.saving - saving,
      }
    })
  })
}

function changesOf({ bids, scoring }: Instance, scores: readonly LotScore[]): Change[] {
  const removals = bids.map(({ vendor }): Change => ({ kind: 'bid', vendor }))
  const [scored] = scoring ?? []
  if (!scored) return removals
  const evaluators = [...new Set(scores.map(({ evaluatorId }) => evaluatorId))]
  return [
    ...removals,
    ...[shift, -shift]
      .filter((points) => scored.priceWeight + points >= 1 && scored.priceWeight + points <= 100)
      .map((points): Change => ({ kind: 'weight', points })),
    ...(evaluators.length > 1
      ? evaluators.map((evaluatorId): Change => ({ kind: 'evaluator', evaluatorId }))
      : []),
  ]
}

function changed(lot: Instance, change: Change, scores: readonly LotScore[]): Instance {
  switch (change.kind) {
    case 'bid':
      return { ...lot, bids: lot.bids.filter(({ vendor }) => vendor !== change.vendor) }
    case 'weight':
      return {
        ...lot,
        scoring: lot.scoring!.map((scored) => weighing(scored, scored.priceWeight + change.points)),
      }
    case 'evaluator': {
      const left = Map.groupBy(
        scores.filter(({ evaluatorId }) => evaluatorId !== change.evaluatorId),
        ({ vendorId }) => vendorId,
      )
      const quality = (scored: Scoring) =>
        Object.fromEntries(
          Object.keys(scored.quality).map((vendor) => [vendor, qualityOf(left.get(vendor) ?? [])]),
        )
      return { ...lot, scoring: lot.scoring!.map((scored) => ({ ...scored, quality: quality(scored) })) }
    }
  }
}

const namesOf = (winners: readonly Winner[]) => winners.map(({ vendor }) => vendor).join(' ')

/** A lot by itself: whoever wants others with it or none is taken to want it. */
function onlyLot(instance: Instance, lot: string): Instance {
  const buyers = instance.buyers.flatMap((buyer) => {
    const pledges = buyer.pledges.filter((pledge) => pledge.lot === lot)
    return pledges.length > 0 ? [{ ...buyer, pledges }] : []
  })
  return {
    ...instance,
    lots: instance.lots.filter(({ id }) => id === lot),
    bids: instance.bids.filter((bid) => bid.lot === lot),
    buyers,
    bundles: [],
    ...(instance.scoring && { scoring: instance.scoring.filter((scored) => scored.lot === lot) }),
  }
}

function decide(instance: Instance, { options }: Certificate) {
  const { winners, objective } = (instance.scoring ? solveByRanks : solveByFixedPoints)(instance, options)
  return {
    saving: BigInt(objective),
    winners: winners.map(({ vendor, unitPrice, quantity }) => ({
      vendor,
      quantity,
      unitPrice: BigInt(unitPrice),
    })),
  }
}
