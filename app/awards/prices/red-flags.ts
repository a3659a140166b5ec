/** A lot as the open data tells it, once its award is published. */
export type RecordedLot = {
  ocid: string
  lot: string
  /** decided by the price alone */
  isPriceOnly: boolean
  winners: readonly string[]
  /** `price`: per unit at the awarded volume, null where it was never opened */
  bids: readonly { tenderer: string; isValid: boolean; price: number | null }[]
}

export type RedFlag =
  | { code: 'R024' | 'R035' | 'R036' | 'R058'; ocid: string; lot: string; value: number }
  | { code: 'R025' | 'R038'; tenderer: string; value: number }

/** Outliers among fewer are chance. */
export const outliersAtLeast = 8

/**
 * Indicators of the Open Contracting Partnership's Cardinal over everything that is published: look here, never a
 * finding. R024 second price close to the winner's, R058 far from it; R025 bids much and wins little; R035 all others
 * disqualified; R036 the lowest disqualified; R038 often disqualified. Fences are quartiles ± 1.5 times their distance.
 */
export function redFlags(lots: readonly RecordedLot[]): RedFlag[] {
  return [...priceDistances(lots), ...lots.flatMap(disqualifications), ...tenderers(lots)]
}

function priceDistances(lots: readonly RecordedLot[]): RedFlag[] {
  const distances = lots.flatMap((lot) => {
    const value = distanceOf(lot)
    return value === null ? [] : [{ ocid: lot.ocid, lot: lot.lot, value }]
  })
  const fences = fencesOf(distances.map(({ value }) => value))
  if (!fences) return []
  return distances.flatMap(({ value, ...lot }): RedFlag[] =>
    fences.isLow(value)
      ? [{ code: 'R024', ...lot, value }]
      : fences.isHigh(value)
        ? [{ code: 'R058', ...lot, value }]
        : [],
  )
}

/** How far the second lowest lies above the winner, where one winner is the lowest. */
function distanceOf({ winners, bids, isPriceOnly }: RecordedLot): number | null {
  if (!isPriceOnly || winners.length !== 1) return null
  const [lowest, second] = bids
    .flatMap(({ tenderer, isValid, price }) => (isValid && price !== null ? [{ tenderer, price }] : []))
    .toSorted((a, b) => a.price - b.price)
  if (!lowest || !second || lowest.tenderer !== winners[0]) return null
  return (second.price - lowest.price) / lowest.price
}

function disqualifications({ ocid, lot, winners, bids, isPriceOnly }: RecordedLot): RedFlag[] {
  const valid = new Set(bids.filter(({ isValid }) => isValid).map(({ tenderer }) => tenderer))
  const out = new Set(
    bids.filter((bid) => !bid.isValid && !valid.has(bid.tenderer)).map((bid) => bid.tenderer),
  )
  const [only] = valid
  const isLeftAlone = valid.size === 1 && winners.length > 0 && winners.every((winner) => winner === only)
  const [lowest] = bids
    .flatMap(({ isValid, price }) => (price === null ? [] : [{ isValid, price }]))
    .toSorted((a, b) => a.price - b.price)
  return [
    ...(isLeftAlone && out.size > 0 ? [{ code: 'R035' as const, ocid, lot, value: out.size }] : []),
    ...(isPriceOnly && lowest && !lowest.isValid ? [{ code: 'R036' as const, ocid, lot, value: 1 }] : []),
  ]
}

function tenderers(lots: readonly RecordedLot[]): RedFlag[] {
  const records = new Map<string, { valid: number; out: number; won: number }>()
  for (const { bids, winners } of lots)
    for (const { tenderer, isValid } of bids) {
      const { valid, out, won } = records.get(tenderer) ?? { valid: 0, out: 0, won: 0 }
      records.set(tenderer, {
        valid: valid + Number(isValid),
        out: out + Number(!isValid),
        won: won + Number(isValid && winners.includes(tenderer)),
      })
    }
  const all = [...records].map(([tenderer, record]) => ({ tenderer, ...record }))
  const bidding = all.filter(({ valid }) => valid > 0)
  const busy = fencesOf(bidding.map(({ valid }) => valid))?.upperQuartile ?? Infinity
  const winning = fencesOf(bidding.map(({ valid, won }) => won / valid))
  const judged = all.filter(({ valid, out }) => valid + out >= 2)
  const losing = fencesOf(judged.map(({ valid, out }) => out / (valid + out)))
  return [
    ...bidding
      .filter(({ valid, won }) => winning !== null && valid >= busy && winning.isLow(won / valid))
      .map(({ tenderer, valid, won }) => ({ code: 'R025' as const, tenderer, value: won / valid })),
    ...judged
      .filter(({ valid, out }) => losing !== null && losing.isHigh(out / (valid + out)))
      .map(({ tenderer, valid, out }) => ({ code: 'R038' as const, tenderer, value: out / (valid + out) })),
  ]
}

/** Null below so many values that an outlier means nothing; where most are equal only what differs lies outside. */
function fencesOf(values: readonly number[]) {
  if (values.length < outliersAtLeast) return null
  const rising = values.toSorted((a, b) => a - b)
  const [lower, upper] = [quantile(rising, 0.25), quantile(rising, 0.75)]
  const reach = 1.5 * (upper - lower)
  return {
    isLow: (value: number) => value <= lower - reach && value < lower,
    isHigh: (value: number) => value >= upper + reach && value > upper,
    upperQuartile: upper,
  }
}

function quantile(rising: readonly number[], share: number): number {
  const place = (rising.length - 1) * share
  const below = rising[Math.floor(place)]!
  return below + (rising[Math.ceil(place)]! - below) * (place - Math.floor(place))
}
