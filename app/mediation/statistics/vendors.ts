import { publish, publishShare } from './suppression'

/** What of a vendor's cases that ended in the twelve months up to a quarter is counted: those in which it was claimed against. */
export type VendorCounts = {
  vendorId: string
  closed: number
  /** orders that it confirmed in the same months */
  orders: number
  answered: number
  medianDays: number | null
  settled: number
  kept: number
}

export const vendorFigures = ['closed', 'disputed', 'median_days', 'kept'] as const
export type VendorFigure = (typeof vendorFigures)[number]

/** What is told of one vendor; null prints as `< 5`. */
export type VendorTold = { vendorId: string; figures: Record<VendorFigure, number | null> }

/**
 * Of a vendor nothing is told before five of its cases have ended, not even that there were any; and where it is the only
 * one of which nothing would be told, nothing is told of the next smallest either. Shares are whole percent.
 */
export function toldOfVendors(vendors: readonly VendorCounts[]): VendorTold[] {
  const { cells } = publish(Object.fromEntries(vendors.map(({ vendorId, closed }) => [vendorId, closed])))
  return vendors
    .filter(({ vendorId }) => cells[vendorId] !== null)
    .map(({ vendorId, closed, orders, answered, medianDays, settled, kept }) => ({
      vendorId,
      figures: {
        closed,
        disputed: publishShare(closed, orders),
        median_days: publishShare(answered, answered) === null ? null : medianDays,
        kept: publishShare(kept, settled),
      },
    }))
}
