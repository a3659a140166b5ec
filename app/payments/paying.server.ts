import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { payable } from '~/orders/lifecycle'
import { lockOrder } from '~/orders/lock.server'
import { ordersSeenBy } from '~/orders/queries.server'
import type { Actor } from '~/people/actor'
import { keepUpload } from '~/people/upload.server'
import { account } from './ledger/accounts'
import { balancesOf } from './ledger/post.server'

type Db = Kysely<Database>

/** Where a member may transfer money to, the account of longest standing first. */
export const listReceivingAccounts = (db: Db) =>
  db
    .selectFrom('bankAccounts')
    .select(['id', 'holder', 'bank', 'number', 'cnaps', 'currency'])
    .where('receiving', '=', true)
    .where('closedOn', 'is', null)
    .orderBy('openedOn')
    .orderBy('id')
    .execute()

export type ReceivingAccount = Awaited<ReturnType<typeof listReceivingAccounts>>[number]

/** What has come in for an order, newest first. */
export const listPayments = (db: Db, orderId: string) =>
  db
    .selectFrom('payments')
    .select(['id', 'rail', 'amount', 'currency', 'payerName', 'receivedAt', 'refunding'])
    .where('orderId', '=', orderId)
    .where('undoneAt', 'is', null)
    .orderBy('receivedAt', 'desc')
    .execute()

export type ReceivedPayment = Awaited<ReturnType<typeof listPayments>>[number]

export const listProofs = (db: Db, orderId: string) =>
  db
    .selectFrom('transferProofs')
    .innerJoin('files', 'files.id', 'transferProofs.fileId')
    .leftJoin('persons', 'persons.id', 'transferProofs.by')
    .select([
      'transferProofs.id',
      'transferProofs.fileId',
      'files.name',
      'transferProofs.at',
      'persons.name as person',
    ])
    .where('orderId', '=', orderId)
    .orderBy('transferProofs.at', 'desc')
    .execute()

/** Money of an enterprise that belongs to no order yet, fen. */
export async function findUnapplied(db: Db, enterpriseId: string): Promise<bigint> {
  const of = await balancesOf(db, [account.unapplied(enterpriseId)])
  return -of(account.unapplied(enterpriseId))
}

/**
 * Keeps the slip of a transfer beside the order: a hint for whoever matches the bank's line, never a payment.
 * Refuses: order-unknown, order-takes-no-money, file-type, file-empty.
 */
export async function addProof(tx: Db, actor: Actor, orderId: string, file: File) {
  const order = await lockOrder(tx, orderId)
  if (order.enterpriseId !== actor.organizationId) refuse('order-unknown')
  refuseIf((payable as readonly string[]).includes(order.state) ? null : 'order-takes-no-money')
  const fileId = await keepUpload(tx, actor, file)
  await tx.insertInto('transferProofs').values({ orderId, fileId, by: actor.personId }).execute()
  await record(
    tx,
    'order.proof_added',
    orderId,
    { order: orderId },
    { org: order.enterpriseId, round: order.roundId },
  )
}

export type OwedDue = {
  orderId: string
  number: string
  code: string
  vendor: string
  vendorEn: string | null
  no: number
  of: number
  gate: boolean
  dueAt: Date | null
  amount: bigint
  paid: bigint
  currency: string
}

/** The dues of the enterprise's living orders that money has not covered, the earliest first. */
export async function listOwedDues(db: Db, actor: Actor): Promise<OwedDue[]> {
  const { rows } = await sql<OwedDue>`
    with due as (
      select o.id as order_id, o.number, o.payment_code as code, v.name as vendor, v.name_en as vendor_en, d.no,
        count(*) over (partition by o.id)::int as of, d.gate, d.due_at, d.amount, o.currency,
        greatest(0, least(d.amount, o.received - (sum(d.amount) over (partition by o.id order by d.no) - d.amount)))::bigint as paid
      from orders o join order_dues d on d.order_id = o.id join organizations v on v.id = o.vendor_id
      where o.enterprise_id = ${actor.organizationId} and o.state in ('confirmed', 'funded', 'delivered', 'accepted'))
    select * from due where paid < amount order by due_at nulls last, number, no`.execute(db)
  return rows
}

/** What came in lately from the enterprise, for any order or none. */
export const listOwnPayments = (db: Db, actor: Actor, limit = 50) =>
  db
    .selectFrom('payments')
    .leftJoin('orders', 'orders.id', 'payments.orderId')
    .select([
      'payments.id',
      'payments.orderId',
      'orders.number',
      'payments.rail',
      'payments.amount',
      'payments.currency',
      'payments.payerName',
      'payments.receivedAt',
    ])
    .where('payments.enterpriseId', '=', actor.organizationId)
    .where('undoneAt', 'is', null)
    .orderBy('payments.receivedAt', 'desc')
    .limit(limit)
    .execute()

/** Money on its way back to the enterprise, or back already. */
export const listOwnRefunds = (db: Db, actor: Actor, limit = 50) =>
  db
    .selectFrom('refunds')
    .leftJoin('orders', 'orders.id', 'refunds.orderId')
    .select([
      'refunds.id',
      'refunds.code',
      'refunds.state',
      'refunds.amount',
      'refunds.currency',
      'refunds.cause',
      'refunds.orderId',
      'orders.number',
      'refunds.requestedAt',
      'refunds.paidAt',
      'refunds.refusedReason',
    ])
    .where('refunds.enterpriseId', '=', actor.organizationId)
    .orderBy('refunds.id', 'desc')
    .limit(limit)
    .execute()

export type VendorMoney = {
  orderId: string
  number: string
  buyer: string
  buyerEn: string | null
  state: string
  currency: string
  received: bigint
  unreleased: bigint
  held: bigint
  payable: bigint
  inTransit: bigint
  paidOut: bigint
  fee: bigint
}

/** Where the money of each of the vendor's orders is; what has been settled long ago last. */
export async function listVendorMoney(db: Db, actor: Actor, limit = 200): Promise<VendorMoney[]> {
  const orders = ordersSeenBy(db, actor)
    .where('orders.vendorId', '=', actor.organizationId)
    .where('orders.state', 'not in', ['placed', 'declined', 'lapsed', 'expired'])
    .innerJoin('organizations as buyer', 'buyer.id', 'orders.enterpriseId')
    .select(['orders.id', 'orders.number', 'orders.state', 'orders.currency', 'buyer.name', 'buyer.nameEn'])
    .orderBy('orders.id', 'desc')
    .limit(limit)
  const { rows } = await sql<VendorMoney>`
    select o.id as order_id, o.number, o.name as buyer, o.name_en as buyer_en, o.state, o.currency, m.received,
      m.unreleased, m.held, m.payable, m.in_transit, m.paid_out - m.clawback as paid_out, m.fee
    from (${orders}) as o, lateral order_money(o.id) m where m.received > 0 order by o.id desc`.execute(db)
  return rows
}

export type OwnPayment = Awaited<ReturnType<typeof listOwnPayments>>[number]
export type OwnRefund = Awaited<ReturnType<typeof listOwnRefunds>>[number]
