import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { LateJoinState } from '../lifecycle'
import { join as joined } from '../rebate'
import { termsHashOf, whyNotApproveJoin } from './approve.server'
import { liesWithinCap } from './hold.server'
import { findStanding, listStandings, type Standing } from './standing.server'

type Db = Kysely<Database>

const awardsOf = (db: Db) =>
  db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .innerJoin('organizations as vendor', 'vendor.id', 'awards.vendorId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'awards.id',
      'awards.vendorId',
      'awards.unitPrice as awardedPrice',
      'lots.roundId',
      'lots.code',
      'lots.referencePrice',
      'rounds.number',
      'rounds.title',
      'rounds.titleEn',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
    ])

const named = async (db: Db, standings: readonly Standing[]) => {
  if (standings.length === 0) return []
  const ids = standings.map(({ awardId }) => awardId)
  const awards = await awardsOf(db).where('awards.id', 'in', ids).execute()
  return standings.flatMap((standing) => {
    const award = awards.find(({ id }) => id === standing.awardId)
    return award ? [{ ...award, standing }] : []
  })
}

/** What may be joined: of one round, or of every round whose window is open. */
export const listAwards = async (db: Db, roundId: string | null) =>
  named(db, await listStandings(db, roundId))

/** One award with how it sells at present, and the steps it has reached; undefined where there is none to sell. */
export async function findAwardToJoin(db: Db, awardId: string) {
  const standing = await findStanding(db, awardId)
  return standing && (await named(db, [standing]))[0]
}

export type AwardToJoin = Awaited<ReturnType<typeof listAwards>>[number]

/** Deeper steps that awards have reached since, the newest first. */
export const listFalls = (db: Db, roundId: string) =>
  db
    .selectFrom('tierEvents')
    .innerJoin('awards', 'awards.id', 'tierEvents.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .select(['tierEvents.id', 'lots.code', 'volume', 'oldPrice', 'newPrice', 'at'])
    .where('lots.roundId', '=', roundId)
    .orderBy('at', 'desc')
    .execute()

const joinsOf = (db: Db) =>
  db
    .selectFrom('lateJoins')
    .innerJoin('awards', 'awards.id', 'lateJoins.awardId')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .innerJoin('rounds', 'rounds.id', 'lots.roundId')
    .innerJoin('organizations as buyer', 'buyer.id', 'lateJoins.orgId')
    .innerJoin('organizations as vendor', 'vendor.id', 'awards.vendorId')
    .selectAll('lateJoins')
    .select([
      'awards.vendorId',
      'lots.roundId',
      'lots.code',
      'rounds.number',
      'buyer.name as buyer',
      'buyer.nameEn as buyerEn',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
    ])

/** Requests to join, what waits first, then the newest: one's own, those of one's awards, all to the office (row policy). */
export async function listJoins(db: Db, roundId: string | null, limit = 500) {
  const rows = await joinsOf(db)
    .$if(roundId !== null, (joins) => joins.where('lots.roundId', '=', roundId!))
    .orderBy(sql`late_joins.state not in ('requested', 'approved')`)
    .orderBy('lateJoins.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as LateJoinState }))
}

export type ListedJoin = Awaited<ReturnType<typeof listJoins>>[number]

/** One request with its award, what it would come to, and why its reader may not sign it; undefined where it is nobody's here. */
export async function findJoin(db: Db, actor: Actor, joinId: string) {
  const row = await joinsOf(db)
    .leftJoin('persons as asker', 'asker.id', 'lateJoins.requestedBy')
    .leftJoin('persons as approver', 'approver.id', 'lateJoins.approvedBy')
    .select(['asker.name as asker', 'approver.name as approver'])
    .where('lateJoins.id', '=', joinId)
    .executeTakeFirst()
  const award = row && (await findAwardToJoin(db, row.awardId))
  if (!award) return undefined
  const { termsHash: _, ...join } = { ...row, state: row.state as LateJoinState }
  const { standing } = award
  const open = join.state === 'requested' || join.state === 'approved'
  const within = open && (await liesWithinCap(db, row))
  const own = join.orgId === actor.organizationId
  return {
    join,
    award,
    own,
    sells: join.vendorId === actor.organizationId,
    within,
    comesTo: joined(standing, join.quantity, standing.tiers),
    hash: termsHashOf(row, standing.price, within).toString('hex'),
    whyNotSign: own && join.state === 'requested' ? await whyNotApproveJoin(db, actor, row, standing) : null,
  }
}

export type FoundJoin = NonNullable<Awaited<ReturnType<typeof findJoin>>>
