/** What something cost from a day on: by its reference price, by an award, or by a deeper tier that late joins reached. */
export type Price = {
  id: string
  kind: 'reference' | 'award' | 'tier'
  at: Date
  /** of a reference price that has ended */
  until: Date | null
  /** fen */
  unitPrice: bigint
  quantity: number | null
  source: string | null
  sourceNote: string | null
  editionId: string
  edition: string
  editionEn: string
  productZh: string
  productEn: string
  slug: string
  term: string
  termMonths: number | null
  roundId: string | null
  roundNumber: string | null
  lot: string | null
}

export type Group = {
  key: string
  editionId: string | null
  term: string
  termMonths: number | null
  prices: Price[]
}

/**
 * Prices that may be compared: of one term, and of one edition unless the whole class is asked for. The group with
 * most awards comes first.
 */
export function groupsOf(prices: readonly Price[], whole: 'product' | 'class'): Group[] {
  const groups = new Map<string, Group>()
  for (const price of prices) {
    const editionId = whole === 'product' ? price.editionId : null
    const key = [...(editionId ? [editionId] : []), price.term, price.termMonths ?? 0].join('_')
    const group = groups.get(key) ?? {
      key,
      editionId,
      term: price.term,
      termMonths: price.termMonths,
      prices: [],
    }
    group.prices.push(price)
    groups.set(key, group)
  }
  const awards = ({ prices: its }: Group) => its.filter(({ kind }) => kind !== 'reference').length
  return [...groups.values()].toSorted((a, b) => awards(b) - awards(a) || b.prices.length - a.prices.length)
}

type Point = { at: Date; value: number }

/** The lowest reference price in force, day by day, up to now: a step wherever it changes. */
export function referenceLine(prices: readonly Price[], now: Date): Point[] {
  const references = prices.filter(({ kind, at }) => kind === 'reference' && at <= now)
  const changes = references.flatMap(({ at, until }) => [at, ...(until && until < now ? [until] : [])])
  const days = [...new Set([...changes.map(Number), Number(now)])].toSorted((a, b) => a - b)
  return days.flatMap((day) => {
    const inForce = references.filter(({ at, until }) => Number(at) <= day && (!until || Number(until) > day))
    return inForce.length === 0 ? [] : [{ at: new Date(day), value: Math.min(...inForce.map(({ unitPrice }) => Number(unitPrice))) }] // oxfmt-ignore
  })
}

/** What group purchases paid, from each award to the next, up to now. */
export function awardLine(prices: readonly Price[], now: Date): Point[] {
  const paid = prices
    .filter(({ kind, at }) => kind !== 'reference' && at <= now)
    .toSorted((a, b) => Number(a.at) - Number(b.at))
    .map(({ at, unitPrice }) => ({ at, value: Number(unitPrice) }))
  const last = paid.at(-1)
  return last ? [...paid, { at: now, value: last.value }] : []
}

/** The newest group price beside the lowest reference price of its day; null without both. */
export function newestSaving(prices: readonly Price[], now: Date): { before: bigint; after: bigint } | null {
  const newest = prices
    .filter(({ kind, at }) => kind !== 'reference' && at <= now)
    .toSorted((a, b) => Number(b.at) - Number(a.at))[0]
  const reference = newest && referenceLine(prices, newest.at).at(-1)
  return newest && reference ? { before: BigInt(reference.value), after: newest.unitPrice } : null
}
