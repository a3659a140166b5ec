import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { LetterState } from '../lifecycle'

type Db = Kysely<Database>

export type Letter = {
  id: string
  sellerId: string
  seller: string
  version: number
  text: string
  hash: string
  state: LetterState
  signedBy: string | null
  signedAt: Date | null
  witness: string | null
  onTheSpot: boolean
  expiresOn: string
  reason: string | null
}

const letters = (db: Db) =>
  db
    .selectFrom('responsibilityLetters as l')
    .innerJoin('sellers as s', 's.id', 'l.sellerId')
    .leftJoin('persons as w', 'w.id', 'l.witnessedBy')
    .select(['l.id', 'l.sellerId', 's.name as seller', 'l.version', 'l.text', 'l.state', 'l.signedBy', 'l.signedAt'])
    .select(['w.name as witness', 'l.expiresOn', 'l.reason'])
    .select(sql<string>`encode(l.sha256, 'hex')`.as('hash'))
    .select(sql<boolean>`l.witnessed_by is not null`.as('onTheSpot')) // oxfmt-ignore

/** One letter that the reader may see (row policy). */
export const findLetter = (db: Db, letterId: string): Promise<Letter | undefined> =>
  letters(db).where('l.id', '=', letterId).executeTakeFirst() as Promise<Letter | undefined>

/** The letters of one's own organization, what waits for a signature first. */
export const listOwnLetters = (db: Db, actor: Actor): Promise<Letter[]> =>
  letters(db)
    .where('l.orgId', '=', actor.organizationId)
    .orderBy(sql`array_position('{offered,signed,expired,terminated}', l.state)`)
    .orderBy('l.offeredAt', 'desc')
    .execute() as Promise<Letter[]>

export const listTexts = (db: Db) =>
  db
    .selectFrom('letterTexts as t')
    .leftJoin('persons as p', 'p.id', 't.by')
    .select(['t.version', 't.text', 't.months', 't.publishedAt', 'p.name as person'])
    .select(
      sql<number>`(select count(*)::int from responsibility_letters l where l.version = t.version and l.state = 'signed')`.as(
        'standing',
      ),
    )
    .orderBy('t.version', 'desc')
    .execute()
