import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { subjectNames } from '~/demands/queries.server'
import { type Actor, is } from '~/people/actor'
import type { Change } from './addenda/changes'
import type { RoundState } from './lifecycle'
import type { PublicEvent } from './overview/timeline'
import { roundTerms } from './terms'

type Db = Kysely<Database>

/** Every read of rounds starts here: published ones; officers and auditors see drafts as well (also by row policy). */
export function roundsSeenBy(db: Db, actor: Actor) {
  return db
    .selectFrom('rounds')
    .where((round) =>
      is(actor, 'officer', 'auditor') ? round.lit(true) : round('rounds.state', '<>', 'draft'),
    )
}

/** Still going on, so that there is something to join, to bid for or to wait for. */
export const running = [
  'published',
  'frozen',
  'closed',
  'technical_opened',
  'eligibility_fixed',
  'prices_opened',
  'decided',
  'suspended',
] as const satisfies readonly RoundState[]

/** A round with the terms that hold now. */
export async function findRound(db: Db, actor: Actor, roundId: string) {
  const row = await roundsSeenBy(db, actor)
    .innerJoin('roundTerms', (join) =>
      join
        .onRef('roundTerms.roundId', '=', 'rounds.id')
        .onRef('roundTerms.version', '=', 'rounds.termsVersion'),
    )
    .selectAll('rounds')
    .select(['roundTerms.body', 'roundTerms.notice'])
    .where('rounds.id', '=', roundId)
    .executeTakeFirst()
  if (!row) return undefined
  const { body, ...round } = row
  return { ...round, terms: roundTerms.parse(body) }
}

export type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>

const lotsOf = (db: Db) =>
  db
    .selectFrom('lots')
    .leftJoin('editions', 'editions.id', 'lots.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'lots.classId')
    .leftJoin('lotBands', 'lotBands.lotId', 'lots.id')
    .selectAll('lots')
    .select(subjectNames)
    .select(['lotBands.low', 'lotBands.high', 'lotBands.buyers', 'lotBands.frozen', 'lotBands.at as bandAt'])

/** Lots with the names of what they buy and the figures that everybody may see. */
export const listLots = (db: Db, roundId: string) =>
  lotsOf(db).where('lots.roundId', '=', roundId).orderBy('lots.code').execute()

export const findLot = (db: Db, lotId: string) => lotsOf(db).where('lots.id', '=', lotId).executeTakeFirst()

export type Lot = Awaited<ReturnType<typeof listLots>>[number]

/** Exact volumes by lot, for the office after the freeze (row policy); empty for everyone else. */
export async function exactVolumes(db: Db, roundId: string) {
  const rows = await db
    .selectFrom('pledges')
    .where('roundId', '=', roundId)
    .where('state', 'in', ['frozen', 'served', 'unserved', 'ordered', 'defaulted', 'released'])
    .groupBy('lotId')
    .select([
      'lotId',
      sql<bigint>`sum(quantity)::bigint`.as('quantity'),
      sql<number>`count(*)::int`.as('buyers'),
    ])
    .execute()
  return new Map(rows.map((row) => [row.lotId, row]))
}

/** Who has pledged, not what: the office's view while the round is open. */
export async function listPledgers(db: Db, roundId: string) {
  const { rows } = await sql<{ lotId: string; orgId: string; name: string; signedAt: Date }>`
    select p.lot_id, p.org_id, o.name, p.signed_at from pledgers(${roundId}) p join organizations o on o.id = p.org_id
    order by p.signed_at`.execute(db)
  return rows
}

export const listQuestions = (db: Db, roundId: string) =>
  db
    .selectFrom('questions')
    .leftJoin('lots', 'lots.id', 'questions.lotId')
    .selectAll('questions')
    .select('lots.code as lotCode')
    .where('questions.roundId', '=', roundId)
    .orderBy('questions.askedAt', 'desc')
    .execute()

export async function listAddenda(db: Db, roundId: string) {
  const rows = await db
    .selectFrom('addenda')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('no', 'desc')
    .execute()
  return rows.map((addendum) => ({ ...addendum, changes: addendum.changes as Change[] }))
}

export const listConsents = (db: Db, roundId: string) =>
  db
    .selectFrom('roundConsents')
    .innerJoin('persons', 'persons.id', 'roundConsents.personId')
    .select(['deed', 'over', 'note', 'roundConsents.at', 'personId', 'persons.name'])
    .where('roundId', '=', roundId)
    .orderBy('roundConsents.at')
    .execute()

/** What happened in a round that everyone may know, oldest first; who did it is the audit's. */
export async function listRoundEvents(db: Db, roundId: string) {
  const { rows } = await sql<PublicEvent>`
    select h.id, h.kind, h.at, l.code as lot, h.ix::int as index, encode(h.hash, 'hex') as hash
    from round_history(${roundId}) h left join lots l on l.id = h.subject_id order by h.id`.execute(db)
  return rows
}

/** The clock that decides deadlines. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]!.now
}

/** An id for something whose author must know it before it is kept. */
export async function freshId(db: Db): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  return rows[0]!.id
}
