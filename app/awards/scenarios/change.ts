import type { Instance, Scoring } from '../instance'
import { reweighed } from '../scoring/quality'

/** What a scenario changes of the facts that were decided on; everything left out stays as it is. */
export type Scenario = {
  /** how many may win, in one lot or in all */
  winners?: { lot: string | null; most: 1 | 2 | 3 }
  withoutVendor?: string
  withoutLot?: string
  /** whether nobody may pay more than alone */
  noWorseOff?: boolean
  /** points of a hundred, where lots are scored */
  priceWeight?: number
}

/** Why this scenario is not computed; null when it is. */
export function whyNotAsk(scenario: Scenario, base: Instance, asked: readonly Scenario[]) {
  if (Object.keys(scenario).length === 0) return 'scenario-empty'
  const { winners, withoutVendor, withoutLot, priceWeight } = scenario
  const knowsLot = (lot: string | null | undefined) =>
    lot === null || lot === undefined || base.lots.some(({ id }) => id === lot)
  if (!knowsLot(winners?.lot) || !knowsLot(withoutLot)) return 'scenario-unknown'
  if (withoutVendor && !base.vendors.some(({ id }) => id === withoutVendor)) return 'scenario-unknown'
  if (withoutLot && base.lots.length === 1) return 'scenario-no-lot'
  if (priceWeight !== undefined && !base.scoring) return 'scenario-not-scored'
  if (JSON.stringify(changed(base, scenario)) === JSON.stringify(base)) return 'scenario-same'
  return asked.some((other) => JSON.stringify(other) === JSON.stringify(scenario)) ? 'scenario-asked' : null
}

/** The facts as the scenario has them; the base is left as it is. */
export function changed(base: Instance, scenario: Scenario): Instance {
  const { winners, withoutVendor, withoutLot, noWorseOff, priceWeight } = scenario
  const stays = (lot: string) => lot !== withoutLot
  const bids = base.bids.filter(({ vendor, lot }) => vendor !== withoutVendor && stays(lot))
  const isBid = (vendor: string, lot: string) => bids.some((bid) => bid.vendor === vendor && bid.lot === lot)
  return {
    ...base,
    ...(noWorseOff !== undefined && { options: { ...base.options, noWorseOff } }),
    lots: base.lots
      .filter(({ id }) => stays(id))
      .map((lot) =>
        winners && (winners.lot === null || winners.lot === lot.id)
          ? { ...lot, maxWinners: winners.most }
          : lot,
      ),
    buyers: base.buyers.flatMap((buyer) => {
      const pledges = buyer.pledges.filter(({ lot }) => stays(lot))
      return pledges.length > 0 ? [{ ...buyer, pledges }] : []
    }),
    bids,
    bundles: base.bundles.filter(({ vendor, lots }) => lots.every((lot) => isBid(vendor, lot))),
    ...(base.scoring && {
      scoring: base.scoring
        .filter(({ lot }) => stays(lot))
        .map((scored) => (priceWeight === undefined ? scored : weighing(scored, priceWeight))),
    }),
  }
}

/** A scored lot where the price weighs other points of the hundred, and quality what is left of them. */
export function weighing(scored: Scoring, priceWeight: number): Scoring {
  const quality = Object.entries(scored.quality).map(([vendor, points]): [string, number] => [
    vendor,
    reweighed(points, scored.priceWeight, priceWeight),
  ])
  return { ...scored, priceWeight, quality: Object.fromEntries(quality) }
}
