import type { ReactNode } from 'react'
import { BidChip, useReason } from '~/bids/parts/bid-chip'
import { useVolume } from '~/bids/parts/lot-facts'
import { TierCurves } from '~/design/charts/tier-curves'
import { useFormat } from '~/design/format'
import { Matrix } from '~/design/matrix'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import { useAwardTexts } from '../../parts/texts'
import { PointsOf } from '../../scoring/parts/points-of'
import type { Evaluation } from '../queries.server'
import type { ShownBid, ShownLot } from '../shown.server'

type Line = { key: string; head: ReactNode; cell: (bid: ShownBid) => ReactNode; group?: string }

type LotMatrixProps = {
  lot: ShownLot
  sheets: Evaluation['sheets']
  mayAsk: boolean
  isComputed: boolean
  /** read by those who judge: volumes that members of the round are not told stand in it */
  exact: boolean
}

/** The bids of one lot, a column each: what is offered, at which price for which volume, and what was made of it. */
export function LotMatrix({ lot, sheets, mayAsk, isComputed, exact }: LotMatrixProps) {
  const texts = useAwardTexts().evaluation
  const awarded = useAwarded(exact)
  const named = useNamed()
  const lines = [
    ...useOffer(mayAsk),
    ...useVolumes(lot),
    ...useAlone(exact),
    ...useScores(lot, sheets),
    ...(isComputed ? awarded : []),
  ]
  return (
    <Matrix
      caption={texts.matrix(lot.code)}
      corner={texts.criterion}
      whole
      columns={lot.bids.map(({ id, vendor, vendorEn }) => ({
        key: id,
        head: (
          <span className="inline-block min-w-32 font-semibold whitespace-normal text-ink">
            {named(vendor, vendorEn)}
          </span>
        ),
      }))}
      rows={lines.map(({ key, head, cell, group }) => ({
        key,
        head,
        cells: lot.bids.map(cell),
        ...(group && { group }),
      }))}
    />
  )
}

const none = <span className="text-ink-soft">–</span>

function useOffer(mayAsk: boolean): Line[] {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const reasonOf = useReason()
  const named = useNamed()
  return [
    {
      key: 'product',
      head: texts.product,
      cell: (bid) => (
        <span className="whitespace-normal">
          {[named(bid.productZh, bid.productEn), named(bid.edition, bid.editionEn)]
            .filter(Boolean)
            .join(' ') || none}
        </span>
      ),
    },
    {
      key: 'state',
      head: texts.eligibility,
      cell: (bid) => (
        <span className="inline-flex flex-col items-end gap-0.5 py-1">
          <BidChip state={bid.state} />
          {bid.reason && (
            <span className="max-w-56 text-sm text-balance text-ink-soft">{reasonOf(bid.reason)}</span>
          )}
          {bid.state === 'priced' && !bid.isCandidate && (
            <span className="text-sm text-ink-soft">{texts.sameBrand}</span>
          )}
          {bid.asked && mayAsk && (
            <TextLink to={`/bids/${bid.id}/inquiry`} className="text-sm">
              {bid.inquiry === null ? texts.asked : bid.inquiry ? texts.explained : texts.notExplained}
            </TextLink>
          )}
        </span>
      ),
    },
    {
      key: 'capacity',
      head: texts.capacity,
      cell: ({ minQty, maxQty, tiers }) =>
        tiers.length === 0
          ? none
          : texts.range(
              format.number(Math.max(1, minQty ?? 0)),
              maxQty === null ? texts.unlimited : format.number(maxQty),
            ),
    },
    {
      key: 'tiers',
      head: texts.tiers,
      cell: ({ tiers }) =>
        tiers.length === 0 ? (
          <span className="text-ink-soft">{texts.unopened}</span>
        ) : (
          <span className="inline-grid grid-cols-[auto_auto] gap-x-3 py-1">
            {tiers.map(({ from, price }) => (
              <span key={from} className="contents">
                <span className="text-ink-soft">{texts.from(format.number(from))}</span>
                <Money fen={BigInt(price)} />
              </span>
            ))}
          </span>
        ),
    },
  ]
}

function useVolumes({ volumes, demand, bids }: ShownLot): Line[] {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  return volumes.map((volume, at) => {
    const prices = bids.flatMap((bid) => bid.prices[at]?.price ?? [])
    const lowest = prices.reduce<bigint | null>(
      (least, price) => (least === null || price < least ? price : least),
      null,
    )
    return {
      key: `volume ${volume}`,
      head: (
        <>
          {texts.volume(format.number(volume))}
          {volume === demand && <span className="block text-sm text-ink-soft">{texts.isDemand}</span>}
        </>
      ),
      cell: ({ prices: its }) => {
        const price = its[at]!.price
        return price === null ? (
          none
        ) : (
          <Money fen={price} className={price === lowest ? 'font-semibold' : ''} />
        )
      },
      ...(at === 0 && { group: texts.byVolume }),
    }
  })
}

function useAlone(exact: boolean): Line[] {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const price: Line = {
    key: 'alone price',
    head: texts.clearedPrice,
    cell: ({ alone }) => (alone ? <Money fen={BigInt(alone.price)} /> : none),
  }
  const effective: Line = {
    key: 'effective price',
    head: texts.effectivePrice,
    cell: ({ effectivePrice, isCandidate }) =>
      isCandidate && effectivePrice !== null ? <Money fen={effectivePrice} /> : none,
  }
  if (!exact) return [{ ...price, group: texts.byItself }, effective]
  return [
    {
      key: 'alone quantity',
      head: texts.clearedVolume,
      cell: ({ alone }) => (alone?.quantity == null ? none : format.number(alone.quantity)),
      group: texts.byItself,
    },
    price,
    effective,
    {
      key: 'alone saving',
      head: texts.saving,
      cell: ({ alone }) => (alone?.saving == null ? none : <Money fen={alone.saving} />),
    },
  ]
}

/** Where bids are scored: every evaluator's points, and what price and quality come to. */
function useScores({ bids }: ShownLot, sheets: Evaluation['sheets']): Line[] {
  const { evaluation: texts, scoring } = useAwardTexts()
  const format = useFormat()
  const nameOf = new Map(sheets.map(({ personId, name }) => [personId, name]))
  const criteria = bids.find(({ scored }) => scored)?.scored?.criteria ?? []
  if (criteria.length === 0) return []
  const points = (value: number | null | undefined, strong = '') =>
    value == null ? none : <span className={strong}>{format.points(value)}</span>
  return [
    ...criteria.map(({ criterion, name, weight }, at): Line => ({
      key: `criterion ${criterion}`,
      head: (
        <>
          {name}
          <span className="block text-sm text-ink-soft">{scoring.most(format.number(weight))}</span>
        </>
      ),
      cell: ({ scored }) => {
        const its = scored?.criteria[at]
        return its ? <PointsOf mean={its.mean} given={its.given} nameOf={nameOf} /> : none
      },
      ...(at === 0 && { group: texts.scores }),
    })),
    {
      key: 'quality',
      head: texts.qualityPoints,
      cell: ({ scored }) => points(scored?.quality, 'font-semibold'),
    },
    { key: 'price points', head: texts.pricePoints, cell: ({ scored }) => points(scored?.ranked?.price) },
    {
      key: 'total',
      head: texts.total,
      cell: ({ scored }) => points(scored?.ranked?.total, 'font-semibold'),
    },
    {
      key: 'rank',
      head: texts.rank,
      cell: ({ scored }) => (scored?.ranked ? format.number(scored.ranked.rank) : none),
    },
  ]
}

function useAwarded(exact: boolean): Line[] {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  return [
    {
      key: 'won price',
      head: texts.wonPrice,
      cell: ({ won }) => (won ? <Money fen={won.unitPrice} className="font-semibold" /> : none),
      group: texts.awarded,
    },
    {
      key: 'won quantity',
      head: texts.wonVolume,
      cell: ({ won }) => (won ? format.number(won.quantity) : none),
    },
    ...(exact
      ? [
          {
            key: 'won pledges',
            head: texts.wonPledges,
            cell: ({ won }: ShownBid) => (won?.pledges == null ? none : format.number(won.pledges)),
          },
        ]
      : []),
  ]
}

/** Prices over volume of the lot's bids, with what was awarded. */
export function LotCurves({ lot }: { lot: ShownLot }) {
  const texts = useAwardTexts().evaluation
  const named = useNamed()
  const priced = lot.bids.filter(({ tiers }) => tiers.length > 0)
  if (priced.length === 0) return null
  const last = Math.max(lot.demand, ...priced.map(({ tiers }) => tiers.at(-1)!.from))
  return (
    <TierCurves
      title={texts.curves(lot.code)}
      curves={priced.map(({ vendor, vendorEn, tiers, won }) => ({
        label: named(vendor, vendorEn),
        tiers: tiers.map(({ from, price }) => ({ from, unitPrice: BigInt(price) })),
        ...(won && { awarded: { quantity: won.quantity, unitPrice: won.unitPrice } }),
      }))}
      upTo={Math.max(10, Math.ceil(last * 1.15))}
      heads={[texts.vendor, texts.fromHead, texts.unitPrice]}
    />
  )
}

/** What is asked for in the lot, in a sentence: exact where the office reads it. */
export function useLotSentence() {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const volume = useVolume()
  return (lot: ShownLot) =>
    lot.demand > 0
      ? texts.demand(format.number(lot.demand), format.number(lot.pledges), format.money(lot.referencePrice))
      : texts.about(volume(lot), format.money(lot.referencePrice))
}
