import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { rebateLifecycle } from '../lifecycle'

type Db = Kysely<Database>
type RebateState = (typeof rebateLifecycle.states)[number]

const rebatesSeen = (db: Db) =>
  db
    .selectFrom('rebates')
    .innerJoin('orderLines', 'orderLines.id', 'rebates.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('organizations as buyer', 'buyer.id', 'orders.enterpriseId')
    .leftJoin('tierEvents', 'tierEvents.id', 'rebates.tierEventId')
    .leftJoin('priceWatches', 'priceWatches.id', 'rebates.priceWatchId')
    .leftJoinLateral(
      (join) =>
        join
          .selectFrom('refunds')
          .select(['refunds.id', 'refunds.refusedReason'])
          .where('refunds.cause', '=', 'rebate')
          .where('refunds.state', '=', 'refused')
          .whereRef('refunds.orderId', '=', 'orders.id')
          .where(sql<boolean>`refunds.cause_id = coalesce(rebates.tier_event_id, rebates.price_watch_id)`)
          .where('rebates.state', '=', 'refunding')
          .orderBy('refunds.id')
          .limit(1)
          .as('refused'),
      (join) => join.onTrue(),
    )
    .select([
      'rebates.id',
      'rebates.state',
      'rebates.units',
      'rebates.amount',
      'rebates.at',
      'orders.id as orderId',
      'orders.number',
      'orders.currency',
      'buyer.name as buyer',
      'buyer.nameEn as buyerEn',
      'tierEvents.newPrice as tierPrice',
      'priceWatches.lowerPrice as watchPrice',
      'refused.id as refusedId',
      'refused.refusedReason',
    ])
    .where('orders.state', 'not in', ['declined', 'lapsed', 'expired', 'canceled'])
    .orderBy('rebates.at', 'desc')
    .orderBy('orders.number')

type Row = Awaited<ReturnType<ReturnType<typeof rebatesSeen>['execute']>>[number]
const shown = (row: Row) => ({ ...row, state: row.state as RebateState })

/** What an order is owed since its prices fell. */
export const listRebatesOfOrder = async (db: Db, orderId: string) =>
  (await rebatesSeen(db).where('orders.id', '=', orderId).execute()).map(shown)

/** What the orders of a round are owed: one's own, one's customers', all to the office (row policy). */
export const listRebatesOfRound = async (db: Db, roundId: string) =>
  (await rebatesSeen(db).where('orders.roundId', '=', roundId).limit(1000).execute()).map(shown)

export type ListedRebate = Awaited<ReturnType<typeof listRebatesOfOrder>>[number]
