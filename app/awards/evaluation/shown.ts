import type { Trial, Winner } from './stability'

export type ShownTrial = Omit<Trial, 'winners' | 'lost'> & {
  winners: (Pick<Winner, 'vendor'> & { unitPrice: bigint | null; quantity: number | null })[]
  lost: bigint | null
}

/**
 * A trial as a member of the round is told it (procurement.md §5): a vendor that it is not shown has a number in its
 * place, without price, and no volume stands in it.
 */
export function shownTrials(trials: readonly Trial[], lot: { code: string; vendors: ReadonlySet<string> }) {
  const its = trials.filter((trial) => trial.lot === lot.code)
  const hidden = its.flatMap(({ change }) =>
    change.kind === 'bid' && !lot.vendors.has(change.vendor) ? change.vendor : [],
  )
  const nameOf = (vendor: string) => (lot.vendors.has(vendor) ? vendor : String(hidden.indexOf(vendor) + 1))
  return its.map(({ change, winners, ...trial }): ShownTrial => ({
    ...trial,
    change: change.kind === 'bid' ? { ...change, vendor: nameOf(change.vendor) } : change,
    winners: winners.map(({ vendor, unitPrice }) => ({
      vendor: nameOf(vendor),
      unitPrice: lot.vendors.has(vendor) ? unitPrice : null,
      quantity: null,
    })),
    lost: winners.every(({ vendor }) => lot.vendors.has(vendor)) ? trial.lost : null,
  }))
}
