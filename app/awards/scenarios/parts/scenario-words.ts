import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { useAwardTexts } from '../../parts/texts'
import type { Scenario } from '../change'
import type { Scenarios } from '../queries.server'

/** What a scenario changes, in words, one phrase per change. */
export function useChangeWords(vendors: Scenarios['vendors']) {
  const { change } = useAwardTexts().scenarios
  const format = useFormat()
  const nameOf = useVendorName(vendors)
  return ({ winners, withoutVendor, withoutLot, noWorseOff, priceWeight }: Scenario): string[] => [
    ...(winners ? [change.winners(winners.lot, format.number(winners.most))] : []),
    ...(withoutVendor ? [change.withoutVendor(nameOf(withoutVendor))] : []),
    ...(withoutLot ? [change.withoutLot(withoutLot)] : []),
    ...(noWorseOff === undefined ? [] : [change.rule[noWorseOff ? 'on' : 'off']]),
    ...(priceWeight === undefined ? [] : [change.priceWeight(format.number(priceWeight))]),
  ]
}

export function useVendorName(vendors: Scenarios['vendors']) {
  const named = useNamed()
  return (id: string) => {
    const vendor = vendors.find((each) => each.id === id)
    return vendor ? named(vendor.name, vendor.nameEn) : id
  }
}
