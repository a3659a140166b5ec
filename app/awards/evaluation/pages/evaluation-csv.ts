import type { LoaderFunctionArgs } from '@remix-run/node'
import { findShownRound } from '~/bids/queries.server'
import { type Locale, nameIn } from '~/kernel/locale'
import { formatPoints } from '~/design/format'
import { toDecimal } from '~/kernel/money'
import { awards as en } from '~/texts/en/awards'
import { bids as bidsEn } from '~/texts/en/bids'
import { inLanguage } from '~/texts/spoken'
import { awards as zh } from '~/texts/zh/awards'
import { bids as bidsZh } from '~/texts/zh/bids'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { type ComparedBid, type ComparedLot, findEvaluation } from '../queries.server'

export const handle = page({ access: 'evaluation.read', title: 'awards.evaluation' })

/** The matrix that the page shows, a line per bid; amounts in yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const { lots } = found(await findEvaluation(db, round, url.searchParams.get('matrix')))
  const { csv } = inLanguage(actor.locale, zh, en).evaluation
  const states = inLanguage(actor.locale, bidsZh, bidsEn).state
  const lines = lots.flatMap((lot) =>
    lot.bids.map((bid) => cellsOf(actor.locale, lot, bid, states[bid.state])),
  )
  return csvFile(`${round.number} ${csv.name}.csv`, csv.head, lines)
}

const cellsOf = (locale: Locale, lot: ComparedLot, bid: ComparedBid, state: string) => [
  lot.code,
  nameIn(locale, bid.vendor, bid.vendorEn),
  [nameIn(locale, bid.productZh, bid.productEn), nameIn(locale, bid.edition, bid.editionEn)]
    .filter(Boolean)
    .join(' '),
  state,
  bid.reason,
  toDecimal(lot.referencePrice),
  lot.demand,
  bid.minQty,
  bid.maxQty,
  bid.tiers.map(({ from, price }) => `${from}: ${toDecimal(BigInt(price))}`).join('; '),
  bid.prices.map(({ volume, price }) => `${volume}: ${price === null ? '-' : toDecimal(price)}`).join('; '),
  bid.alone?.quantity,
  bid.alone && toDecimal(BigInt(bid.alone.price)),
  bid.effectivePrice === null ? null : toDecimal(bid.effectivePrice),
  bid.alone && toDecimal(bid.alone.saving),
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
