import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuseIf } from '~/kernel/refusal'
import { findUncured, giveUpUncured } from '~/orders/changes/uncured.server'
import { type LockedOrder, lockOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import type { Actor } from '~/people/actor'
import { linesOf } from './overpaid'
import { paidBeyond, requestRefund } from './request.server'

type Tx = Kysely<Database>

/**
 * By the clock: what was rejected and not delivered again within its term is proposed to be paid back, once for each
 * note; an order that waits for a case, a change or the card network is left until it does not.
 */
export async function proposeUncured(tx: Tx, now: Date) {
  const { rows } = await sql<{ id: string }>`
    select o.id from orders o
    where o.state = 'funded' and o.received > o.refunded and o.acceptance_paused_by is null
      and exists (select from delivery_notes n where n.order_id = o.id and n.state = 'rejected' and n.redelivery_due <= ${now}
                  and not exists (select from refunds r where r.cause = 'rejection' and r.cause_id = n.id))
      and not exists (select from delivery_notes n where n.order_id = o.id and n.state = 'sent')
      and not exists (select from order_changes c where c.order_id = o.id and c.state = 'proposed')
      and not exists (select from holds h where h.order_id = o.id and h.state = 'active')
      and not exists (select from chargebacks_over(o.id))
    order by o.id limit 200 for update of o skip locked`.execute(tx)
  for (const { id } of rows) await propose(tx, await lockOrder(tx, id))
}

async function propose(tx: Tx, order: LockedOrder) {
  const uncured = await findUncured(tx, order)
  if (!uncured) return
  const { note, lines, worth } = uncured
  const over = await paidBeyond(tx, order.id, order.total - order.canceled - worth)
  if (over <= 0n) return
  const { rows: refunded } = await sql<{ id: string; fen: bigint }>`
    select p.order_line_id as id, sum(p.amount)::bigint as fen from refund_parts p join refunds r on r.id = p.refund_id
    where r.order_id = ${order.id} and r.state <> 'refused' group by 1`.execute(tx)
  const back = (lineId: string) => refunded.find(({ id }) => id === lineId)?.fen ?? 0n
  const owed = lines.map(({ id, amount, givenUp }) => ({ id, givenUp, left: amount - back(id) }))
  await requestRefund(tx, {
    orderId: order.id,
    cause: 'rejection',
    causeId: note.id,
    lines: linesOf(over, owed),
  })
  await tellSide(tx, order, 'vendor', 'refund.requested')
}

/**
 * With the approval of such a refund the units are given up, and delivered no more. Refuses: cured-since, where what
 * stays of the order costs what is left of its money again.
 */
export async function endUncured(tx: Tx, actor: Actor, order: LockedOrder) {
  const uncured = await findUncured(tx, order)
  const left = await paidBeyond(tx, order.id, order.total - order.canceled - (uncured?.worth ?? 0n))
  refuseIf(left >= 0n ? null : 'cured-since')
  if (uncured) await giveUpUncured(tx, actor, order, uncured)
}
