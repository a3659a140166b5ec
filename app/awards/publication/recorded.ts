import type { RecordedLot } from '../prices/red-flags'
import type { Json } from './json'
import type { Release } from './release'

type Loose = { [key: string]: Json | undefined }
const listOf = (value: Json | undefined) => (Array.isArray(value) ? (value as Loose[]) : [])
const within = (value: Json | undefined) => (value ?? {}) as Loose

/** The lots of a purchase with their bids and winners, read out of its compiled release; those without an award are left out. */
export function recordedLots(compiled: Release): RecordedLot[] {
  const tender = within(compiled.tender)
  const awards = listOf(compiled.awards).filter(({ status }) => status === 'active')
  const details = listOf(within(compiled.bids).details)
  const isAbout = (its: Loose, lot: string) => ((its.relatedLots ?? []) as string[]).includes(lot)
  return listOf(tender.lots).flatMap((lot) => {
    const id = String(lot.id)
    const own = awards.filter((award) => isAbout(award, id))
    if (own.length === 0) return []
    const volume = own.reduce((sum, award) => sum + Number(listOf(award.items)[0]?.quantity ?? 0), 0)
    const criteria = listOf(within(lot.awardCriteria).criteria)
    return {
      ocid: compiled.ocid,
      lot: id,
      isPriceOnly: criteria.every(({ type }) => type === 'price'),
      winners: own.flatMap(({ suppliers }) => listOf(suppliers).map((supplier) => String(supplier.id))),
      bids: details
        .filter((bid) => isAbout(bid, id))
        .map((bid) => ({
          tenderer: String(listOf(bid.tenderers)[0]?.id),
          isValid: bid.status === 'valid',
          price: priceAt(listOf(bid.priceTiers), volume),
        })),
    }
  })
}

function priceAt(tiers: readonly Loose[], volume: number): number | null {
  const reached = tiers
    .filter(({ minimumQuantity }) => Number(minimumQuantity) <= volume)
    .toSorted((a, b) => Number(a.minimumQuantity) - Number(b.minimumQuantity))
  const last = reached.at(-1)
  return last ? Number(within(last.unitValue).amount) : null
}
