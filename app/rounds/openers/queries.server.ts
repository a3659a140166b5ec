import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

type Db = Kysely<Database>

export type Candidate = {
  personId: string
  name: string
  orgId: string
  organization: string
  organizationEn: string | null
  office: boolean
}

/** Whom an officer may name: persons charged with opening, in verified agencies. */
export async function listCandidates(db: Db) {
  const { rows } = await sql<Candidate>`select * from listed_openers()`.execute(db)
  return rows
}

export type RoundOpener = Omit<Candidate, 'office'> & {
  no: number
  recipient: string | null
  readyAt: Date | null
}

/** Who opens a round and how far their keys are, for those who prepare, open, judge or audit it. */
export async function listRoundOpeners(db: Db, roundId: string) {
  const { rows } = await sql<RoundOpener>`select * from round_openers(${roundId})`.execute(db)
  return rows
}

/** Who shall take whose place by the next addendum, and how far their keys are; for officers. */
export async function listSuccessors(db: Db, roundId: string) {
  const { rows } = await sql<RoundOpener>`select * from round_successors(${roundId})`.execute(db)
  return rows
}

/** A key is of the notice, or of who shall take a place in the next one. */
export type KeyPlace = 'opener' | 'successor'
export const keyTableOf = { opener: 'openerKeys', successor: 'openerSuccessors' } as const

/** The own place in a round, a draft too: as a successor before that as an opener; nothing for anybody else. */
export async function findOwnKey(db: Db, actor: Actor, roundId: string) {
  const successor = await findKeyIn(db, 'successor', actor, roundId)
  if (successor) return { ...successor, makes: true }
  const key = await findKeyIn(db, 'opener', actor, roundId)
  return key && { ...key, makes: key.state === 'draft' }
}

const findKeyIn = (db: Db, place: KeyPlace, actor: Actor, roundId: string) =>
  db
    .selectFrom(`${keyTableOf[place]} as key` as 'openerKeys as key')
    .innerJoin('rounds', 'rounds.id', 'key.roundId')
    .select([
      'no',
      'recipient',
      'rehearsal',
      'readyAt',
      'rounds.id as roundId',
      'rounds.number',
      'rounds.title',
      'rounds.titleEn',
      'rounds.state',
      'rounds.openingAt',
    ])
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .executeTakeFirst()

/** The recipients of the notice, in the order of their numbers; empty when the platform seals. */
export async function listRecipients(db: Db, roundId: string): Promise<string[]> {
  const keys = await db
    .selectFrom('openerKeys')
    .select('recipient')
    .where('roundId', '=', roundId)
    .orderBy('no')
    .execute()
  return keys.every(({ recipient }) => recipient !== null) ? keys.map(({ recipient }) => recipient!) : []
}
