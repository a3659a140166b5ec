import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { RefundState } from '../lifecycle'

type Db = Kysely<Database>

const views = {
  open: ['requested', 'waiting_red_letter', 'failed'],
  way: ['approved', 'sent'],
  done: ['paid', 'refused'],
  all: ['requested', 'waiting_red_letter', 'approved', 'sent', 'paid', 'failed', 'refused'],
} as const satisfies Record<string, readonly RefundState[]>

export type RefundFilter = { view?: keyof typeof views | undefined; state?: RefundState | undefined }

const refundsSeen = (db: Db) =>
  db
    .selectFrom('refunds')
    .innerJoin('organizations', 'organizations.id', 'refunds.enterpriseId')
    .leftJoin('orders', 'orders.id', 'refunds.orderId')
    .leftJoin('payments', 'payments.id', 'refunds.paymentId')
    .leftJoin('persons as preparer', 'preparer.id', 'refunds.preparedBy')
    .leftJoin('persons as approver', 'approver.id', 'refunds.approvedBy')
    .selectAll('refunds')
    .select([
      'organizations.name as payer',
      'organizations.nameEn as payerEn',
      'orders.number',
      'orders.vendorId',
      'payments.payerName',
      'payments.payerAccount',
      'payments.receivedAt',
      'payments.amount as paid',
      'preparer.name as preparer',
      'approver.name as approver',
    ])

/** Refunds in a view, or in one state whatever the view; what waits longest first while it is open. */
export function listRefunds(db: Db, { view = 'open', state }: RefundFilter, limit = 500) {
  return refundsSeen(db)
    .where('refunds.state', 'in', state ? [state] : [...views[view]])
    .orderBy('refunds.id', view === 'open' ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

export type ListedRefund = Awaited<ReturnType<typeof listRefunds>>[number]

export async function findRefund(db: Db, refundId: string) {
  const refund = await refundsSeen(db).where('refunds.id', '=', refundId).executeTakeFirst()
  if (!refund) return undefined
  const parts = await db
    .selectFrom('refundParts')
    .innerJoin('orderLines', 'orderLines.id', 'refundParts.orderLineId')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select([
      'refundParts.orderLineId',
      'refundParts.quantity',
      'refundParts.amount',
      'products.nameZh',
      'products.nameEn',
      'editions.nameZh as editionName',
      'editions.nameEn as editionNameEn',
    ])
    .where('refundId', '=', refundId)
    .orderBy('orderLines.no')
    .execute()
  return { refund, parts }
}

export type FoundRefund = NonNullable<Awaited<ReturnType<typeof findRefund>>>

/** How much of each line of an order has been asked back already, fen. */
export async function listBackOfLines(db: Db, orderId: string) {
  const rows = await db
    .selectFrom('refundParts')
    .innerJoin('refunds', 'refunds.id', 'refundParts.refundId')
    .where('refunds.orderId', '=', orderId)
    .where('refunds.state', '<>', 'refused')
    .groupBy('orderLineId')
    .select(['orderLineId', sql<bigint>`sum(refund_parts.amount)::bigint`.as('fen')])
    .execute()
  return Object.fromEntries(rows.map(({ orderLineId, fen }) => [orderLineId, fen]))
}

/** What of an enterprise's unapplied money is on its way back already. */
export const listUnappliedRefunds = (db: Db, enterpriseId: string) =>
  db
    .selectFrom('refunds')
    .select(['id', 'code', 'state', 'amount', 'currency', 'requestedAt'])
    .where('enterpriseId', '=', enterpriseId)
    .where('cause', '=', 'unapplied')
    .where('state', 'not in', ['paid', 'refused'])
    .orderBy('id')
    .execute()

/** What happened to the refunds of an order, newest first: both of its sides read it. */
export const listRefundTrail = (db: Db, orderId: string) =>
  db
    .selectFrom('events')
    .innerJoin('refunds', 'refunds.id', 'events.subjectId')
    .leftJoin('persons', 'persons.id', 'events.actorId')
    .leftJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .where('refunds.orderId', '=', orderId)
    .where('events.kind', 'like', 'refund.%')
    .select([
      'events.id',
      'events.kind',
      'events.at',
      'events.actorKind',
      'events.rule',
      'persons.name as person',
      'eventBodies.body as facts',
    ])
    .orderBy('events.id', 'desc')
    .limit(100)
    .execute()
