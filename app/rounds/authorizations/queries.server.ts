import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { AuthorizationState } from '../lifecycle'
import type { AuthorizationValues } from './form'

type Db = Kysely<Database>

/** Every read of letters starts here: a vendor's own, the office all (row policy). */
const lettersSeenBy = (db: Db, actor: Actor) =>
  db
    .selectFrom('resellerAuthorizations as letter')
    .innerJoin('organizations as vendor', 'vendor.id', 'letter.vendorId')
    .innerJoin('publishers', 'publishers.id', 'letter.publisherId')
    .innerJoin('files', 'files.id', 'letter.fileId')
    .leftJoin('products', 'products.id', 'letter.productId')
    .leftJoin('districts', 'districts.code', 'letter.district')
    .select([
      'letter.id',
      'letter.vendorId',
      'vendor.name as vendor',
      'vendor.nameEn as vendorEn',
      'letter.publisherId',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      'letter.productId',
      'products.slug',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'letter.district',
      'districts.nameZh as districtZh',
      'districts.nameEn as districtEn',
      'letter.validFrom',
      'letter.validUntil',
      'letter.state',
      'letter.reason',
      'letter.renewsId',
      'letter.fileId',
      'files.name as fileName',
      'letter.submittedAt',
      'letter.decidedAt',
    ])
    .$if(!is(actor, 'officer', 'auditor'), (query) =>
      query.where('letter.vendorId', '=', actor.organizationId),
    )

/** What is asked of the office's list. */
export type AskedLetters = { state?: AuthorizationState | undefined; publisher?: string | undefined }

/** The office's list: what waits first, then what ends soonest. */
export const listLetters = (db: Db, actor: Actor, { state, publisher }: AskedLetters = {}) =>
  lettersSeenBy(db, actor)
    .$if(state !== undefined, (query) => query.where('letter.state', '=', state!))
    .$if(publisher !== undefined, (query) => query.where('publishers.key', '=', publisher!))
    .orderBy((row) => row.case().when('letter.state', '=', 'submitted').then(0).else(1).end())
    .orderBy((row) => row.case().when('letter.state', '=', 'confirmed').then(0).else(1).end())
    .orderBy('letter.validUntil')
    .orderBy('letter.id')
    .limit(500)
    .execute()

/** The letters of one vendor: what holds or waits first. */
export const listLettersOf = (db: Db, actor: Actor, vendorId: string) =>
  lettersSeenBy(db, actor)
    .where('letter.vendorId', '=', vendorId)
    .orderBy((row) =>
      row.case().when('letter.state', 'in', ['submitted', 'confirmed', 'returned']).then(0).else(1).end(),
    ) // oxfmt-ignore
    .orderBy('publishers.nameZh')
    .orderBy('letter.validUntil', 'desc')
    .limit(200)
    .execute()

export const findLetter = (db: Db, actor: Actor, id: string) =>
  lettersSeenBy(db, actor).where('letter.id', '=', id).executeTakeFirst()

export type LetterRow = NonNullable<Awaited<ReturnType<typeof findLetter>>>

/** The letter that renews another, unless it was withdrawn. */
export const findRenewal = (db: Db, actor: Actor, id: string) =>
  lettersSeenBy(db, actor)
    .where('letter.renewsId', '=', id)
    .where('letter.state', '<>', 'withdrawn')
    .orderBy('letter.submittedAt', 'desc')
    .executeTakeFirst()

/** Who makes what a letter is for, and which organization that is, if it is registered. */
export async function findSubject(db: Db, { kind, id }: AuthorizationValues['subject']) {
  const found = await db
    .selectFrom('publishers')
    .$if(kind === 'publisher', (query) => query.where('publishers.id', '=', id))
    .$if(kind === 'product', (query) =>
      query.where(
        'publishers.id',
        'in',
        db.selectFrom('products').select('publisherId').where('id', '=', id),
      ),
    )
    .select(['publishers.id as publisherId', 'publishers.orgId as publisherOrgId'])
    .executeTakeFirst()
  return found && { ...found, productId: kind === 'product' ? id : null }
}

/** Everything that a letter can be for. */
export const listSubjects = (db: Db) =>
  db
    .selectFrom('publishers')
    .innerJoin('products', 'products.publisherId', 'publishers.id')
    .select([
      'publishers.id as publisherId',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      'products.id as productId',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
    ])
    .where('products.state', '=', 'active')
    .orderBy('publishers.nameZh')
    .orderBy('products.slug')
    .execute()

export type SubjectRow = Awaited<ReturnType<typeof listSubjects>>[number]
