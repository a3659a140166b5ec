import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { PriceWatchState } from '../lifecycle'
import { protectedUntil } from './watching'

type Db = Kysely<Database>

const awardsOf = (db: Db) =>
  db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .innerJoin('organizations as vendor', 'vendor.id', 'awards.vendorId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('awardRuns', 'awardRuns.id', 'awards.runId')
    .where('awardRuns.state', '=', 'adopted')
    .where('rounds.state', 'in', ['confirmed', 'concluded'])
    .select([
      'awards.id',
      'lots.roundId',
      'lots.code',
      'rounds.number',
      'rounds.title',
      'rounds.titleEn',
      'rounds.confirmedAt',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      sql<number>`(round_terms.body ->> 'priceProtectionMonths')::int`.as('months'),
      sql<boolean>`app_bought(awards.id)`.as('bought'),
      sql<bigint>`least(awards.unit_price, (select min(e.new_price) from tier_events e where e.award_id = awards.id))`.as(
        'price',
      ),
    ])

const withUntil = <T extends { confirmedAt: Date | null; months: number }>(award: T) => ({
  ...award,
  until: protectedUntil(award.confirmedAt, award.months),
})

/** An award with its present price and how long that is protected. */
export async function findProtected(db: Db, awardId: string) {
  const award = await awardsOf(db).where('awards.id', '=', awardId).executeTakeFirst()
  return award && withUntil(award)
}

/** What the reader's enterprise bought at a price that is still protected, the longest first. */
export async function listProtected(db: Db, now: Date) {
  const rows = await awardsOf(db)
    .where(sql<boolean>`app_bought(awards.id)`)
    .orderBy('rounds.confirmedAt', 'desc')
    .execute()
  return rows.map(withUntil).filter(({ until }) => until !== null && until > now)
}

export type ProtectedAward = NonNullable<Awaited<ReturnType<typeof findProtected>>>

const watchesOf = (db: Db) =>
  db
    .selectFrom('priceWatches')
    .innerJoin('awards', 'awards.id', 'priceWatches.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .innerJoin('organizations as vendor', 'vendor.id', 'awards.vendorId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .leftJoin('organizations as claimant', 'claimant.id', 'priceWatches.byOrgId')
    .leftJoin('awards as lower', 'lower.id', 'priceWatches.lowerAwardId')
    .leftJoin('lots as lowerLot', 'lowerLot.id', 'lower.lotId')
    .leftJoin('rounds as lowerRound', 'lowerRound.id', 'lowerLot.roundId')
    .selectAll('priceWatches')
    .select([
      'awards.vendorId',
      'lots.roundId',
      'lots.code',
      'rounds.number',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'claimant.name as claimant',
      'claimant.nameEn as claimantEn',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'lowerRound.id as lowerRoundId',
      'lowerRound.number as lowerNumber',
      'lowerLot.code as lowerCode',
      sql<bigint>`least(awards.unit_price, (select min(e.new_price) from tier_events e where e.award_id = awards.id))`.as(
        'price',
      ),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof watchesOf>['execute']>>[number]
const shown = <T extends Row>(row: T) => ({ ...row, state: row.state as PriceWatchState })

/** Lower prices that were raised or claimed, open ones first: one's own, of one's awards, all to the office (row policy). */
export async function listWatches(db: Db, limit = 500) {
  const rows = await watchesOf(db)
    .orderBy(sql`price_watches.state not in ('raised', 'answered')`)
    .orderBy('priceWatches.raisedAt', 'desc')
    .limit(limit)
    .execute()
  return rows.map(shown)
}

export type ListedWatch = Awaited<ReturnType<typeof listWatches>>[number]

export async function findWatch(db: Db, watchId: string) {
  const row = await watchesOf(db)
    .leftJoin('files as evidence', 'evidence.id', 'priceWatches.evidenceFileId')
    .leftJoin('files as paper', 'paper.id', 'priceWatches.answerFileId')
    .leftJoin('persons as decider', 'decider.id', 'priceWatches.decidedBy')
    .select(['evidence.name as evidenceName', 'paper.name as paperName', 'decider.name as decider'])
    .where('priceWatches.id', '=', watchId)
    .executeTakeFirst()
  return row && shown(row)
}

export type FoundWatch = NonNullable<Awaited<ReturnType<typeof findWatch>>>
