import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type MoneyStatus, moneyFlags, moneyStatus } from './money-status'

type Db = Kysely<Database>

/** Where an order's money is, fen; the parts from `unpaid` to `refunded`, less `clawback`, are what the order costs. */
export type OrderPlaces = {
  received: bigint
  unpaid: bigint
  /** received, not yet accepted */
  unreleased: bigint
  held: bigint
  payable: bigint
  inTransit: bigint
  paidOut: bigint
  fee: bigint
  /** given back to the buyer and still owed by the vendor */
  clawback: bigint
  /** asked for, not yet approved */
  refundAsked: bigint
  refundOpen: bigint
  refunded: bigint
  processing: boolean
  onHold: boolean
  chargedBack: boolean
}

type Order = { id: string; total: bigint; canceled: bigint }

/** The places of an order's money and what they amount to; null before the contract stands. */
export async function findOrderMoney(
  db: Db,
  { id, total, canceled }: Order,
): Promise<{ places: OrderPlaces; status: MoneyStatus; flags: ('hold' | 'chargeback')[] } | null> {
  const { rows } = await sql<OrderPlaces>`select * from order_money(${id}::uuid)`.execute(db)
  const places = rows[0]
  if (!places || places.unpaid + places.received === 0n) return null
  const facts = {
    ...places,
    total: total - canceled,
    payable: places.payable + places.held,
    refundOpen: places.refundOpen + places.refundAsked,
  }
  return { places, status: moneyStatus(facts), flags: moneyFlags(facts) }
}

/** What waits for a case on each line of the order, fen; which case is nobody's to read. */
export async function findHeldOfLines(db: Db, orderId: string) {
  const rows = await db
    .selectFrom('holds')
    .where('orderId', '=', orderId)
    .where('state', '=', 'active')
    .groupBy('orderLineId')
    .select(['orderLineId', sql<bigint>`sum(amount)::bigint`.as('fen')])
    .execute()
  return Object.fromEntries(rows.map(({ orderLineId, fen }) => [orderLineId, fen]))
}
