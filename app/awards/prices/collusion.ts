/** One vendor's price curve in a lot; prices in fen, as plain numbers: these are statistics, not money. */
export type Offer = { vendorId: string; tiers: readonly { from: number; price: number }[] }

/** How prices of one lot at one volume lie together (procurement.md §10). */
export type Screen = {
  cv: number
  diffp: number
  rd: number | null
  spread: number
  flags: ('variance' | 'distance')[]
}

const pricesAtLeast = 4
const varianceFlag = 0.06
const distanceFlag = 1

/**
 * Look here, never a finding: CV = sd/mean, DIFFP = (b2 − b1)/b1, RD = (b2 − b1)/sd of the losing bids,
 * spread = (max − min)/min; sd with n − 1. Null below four prices.
 */
export function screen(prices: readonly number[]): Screen | null {
  return prices.length < pricesAtLeast ? null : screenOf(prices)
}

function screenOf(prices: readonly number[]): Screen {
  const rising = prices.toSorted((a, b) => a - b)
  const [lowest = 0, second = 0] = rising
  const losers = deviation(rising.slice(1))
  const cv = deviation(prices) / mean(prices)
  const rd = losers === 0 ? null : (second - lowest) / losers
  const isEven = cv <= varianceFlag
  const isApart = isEven && rd !== null && rd >= distanceFlag
  return {
    cv,
    diffp: (second - lowest) / lowest,
    rd,
    spread: (rising.at(-1)! - lowest) / lowest,
    flags: [...(isEven ? ['variance' as const] : []), ...(isApart ? ['distance' as const] : [])],
  }
}

/** The price of all units at a volume; null when the vendor does not sell so few. */
export const priceAt = ({ tiers }: Offer, volume: number) =>
  tiers.findLast(({ from }) => from <= volume)?.price ?? null

/** The screens of a lot at each of its common volumes: the frozen demand and every published step. */
export function screenLot(
  offers: readonly Offer[],
  volumes: readonly number[],
): { volume: number; screen: Screen }[] {
  return volumes.flatMap((volume) => {
    const made = screen(offers.map((offer) => priceAt(offer, volume)).filter((price) => price !== null))
    return made ? [{ volume, screen: made }] : []
  })
}

/** Groups of three or four vendors whose prices lie closer than the flag allows, closest first. */
export function closeGroups(prices: ReadonlyMap<string, number>): { vendors: string[]; cv: number }[] {
  const vendors = [...prices.keys()].toSorted()
  return [3, 4]
    .filter((size) => size < vendors.length)
    .flatMap((size) => subsets(vendors, size))
    .map((group) => ({ vendors: group, cv: screenOf(group.map((vendorId) => prices.get(vendorId)!)).cv }))
    .filter(({ cv }) => cv <= varianceFlag)
    .toSorted((a, b) => a.cv - b.cv)
}

export type Likeness = { vendors: [string, string]; likeness: 'breakpoints' | 'discounts' }

/** Pairs whose curves break at the same volumes, or fall in the same proportions. */
export function likeCurves(offers: readonly Offer[]): Likeness[] {
  return subsets(
    offers.toSorted((a, b) => (a.vendorId < b.vendorId ? -1 : 1)),
    2,
  ).flatMap(([a, b]) => {
    const pair: [string, string] = [a!.vendorId, b!.vendorId]
    const found: Likeness[] = []
    if (hasEqualBreakpoints(a!, b!)) found.push({ vendors: pair, likeness: 'breakpoints' })
    if (hasEqualDiscounts(a!, b!)) found.push({ vendors: pair, likeness: 'discounts' })
    return found
  })
}

// One step alone is no curve, and everybody begins somewhere.
const hasEqualBreakpoints = (a: Offer, b: Offer) =>
  a.tiers.length > 1 &&
  a.tiers.length === b.tiers.length &&
  a.tiers.every(({ from }, at) => from === b.tiers[at]!.from)

function hasEqualDiscounts(a: Offer, b: Offer): boolean {
  if (a.tiers.length < 2 || a.tiers.length !== b.tiers.length) return false
  const isFlat = a.tiers.every(({ price }) => price === a.tiers[0]!.price)
  return (
    !isFlat &&
    a.tiers.every(({ price }, at) => price * b.tiers[0]!.price === b.tiers[at]!.price * a.tiers[0]!.price)
  )
}

export type PastLot = { winnerId: string; bidderIds: readonly string[]; closedAt: Date }

/**
 * Vendors who win in turn: always the same bidders, each winning once before any wins again. Null below so many
 * lots that chance would do it.
 */
export function rotation(lots: readonly PastLot[], atLeast = 6): string[] | null {
  const turns = lots
    .toSorted((a, b) => a.closedAt.getTime() - b.closedAt.getTime())
    .map(({ winnerId }) => winnerId)
  const circle = [...new Set(turns)]
  if (turns.length < atLeast || circle.length < 2) return null
  const isSame = lots.every(({ bidderIds }) => circle.every((vendorId) => bidderIds.includes(vendorId)))
  return isSame && turns.every((vendorId, at) => vendorId === circle[at % circle.length]) ? circle : null
}

/**
 * Vendors who leave each other alone: both have won at least so many of these lots, and neither ever bid where the
 * other won.
 */
export function avoidingPairs(lots: readonly PastLot[], atLeast = 3): [string, string][] {
  const wonBy = Map.groupBy(lots, ({ winnerId }) => winnerId)
  const often = [...wonBy].filter(([, won]) => won.length >= atLeast).map(([vendorId]) => vendorId)
  const stays = (away: string, from: string) =>
    wonBy.get(from)!.every(({ bidderIds }) => !bidderIds.includes(away))
  return subsets(often.toSorted(), 2)
    .map(([a, b]): [string, string] => [a!, b!])
    .filter(([a, b]) => stays(a, b) && stays(b, a))
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

function deviation(values: readonly number[]): number {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}

function subsets<Thing>(things: readonly Thing[], size: number): Thing[][] {
  if (size === 0) return [[]]
  return things.flatMap((first, at) =>
    subsets(things.slice(at + 1), size - 1).map((rest) => [first, ...rest]),
  )
}
