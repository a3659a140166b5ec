import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { OrderMove } from './lifecycle'
import { orderLifecycle } from './lifecycle'

type Tx = Kysely<Database>

/**
 * Takes the order's row for this transaction and answers it with the instant at which it was taken: deadlines are
 * tested against that, never against the transaction's start (trust.md). Refuses order-unknown.
 */
export async function lockOrder(tx: Tx, orderId: string) {
  const order = await tx
    .with(
      (locked) => locked('locked').materialized(),
      (db) => db.selectFrom('orders').selectAll().where('id', '=', orderId).forUpdate(),
    )
    .selectFrom('locked')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('lockedAt'))
    .executeTakeFirst()
  return order ?? refuse('order-unknown')
}

export type LockedOrder = Awaited<ReturnType<typeof lockOrder>>

type Changes = Partial<
  Pick<
    LockedOrder,
    | 'canceled'
    | 'contractHash'
    | 'closeReason'
    | 'payDue'
    | 'deliverDue'
    | 'confirmedAt'
    | 'fundedAt'
    | 'deliveredAt'
    | 'acceptedAt'
    | 'completedAt'
    | 'closedAt'
  >
>

/** One conditional update along the lifecycle: of two moves at once the second is refused with already-moved. */
export async function moveOrder(tx: Tx, orderId: string, move: OrderMove, changes: Changes = {}) {
  const { from, to } = orderLifecycle.moves[move]
  const moved = await tx
    .updateTable('orders')
    .set({ ...changes, state: to })
    .where('id', '=', orderId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}
