import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import type { Actor } from '~/people/actor'

type Tx = Kysely<Database>

export type ShortDue = {
  orderId: string
  number: string
  currency: string
  buyer: string
  buyerEn: string | null
  dueNo: number
  amount: bigint
  missing: bigint
  receivedAt: Date
  toldAt: Date | null
  toldBy: string | null
}

/** Dues of which at most ¥50 are missing since a transfer came (a bank on its way kept its fee); whose buyer knows comes last. */
export async function listShort(db: Tx): Promise<ShortDue[]> {
  const { rows } = await sql<ShortDue>`
    select s.order_id, o.number, o.currency, g.name as buyer, g.name_en as buyer_en, s.due_no, s.amount, s.missing,
      (select max(p.received_at) from payments p where p.order_id = o.id and p.undone_at is null) as received_at,
      t.told_at, q.name as told_by
    from short_dues s join orders o on o.id = s.order_id join organizations g on g.id = o.enterprise_id
    left join short_payments t on t.order_id = s.order_id and t.due_no = s.due_no and t.missing = s.missing
    left join persons q on q.id = t.told_by
    order by t.told_at nulls first, s.due_at, s.order_id limit 500`.execute(db)
  return rows
}

/** The buyer is asked for what its bank kept; the task is done, until another amount is missing. Refuses: order-unknown, already-moved. */
export async function tellShort(tx: Tx, actor: Actor, orderId: string) {
  const { lockedAt: _, ...order } = await lockOrder(tx, orderId)
  const { rows } = await sql<{
    dueNo: number
    missing: bigint
  }>`select due_no, missing from short_dues where order_id = ${orderId}::uuid`.execute(tx)
  const due = rows[0] ?? refuse('already-moved')
  const told = await tx
    .insertInto('shortPayments')
    .values({ orderId, dueNo: due.dueNo, missing: due.missing, toldBy: actor.personId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('orderId')
    .executeTakeFirst()
  if (!told) return refuse('already-moved')
  const facts = { order: orderId, due: due.dueNo, missing: String(due.missing) }
  const about = { org: order.enterpriseId, round: order.roundId }
  const event = await record(tx, 'payment.short_told', orderId, facts, about)
  await tellSide(tx, order, 'enterprise', 'payment.short_told', event)
}
