import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { Figures } from './rating'

type Db = Kysely<Database>

/** A vendor's scorecards that one may see, the newest first: the vendor sees its own at once, the office from their release on (row policy). */
export async function listScorecards(db: Db, vendorId: string) {
  const rows = await db
    .selectFrom('scorecards')
    .selectAll()
    .where('vendorId', '=', vendorId)
    .orderBy('coversTo', 'desc')
    .limit(40)
    .execute()
  return rows.map((row) => ({ ...row, figures: row.figures as unknown as Figures }))
}
export type Scorecard = Awaited<ReturnType<typeof listScorecards>>[number]

export const listOwnScorecards = (db: Db, actor: Actor) => listScorecards(db, actor.organizationId)

/** The newest released scorecard of each vendor. */
export async function listNewest(db: Db) {
  const rows = await db
    .selectFrom('scorecards as s')
    .innerJoin('organizations as o', 'o.id', 's.vendorId')
    .select(['s.id', 's.vendorId', 's.coversFrom', 's.coversTo', 's.figures', 's.comment', 's.releasedAt'])
    .select(['o.name as vendor', 'o.nameEn as vendorEn'])
    .distinctOn('s.vendorId')
    .where('s.state', '=', 'released')
    .orderBy('s.vendorId')
    .orderBy('s.coversTo', 'desc')
    .execute()
  return rows
    .map((row) => ({ ...row, figures: row.figures as unknown as Figures }))
    .toSorted((a, b) => a.vendor.localeCompare(b.vendor, 'zh'))
}

/** Who a scorecard speaks of, to those who may ask for it. */
export const findVendor = (db: Db, vendorId: string) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where('id', '=', vendorId)
    .where('kind', '=', 'vendor')
    .executeTakeFirst()
