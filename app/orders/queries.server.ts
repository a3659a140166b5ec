import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import type { OrderState } from './lifecycle'

type Db = Kysely<Database>

/** Every read of orders starts here: one's own as buyer or vendor, all of them for the office and the auditor. */
export function ordersSeenBy(db: Db, actor: Actor) {
  const all = actor.kind === 'agency' || actor.kind === 'clock'
  return db
    .selectFrom('orders')
    .where((order) =>
      order.or([
        order('orders.enterpriseId', '=', actor.organizationId),
        order('orders.vendorId', '=', actor.organizationId),
        order.lit(all),
      ]),
    )
}

/** On which side of the order the actor stands. */
export const sideOf = (
  actor: Pick<Actor, 'organizationId'>,
  order: { enterpriseId: string; vendorId: string },
) =>
  actor.organizationId === order.enterpriseId
    ? 'enterprise'
    : actor.organizationId === order.vendorId
      ? 'vendor'
      : 'office'

export type Side = ReturnType<typeof sideOf>

export function findOrder(db: Db, actor: Actor, orderId: string) {
  return ordersSeenBy(db, actor)
    .innerJoin('organizations as enterprise', 'enterprise.id', 'orders.enterpriseId')
    .innerJoin('organizations as vendor', 'vendor.id', 'orders.vendorId')
    .leftJoin('rounds', 'rounds.id', 'orders.roundId')
    .where('orders.id', '=', orderId)
    .selectAll('orders')
    .select([
      'enterprise.name as enterpriseName',
      'enterprise.nameEn as enterpriseNameEn',
      'enterprise.uscc as enterpriseUscc',
      'vendor.name as vendorName',
      'vendor.nameEn as vendorNameEn',
      'vendor.uscc as vendorUscc',
      'rounds.number as roundNumber',
      'rounds.title as roundTitle',
      'rounds.titleEn as roundTitleEn',
    ])
    .executeTakeFirst()
}

export type OrderListing = { state?: OrderState; open?: boolean; after?: string; search?: string }

export function listOrders(
  db: Db,
  actor: Actor,
  { state, open, after, search }: OrderListing = {},
  limit = 50,
) {
  return ordersSeenBy(db, actor)
    .innerJoin('organizations as enterprise', 'enterprise.id', 'orders.enterpriseId')
    .innerJoin('organizations as vendor', 'vendor.id', 'orders.vendorId')
    .$if(state !== undefined, (query) => query.where('orders.state', '=', state!))
    .$if(open === true, (query) =>
      query.where('orders.state', 'in', ['placed', 'confirmed', 'funded', 'delivered', 'accepted']),
    )
    .$if(!!after, (query) => query.where('orders.id', '<', after!))
    .$if(!!search, (query) =>
      query.where((order) =>
        order.or([
          order('orders.number', 'ilike', `%${search}%`),
          order('orders.paymentCode', '=', search!.replaceAll(/[\s-]/g, '').toUpperCase()),
          order('enterprise.name', 'ilike', `%${search}%`),
          order('vendor.name', 'ilike', `%${search}%`),
        ]),
      ),
    )
    .select([
      'orders.id',
      'orders.number',
      'orders.state',
      'orders.total',
      'orders.received',
      'orders.canceled',
      'orders.currency',
      'orders.confirmDue',
      'orders.payDue',
      'orders.deliverDue',
      'orders.placedAt',
      'orders.enterpriseId',
      'orders.vendorId',
      'enterprise.name as enterpriseName',
      'vendor.name as vendorName',
      (order) =>
        order
          .selectFrom('deliveryNotes')
          .select((note) => note.fn.min('acceptDue').as('due'))
          .whereRef('deliveryNotes.orderId', '=', 'orders.id')
          .where('deliveryNotes.state', '=', 'sent')
          .as('acceptDue'),
    ])
    .orderBy('orders.id', 'desc')
    .limit(limit)
    .execute()
}

export function listOrderLines(db: Db, orderId: string) {
  return db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .leftJoin('releases', 'releases.id', 'orderLines.releaseId')
    .leftJoin('awards', 'awards.id', 'orderLines.awardId')
    .leftJoin('lots', 'lots.id', 'awards.lotId')
    .where('orderLines.orderId', '=', orderId)
    .selectAll('orderLines')
    .select([
      'products.nameZh',
      'products.nameEn',
      'products.id as productId',
      'editions.name as editionName',
      'editions.sku',
      'publishers.nameZh as publisherZh',
      'publishers.nameEn as publisherEn',
      'releases.name as releaseName',
      'lots.code as lotCode',
    ])
    .orderBy('orderLines.no')
    .execute()
}

export type OrderLine = Awaited<ReturnType<typeof listOrderLines>>[number]

export const listDues = (db: Db, orderId: string) =>
  db.selectFrom('orderDues').selectAll().where('orderId', '=', orderId).orderBy('no').execute()

/** The contract that counts now, the newest version. */
export const findContract = (db: Db, orderId: string) =>
  db
    .selectFrom('contracts')
    .selectAll()
    .where('orderId', '=', orderId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listContracts = (db: Db, orderId: string) =>
  db
    .selectFrom('contracts')
    .select(['id', 'number', 'kind', 'version', 'hash', 'madeAt'])
    .where('orderId', '=', orderId)
    .orderBy('version')
    .execute()

export const listConfirmations = (db: Db, contractId: string) =>
  db
    .selectFrom('contractConfirmations')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('at')
    .execute()

/** The notes of an order with what stands on them. */
export async function listDeliveryNotes(db: Db, orderId: string) {
  const notes = await db
    .selectFrom('deliveryNotes')
    .selectAll()
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()
  const deliveries = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute()
  return notes.map((note) => ({ ...note, deliveries: deliveries.filter(({ noteId }) => noteId === note.id) }))
}

export function findDeliveryNote(db: Db, actor: Actor, noteId: string) {
  return ordersSeenBy(db, actor)
    .innerJoin('deliveryNotes', 'deliveryNotes.orderId', 'orders.id')
    .where('deliveryNotes.id', '=', noteId)
    .selectAll('deliveryNotes')
    .select([
      'orders.number as orderNumber',
      'orders.state as orderState',
      'orders.enterpriseId',
      'orders.vendorId',
    ])
    .executeTakeFirst()
}

/** What both sides see of the order's past, newest first. */
export function listOrderTrail(db: Db, orderId: string) {
  return db
    .selectFrom('events')
    .leftJoin('persons', 'persons.id', 'events.actorId')
    .leftJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .where('events.subjectId', '=', orderId)
    .where('events.kind', 'like', 'order.%')
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
    .limit(200)
    .execute()
}

/** What waits for this organization in this room, and until when. */
export async function countWaitingOrders(db: Db, actor: Actor) {
  const row = await ordersSeenBy(db, actor)
    .select(
      sql<bigint>`count(*) filter (where state = 'placed' and not exists (
        select from contract_confirmations k join contracts c on c.id = k.contract_id
        where c.order_id = orders.id and k.side = order_side(orders.id)))`.as('confirm'),
    )
    .select(sql<bigint>`count(*) filter (where state = 'confirmed' and enterprise_id = app_org())`.as('pay'))
    .select(sql<bigint>`count(*) filter (where state = 'funded' and vendor_id = app_org())`.as('deliver'))
    .select(
      sql<bigint>`count(*) filter (where enterprise_id = app_org() and exists (
        select from delivery_notes n where n.order_id = orders.id and n.state = 'sent'))`.as('accept'),
    )
    .where('state', 'in', ['placed', 'confirmed', 'funded', 'delivered'])
    .executeTakeFirstOrThrow()
  return {
    confirm: Number(row.confirm),
    pay: Number(row.pay),
    deliver: Number(row.deliver),
    accept: Number(row.accept),
  }
}
