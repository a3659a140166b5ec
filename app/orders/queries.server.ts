import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'

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
export function sideOf(
  { organizationId }: Pick<Actor, 'organizationId'>,
  order: { enterpriseId: string; vendorId: string },
): 'enterprise' | 'vendor' | 'office' {
  if (organizationId === order.enterpriseId) return 'enterprise'
  return organizationId === order.vendorId ? 'vendor' : 'office'
}

export type Side = ReturnType<typeof sideOf>

export function findOrder(db: Db, actor: Actor, orderId: string) {
  return ordersSeenBy(db, actor)
    .innerJoin('organizations as enterprise', 'enterprise.id', 'orders.enterpriseId')
    .innerJoin('organizations as vendor', 'vendor.id', 'orders.vendorId')
    .leftJoin('rounds', 'rounds.id', 'orders.roundId')
    .where('orders.id', '=', orderId)
    .selectAll('orders')
    .select([
      // Which case pauses it is for the seats of the case alone.
      sql<null>`null::uuid`.as('acceptancePausedBy'),
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

export type FoundOrder = NonNullable<Awaited<ReturnType<typeof findOrder>>>

export function listOrderLines(db: Db, orderId: string) {
  return (
    db
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
        'products.slug',
        'editions.nameZh as editionName',
        'editions.nameEn as editionNameEn',
        'editions.sku',
        'publishers.nameZh as publisherZh',
        'publishers.nameEn as publisherEn',
        'releases.name as releaseName',
        'lots.code as lotCode',
      ])
      // What a unit costs since its price fell (payments' rebates).
      .select(sql<bigint>`order_lines.unit_price - rebate_per_unit(order_lines.id)`.as('netPrice'))
      .orderBy('orderLines.no')
      .execute()
  )
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

/** Who agreed to a contract, by name: both sides read both. */
export async function listSigners(db: Db, contractId: string) {
  const { rows } = await sql<Signed>`select * from contract_signers(${contractId}::uuid)`.execute(db)
  return rows
}

export type Signed = {
  side: 'enterprise' | 'vendor' | 'office'
  person: string
  method: 'step_up' | 'sealed_scan'
  at: Date
}

/** The notes of an order with what stands on them. */
export async function listDeliveryNotes(db: Db, orderId: string) {
  const notes = await db
    .selectFrom('deliveryNotes')
    .leftJoin('organizations as other', 'other.id', 'deliveryNotes.subcontractorId')
    .selectAll('deliveryNotes')
    .select([
      'other.name as subcontractor',
      'other.nameEn as subcontractorEn',
      sql<boolean>`acceptance_waits(delivery_notes.id)`.as('waits'),
    ])
    .where('orderId', '=', orderId)
    .orderBy('deliveryNotes.id')
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

export type DeliveryNote = Awaited<ReturnType<typeof listDeliveryNotes>>[number]

/** Who may hand over in a vendor's stead. */
export const listOtherVendors = (db: Db, vendorId: string) =>
  db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where('kind', '=', 'vendor')
    .where('state', '=', 'verified')
    .where('id', '!=', vendorId)
    .orderBy('name')
    .execute()

/** The agreement of the order's round with its vendor. */
export const findFramework = (db: Db, order: { roundId: string | null; vendorId: string }) =>
  db
    .selectFrom('contracts')
    .selectAll()
    .where('kind', '=', 'framework')
    .where('roundId', '=', order.roundId)
    .where('vendorId', '=', order.vendorId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What anyone may know of a contract by its digest: its number and its dates. */
export async function findContractBehind(db: Db, hash: string) {
  const { rows } = await sql<{
    number: string
    kind: 'framework' | 'call_off' | 'supplement'
    version: number
    madeAt: Date
    confirmedAt: Date | null
  }>`select * from contract_behind(${hash})`.execute(db)
  return rows[0]
}

/** Everything an order's page shows of this room; undefined for an order that is not the actor's to see. */
export async function readOrder(db: Db, actor: Actor, orderId: string) {
  const order = await findOrder(db, actor, orderId)
  const contract = order && (await findContract(db, orderId))
  if (!contract) return undefined
  return {
    order,
    side: sideOf(actor, order),
    contract,
    framework: await findFramework(db, order),
    signed: await listSigners(db, contract.id),
    lines: await listOrderLines(db, orderId),
    dues: await listDues(db, orderId),
    notes: await listDeliveryNotes(db, orderId),
    trail: await listOrderTrail(db, orderId),
  }
}

/** What both sides see of the order's past, newest first. */
export function listOrderTrail(db: Db, orderId: string) {
  return db
    .selectFrom('events')
    .leftJoin('persons', 'persons.id', 'events.actorId')
    .leftJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .where((event) =>
      event.or([
        event('events.subjectId', '=', orderId),
        event(
          'events.subjectId',
          'in',
          event.selectFrom('invoices').select('id').where('orderId', '=', orderId),
        ),
      ]),
    )
    .where(sql<boolean>`events.kind ~ '^(order|payment|invoice)[.]'`)
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

export type OrderEvent = Awaited<ReturnType<typeof listOrderTrail>>[number]

/** The order that a late join has become, to whom it is open. */
export const findJoinedOrder = (
  db: Db,
  join: { awardId: string; orgId: string; quantity: number; confirmedAt: Date | null },
) =>
  db
    .selectFrom('orders')
    .innerJoin('orderLines', 'orderLines.orderId', 'orders.id')
    .select(['orders.id', 'orders.number'])
    .where('orders.source', '=', 'late_join')
    .where('orders.enterpriseId', '=', join.orgId)
    .where('orderLines.awardId', '=', join.awardId)
    .where('orderLines.quantity', '=', join.quantity)
    .where('orders.placedAt', '>=', join.confirmedAt)
    .orderBy('orders.placedAt')
    .limit(1)
    .executeTakeFirst()
