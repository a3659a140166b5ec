import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { listLots } from '~/rounds/queries.server'
import type { RoundTerms } from '~/rounds/terms'
import type { Certificate } from '../certificate'
import { isMember } from '../challenges/file.server'
import type { Alone } from '../engine/alone'
import type { Instance } from '../instance'
import { findProof } from '../runs/queries.server'
import type { GivenScore } from '../scoring/queries.server'
import { compare } from './comparison'
import {
  type ComparedBid,
  type ComparedLot,
  listCompared,
  priceOf,
  scoredOf,
  winnerOf,
} from './queries.server'
import { shownTrials } from './shown'
import { stabilityOf } from './stability'

type Db = Kysely<Database>

/** A bid of the matrix as its reader is told it: volumes stand in it only for those who judge. */
export type ShownBid = Omit<ComparedBid, 'alone' | 'won'> & {
  alone: (Pick<Alone, 'price'> & Partial<Alone>) | null
  won: { unitPrice: bigint; quantity: number; pledges?: number } | null
}

export type ShownLot = Omit<ComparedLot, 'bids'> & { bids: ShownBid[] }

type Asked = { id: string; terms: Pick<RoundTerms, 'method' | 'criteria'> }

/**
 * The decided round's bids beside each other for its members (procurement.md §5, §8.4): a bidder's lots with every price,
 * a buyer's winners, whoever may be read by the row policy; and how firmly the winners stand.
 */
export async function findShownComparison(db: Db, actor: Actor, { id: roundId, terms }: Asked) {
  const proof = (await isMember(db, roundId)) ? await findProof(db, roundId) : undefined
  if (!proof) return undefined
  const instance = proof.body as unknown as Instance
  const certificate = proof.certificate as unknown as Certificate
  const scores = terms.method === 'comprehensive' ? await listDisclosedScores(db, roundId) : []
  const [all, bids] = [await listLots(db, roundId), await listCompared(db, roundId)]
  const figures = compare(instance)
  const lots = all
    .map((lot): ShownLot => {
      const told = lot.frozen && lot.low ? [Number(lot.low)] : []
      const volumes = [...new Set([...told, ...lot.milestones])].toSorted((a, b) => a - b)
      return {
        ...lot,
        demand: 0,
        pledges: 0,
        volumes,
        placed: [],
        bids: bids
          .filter(({ code }) => code === lot.code)
          .map((bid): ShownBid => {
            const its = instance.bids.find((one) => one.lot === lot.code && one.vendor === bid.vendorId)
            const own = figures.get(lot.code)?.bids.get(bid.vendorId)
            const { tiers, minQty, maxQty } = bid.tiers.length > 0 ? bid : { ...bid, ...its }
            const won = winnerOf(certificate, lot.code, bid.vendorId)
            return {
              ...bid,
              tiers: [...tiers],
              minQty,
              maxQty,
              // Why a rival was excluded is between it and the office.
              reason: bid.vendorId === actor.organizationId ? bid.reason : null,
              alone: own?.alone ? { price: own.alone.price } : null,
              effectivePrice: own?.effectivePrice ?? null,
              isCandidate: own !== undefined,
              prices: volumes.map((volume) => ({ volume, price: priceOf(tiers, volume) })),
              won: won && { unitPrice: won.unitPrice, quantity: won.quantity },
              scored: scores.length > 0 ? anonymous(terms, scores, certificate, bid) : null,
            }
          }),
      }
    })
    .filter(({ bids: shown }) => shown.length > 0)
  const trials = stabilityOf(instance, certificate, scores)
  return {
    lots,
    trials:
      trials &&
      lots.flatMap(({ code, bids: shown }) =>
        shownTrials(trials, { code, vendors: new Set(shown.map(({ vendorId }) => vendorId)) }),
      ),
  }
}

export type ShownComparison = NonNullable<Awaited<ReturnType<typeof findShownComparison>>>

/** The points of a bid without who gave which. */
function anonymous(
  { criteria }: Asked['terms'],
  scores: readonly GivenScore[],
  certificate: Certificate,
  bid: { id: string; code: string; vendorId: string },
) {
  const its = scoredOf(
    criteria,
    scores.filter(({ bidId }) => bidId === bid.id),
    certificate,
    bid,
  )
  return { ...its, criteria: its.criteria.map((one) => ({ ...one, given: [] })) }
}

/** Every score that counted, its evaluator by a number of this round alone (`disclosed_scores`). */
async function listDisclosedScores(db: Db, roundId: string) {
  const { rows } = await sql<GivenScore>`select * from disclosed_scores(${roundId})`.execute(db)
  return rows
}
