import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { WishState } from '../lifecycle'
import { subjectNames } from '../queries.server'

type Db = Kysely<Database>

const wishesOf = (db: Db) =>
  db
    .selectFrom('wishes')
    .leftJoin('editions', 'editions.id', 'wishes.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'wishes.classId')
    .selectAll('wishes')
    .select(subjectNames)

export const gathering = ['collecting', 'threshold_met', 'eoi_open'] as const satisfies readonly WishState[]

/** Wishes as everyone may know them: a band, never a quantity; those that gather, or those that ended. */
export const listAllWishes = (db: Db, ended: boolean) =>
  wishesOf(db)
    .where('wishes.state', ended ? 'not in' : 'in', gathering)
    .orderBy('wishes.openedAt', 'desc')
    .orderBy('wishes.id')
    .limit(200)
    .execute()

export const findWish = (db: Db, wishId: string) =>
  wishesOf(db).where('wishes.id', '=', wishId).executeTakeFirst()

export type Wish = NonNullable<Awaited<ReturnType<typeof findWish>>>

/** The needs behind a wish: one's own; the office sees all of them (row policy). */
export const listWished = (db: Db, actor: Actor, wishId: string) =>
  db
    .selectFrom('demandLines')
    .innerJoin('organizations', 'organizations.id', 'demandLines.orgId')
    .select([
      'demandLines.id',
      'demandLines.orgId',
      'organizations.name as organization',
      'demandLines.quantity',
      'demandLines.confirmed',
      'demandLines.neededBy',
      'demandLines.state',
    ])
    .where('wishId', '=', wishId)
    .where('demandLines.state', 'in', ['open', 'pooled'])
    .$if(!is(actor, 'officer', 'auditor'), (query) =>
      query.where('demandLines.orgId', '=', actor.organizationId),
    )
    .orderBy('demandLines.quantity', 'desc')
    .orderBy('demandLines.id')
    .execute()

export type Wished = Awaited<ReturnType<typeof listWished>>[number]
