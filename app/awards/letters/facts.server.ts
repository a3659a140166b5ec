import type { Kysely } from 'kysely'
import type { BidState } from '~/bids/lifecycle'
import type { Actor } from '~/people/actor'
import type { Database } from '~db/schema'
import type { Certificate } from '../certificate'
import { compare, type Figures } from '../evaluation/comparison'
import type { Instance } from '../instance'
import { findAward } from '../runs/queries.server'
import { placeOf, type WhyLost, whyLost } from './standing'

type Db = Kysely<Database>
type Round = Parameters<typeof findAward>[2] & {
  number: string
  title: string
  titleEn: string | null
  decidedAt: Date | null
  standstillEndsAt: Date | null
  confirmedAt: Date | null
}

/** What a bidder or buyer is told of a decided round in a letter of its own; undefined to whom it says nothing. */
export async function findLetter(db: Db, actor: Actor, round: Round) {
  const award = await findAward(db, actor, round)
  if (!award || award.run.state !== 'adopted' || !round.decidedAt) return undefined
  const bids = actor.kind === 'vendor' ? await listOwnBids(db, actor, round.id, award.run.id) : []
  const { shares, refused, winners } = award
  if (bids.length + shares.length + refused.length === 0) return undefined
  const to = await db
    .selectFrom('organizations')
    .select(['name', 'nameEn', 'uscc'])
    .where('id', '=', actor.organizationId)
    .executeTakeFirstOrThrow()
  return { round, to, hash: award.run.awardHash!, bids, shares, refused, winners }
}

export type Letter = NonNullable<Awaited<ReturnType<typeof findLetter>>>

/** The vendor's bids with what they come to by themselves, their place, and why they lost. */
async function listOwnBids(db: Db, { organizationId }: Actor, roundId: string, runId: string) {
  const bids = await db
    .selectFrom('bids')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .leftJoin('editions', 'editions.id', 'bids.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .select(['bids.id', 'bids.state', 'bids.reason', 'lots.code'])
    .select(['products.nameZh as productZh', 'products.nameEn as productEn'])
    .select(['editions.nameZh as edition', 'editions.nameEn as editionEn'])
    .where('bids.roundId', '=', roundId)
    .where('bids.vendorId', '=', organizationId)
    .where('bids.state', 'not in', ['replaced', 'withdrawn', 'dropped'])
    .orderBy('lots.code')
    .execute()
  const computed = await db
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .select(['awardInstances.body', 'awardRuns.certificate'])
    .where('awardRuns.id', '=', runId)
    .executeTakeFirst()
  if (!computed) return []
  const certificate = computed.certificate as unknown as Certificate
  const figures = compare(computed.body as unknown as Instance)
  return bids.map(({ state, ...bid }) => {
    const lot = figures.get(bid.code)?.bids ?? new Map<string, Figures>()
    const winners = certificate.winners
      .filter((winner) => winner.lot === bid.code)
      .map(({ vendor }) => vendor)
    const scored = certificate.scoring.filter((row) => row.lot === bid.code)
    return {
      ...bid,
      state: state as BidState,
      figures: lot.get(organizationId) ?? null,
      score: scored.find(({ vendor }) => vendor === organizationId) ?? null,
      place: placeOf(organizationId, lot, scored),
      why: state === 'lost' ? (whyLost(organizationId, winners, lot, scored) satisfies WhyLost) : null,
    }
  })
}

export type LetterBid = Letter['bids'][number]
