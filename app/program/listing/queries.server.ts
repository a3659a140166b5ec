import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Actor, is } from '~/people/actor'
import type { AskedListing } from './asked'
import type { Review } from './criteria'

type Db = Kysely<Database>

const today = sql`shanghai_day()`
const groupPrice = sql<bigint | null>`last_group_price(editions.id)`
const editionNames = [
  'products.slug',
  'products.nameZh',
  'products.nameEn',
  'editions.nameZh as edition',
  'editions.nameEn as editionEn',
] as const

/** The published list 推荐正版软件名录 as of today, with what each last cost when it was bought together. */
export async function listRecommended(db: Db, { category, domestic, term, metric, price }: AskedListing) {
  const rows = await db
    .selectFrom('recommendedEntries')
    .innerJoin('editions', 'editions.id', 'recommendedEntries.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .select(['recommendedEntries.id', 'listedOn', 'until', 'decisionNo', 'editions.id as editionId'])
    .select(['editions.metric', 'editions.term', 'editions.termMonths'])
    .select(['products.category', 'products.domestic'])
    .select(['publishers.nameZh as publisherZh', 'publishers.nameEn as publisherEn'])
    .select(editionNames)
    .select(groupPrice.as('groupPrice'))
    .where('removedReason', 'is', null)
    .where(sql<boolean>`${today} between listed_on and until`)
    .$if(category !== undefined, (query) => query.where('products.category', '=', category!))
    .$if(domestic !== undefined, (query) => query.where('products.domestic', '=', domestic === 'yes'))
    .$if(term !== undefined, (query) => query.where('editions.term', '=', term!))
    .$if(metric !== undefined, (query) => query.where('editions.metric', '=', metric!))
    .$if(price !== undefined, (query) => query.where(groupPrice, 'is not', null))
    .$if(typeof price === 'number', (query) => query.where(groupPrice, '<', BigInt(price as number) * 100n))
    .orderBy('products.category')
    .orderBy('products.slug')
    .orderBy('editions.code')
    .execute()
  return rows
}

/** Proposals for the list: a vendor's own; the office, liaisons and auditors see all (row policy). What waits comes first. */
export const listProposals = (db: Db) =>
  db
    .selectFrom('listProposals as p')
    .innerJoin('editions', 'editions.id', 'p.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('organizations as o', 'o.id', 'p.orgId')
    .select(['p.id', 'p.state', 'p.at', 'p.decidedAt', 'p.validUntil'])
    .select(['o.name as proposer', 'o.nameEn as proposerEn'])
    .select(editionNames)
    .orderBy(sql`array_position('{submitted,in_review}', p.state)`)
    .orderBy('p.at', 'desc')
    .limit(500)
    .execute()

export async function findProposal(db: Db, proposalId: string) {
  const row = await db
    .selectFrom('listProposals as p')
    .innerJoin('editions', 'editions.id', 'p.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('organizations as o', 'o.id', 'p.orgId')
    .leftJoin('persons as reviewer', 'reviewer.id', 'p.reviewedBy')
    .leftJoin('persons as decider', 'decider.id', 'p.decidedBy')
    .selectAll('p')
    .select(['o.name as proposer', 'o.nameEn as proposerEn', 'o.kind as proposerKind'])
    .select(['reviewer.name as reviewer', 'decider.name as decider', 'editions.metric', 'editions.term'])
    .select(['editions.termMonths', 'products.category', 'products.domestic'])
    .select(editionNames)
    .select(groupPrice.as('groupPrice'))
    .where('p.id', '=', proposalId)
    .executeTakeFirst()
  return row && { ...row, criteria: row.criteria as unknown as Review }
}

/** Until when an edition stands on the list now; null: it does not. */
export async function listedUntil(db: Db, editionId: string) {
  const entry = await db
    .selectFrom('recommendedEntries')
    .select(['id', 'until'])
    .where('editionId', '=', editionId)
    .where('removedReason', 'is', null)
    .where(sql<boolean>`until >= ${today}`)
    .executeTakeFirst()
  return entry ?? null
}

/** Whether this liaison's agency is the one that reviews what is proposed. */
export async function reviewsList(db: Db, actor: Actor) {
  if (!is(actor, 'liaison', 'leader')) return false
  const { rows } = await sql<{ reviews: boolean }>`select app_reviews_list() as reviews`.execute(db)
  return rows[0]!.reviews
}
