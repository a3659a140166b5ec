import { formatPoints } from '~/design/format'
import { type Locale, nameIn } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import { awards as en } from '~/texts/en/awards'
import { bids as bidsEn } from '~/texts/en/bids'
import { inLanguage } from '~/texts/spoken'
import { awards as zh } from '~/texts/zh/awards'
import { bids as bidsZh } from '~/texts/zh/bids'
import type { ShownBid, ShownLot } from './shown.server'

/** Bids beside each other as the lines of a file, one each; amounts in yuan, and nothing where the reader is not told. */
export function matrixLines(locale: Locale, lots: readonly ShownLot[]) {
  const { csv } = inLanguage(locale, zh, en).evaluation
  const states = inLanguage(locale, bidsZh, bidsEn).state
  const lines = lots.flatMap((lot) => lot.bids.map((bid) => cellsOf(locale, lot, bid, states[bid.state])))
  return { ...csv, lines }
}

const cellsOf = (locale: Locale, lot: ShownLot, bid: ShownBid, state: string) => [
  lot.code,
  nameIn(locale, bid.vendor, bid.vendorEn),
  [nameIn(locale, bid.productZh, bid.productEn), nameIn(locale, bid.edition, bid.editionEn)]
    .filter(Boolean)
    .join(' '),
  state,
  bid.reason,
  toDecimal(lot.referencePrice),
  lot.demand || null,
  bid.minQty,
  bid.maxQty,
  bid.tiers.map(({ from, price }) => `${from}: ${toDecimal(BigInt(price))}`).join('; '),
  bid.prices.map(({ volume, price }) => `${volume}: ${price === null ? '-' : toDecimal(price)}`).join('; '),
  bid.alone?.quantity,
  bid.alone && toDecimal(BigInt(bid.alone.price)),
  bid.effectivePrice === null ? null : toDecimal(bid.effectivePrice),
  bid.alone?.saving == null ? null : toDecimal(bid.alone.saving),
  bid.won?.quantity,
  bid.won && toDecimal(bid.won.unitPrice),
  bid.won?.pledges,
  pointsOf(bid.scored?.ranked?.price),
  pointsOf(bid.scored?.quality),
  pointsOf(bid.scored?.ranked?.total),
  bid.scored?.ranked?.rank,
]

const pointsOf = (hundredths: number | null | undefined) =>
  hundredths == null ? null : formatPoints(hundredths)
