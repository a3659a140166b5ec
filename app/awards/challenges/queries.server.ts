import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { ChallengeState } from '../lifecycle'
import type { Subject } from './challenging'

type Db = Kysely<Database>

const challengesOf = (db: Db) =>
  db
    .selectFrom('challenges')
    .innerJoin('organizations', 'organizations.id', 'challenges.byOrgId')
    .leftJoin('lots', 'lots.id', 'challenges.lotId')
    .selectAll('challenges')
    .select(['organizations.name', 'organizations.nameEn', 'lots.code'])

type Row = Awaited<ReturnType<ReturnType<typeof challengesOf>['execute']>>[number]

const shown = (row: Row) => ({
  ...row,
  about: row.about as Subject,
  state: row.state as ChallengeState,
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
    grounds: grounds.map((ground) => ({
      ...ground,
      finding: ground.finding as 'upheld' | 'rejected' | null,
    })),
  }
}

export type Challenge = NonNullable<Awaited<ReturnType<typeof findChallenge>>>
export type ListedChallenge = Awaited<ReturnType<typeof listChallenges>>[number]
