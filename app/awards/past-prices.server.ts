import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

/** What group purchases paid for any of these editions, the newest first; decided awards are public (row policy). */
export async function listPastPrices(db: Kysely<Database>, editionIds: readonly string[], limit = 3) {
  if (editionIds.length === 0) return []
  return db
    .selectFrom('awards')
    .innerJoin('awardRuns', 'awardRuns.id', 'awards.runId')
    .innerJoin('rounds', 'rounds.id', 'awardRuns.roundId')
    .innerJoin('editions', 'editions.id', 'awards.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'awards.id',
      'awards.unitPrice',
      'awards.quantity',
      'rounds.id as roundId',
      'rounds.number as roundNumber',
      'rounds.decidedAt',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
      'products.slug',
      'products.nameZh',
      'products.nameEn',
    ])
    .where('awards.editionId', 'in', editionIds)
    .where('awardRuns.state', '=', 'adopted')
    .where('rounds.state', 'in', ['confirmed', 'concluded'])
    .orderBy('rounds.decidedAt', 'desc')
    .orderBy('awards.unitPrice')
    .limit(limit)
    .execute()
}
