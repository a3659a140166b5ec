import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { ChallengeState } from '../lifecycle'
import type { RoundState } from '~/rounds/lifecycle'
import type { Subject } from './challenging'
import { changedBid, judgedAgain, type Remedy, remediesFor } from './remedying'

type Db = Kysely<Database>

const challengesOf = (db: Db) =>
  db
    .selectFrom('challenges')
    .innerJoin('organizations', 'organizations.id', 'challenges.byOrgId')
    .leftJoin('lots', 'lots.id', 'challenges.lotId')
    .leftJoin('lots as remedyLot', 'remedyLot.id', 'challenges.remedyLotId')
    .leftJoin('bids as remedyBid', 'remedyBid.id', 'challenges.remedyBidId')
    .leftJoin('organizations as remedyVendor', 'remedyVendor.id', 'remedyBid.vendorId')
    .selectAll('challenges')
    .select(['organizations.name', 'organizations.nameEn', 'lots.code'])
    .select([
      'remedyLot.code as remedyLot',
      'remedyVendor.name as remedyVendor',
      'remedyVendor.nameEn as remedyVendorEn',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof challengesOf>['execute']>>[number]

const shown = (row: Row) => ({
  ...row,
  about: row.about as Subject,
  state: row.state as ChallengeState,
  remedy: row.remedy as Remedy | null,
  outcome: row.outcome as 'upheld' | 'partly' | 'rejected' | null,
})

/** Challenges of a round, the newest first: one's own, all that are filed to the office (row policy). */
export async function listChallenges(db: Db, roundId: string) {
  const rows = await challengesOf(db)
    .where('challenges.roundId', '=', roundId)
    .orderBy('challenges.id', 'desc')
    .execute()
  return rows.map(shown)
}

/** One challenge with its grounds in order; undefined where it is neither one's own nor the office's. */
export async function findChallenge(db: Db, id: string) {
  const row = await challengesOf(db).where('challenges.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const grounds = await db
    .selectFrom('challengeGrounds')
    .selectAll()
    .where('challengeId', '=', id)
    .orderBy('no')
    .execute()
  return {
    ...shown(row),
    bids: await listJudgedAgain(db, id),
    grounds: grounds.map((ground) => ({
      ...ground,
      finding: ground.finding as 'upheld' | 'rejected' | null,
    })),
  }
}

/** The bids on which the committee decides again because of it, whoever of them its reader may know. */
const listJudgedAgain = (db: Db, challengeId: string) =>
  db
    .selectFrom('challengeBids')
    .innerJoin('bids', 'bids.id', 'challengeBids.bidId')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .innerJoin('organizations as vendor', 'vendor.id', 'bids.vendorId')
    .select(['bids.id', 'lots.code', 'vendor.name as vendor', 'vendor.nameEn as vendorEn'])
    .where('challengeId', '=', challengeId)
    .orderBy('lots.code')
    .orderBy('vendor.name')
    .execute()

export type Challenge = NonNullable<Awaited<ReturnType<typeof findChallenge>>>
export type ListedChallenge = Awaited<ReturnType<typeof listChallenges>>[number]

/** What an officer may choose from as the remedy of an upheld challenge: lots that stand, bids priced or judged. */
export async function findRemedyDesk(db: Db, roundId: string) {
  const { state, reached } = await db
    .selectFrom('rounds')
    .select(['state', 'reached'])
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow()
  const lots = await db
    .selectFrom('lots')
    .select(['id', 'code'])
    .where('roundId', '=', roundId)
    .where('state', 'in', ['active', 'awarded'])
    .orderBy('code')
    .execute()
  const bids = await db
    .selectFrom('bids')
    .innerJoin('lots', 'lots.id', 'bids.lotId')
    .innerJoin('organizations as vendor', 'vendor.id', 'bids.vendorId')
    .select(['bids.id', 'bids.state', 'lots.code', 'vendor.name as vendor', 'vendor.nameEn as vendorEn'])
    .where('bids.roundId', '=', roundId)
    .where('lots.state', 'in', ['active', 'awarded'])
    .where('bids.state', 'in', [...judgedAgain, 'excluded'])
    .orderBy('lots.code')
    .orderBy('vendor.name')
    .execute()
  const phase = (state === 'suspended' ? reached : state) as RoundState
  const remedies = remediesFor(phase, lots.length)
  return {
    remedies,
    lots,
    bids: remedies.includes('recompute')
      ? bids
          .filter(({ state: was }) => was in changedBid)
          .map(({ state: was, ...bid }) => ({ ...bid, out: was === 'excluded' }))
      : [],
    judged: remedies.includes('reopen_eligibility')
      ? bids
          .filter(({ state: was }) => (judgedAgain as readonly string[]).includes(was))
          .map(({ state: was, ...bid }) => ({ ...bid, out: was === 'ineligible' }))
      : [],
  }
}

export type RemedyDesk = Awaited<ReturnType<typeof findRemedyDesk>>
