import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { Refused } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import { notifyAgencies } from '~/people/notify.server'
import { linesOf, type ReducedLine } from './overpaid'
import { requestRefund } from './request.server'

type Happening = { kind: string; subjectId: string | null; facts: Record<string, any> }

/** `order.reduced/canceled/terminated`: what was paid beyond what is still owed goes back to its payer. */
export async function refundGivenUp(tx: Kysely<Database>, { kind, subjectId, facts }: Happening) {
  const order = await lockOrder(tx, subjectId!)
  const { rows } = await sql<{ asked: bigint }>`
    select coalesce(sum(amount), 0)::bigint as asked from refunds
    where order_id = ${order.id} and state in ('requested', 'waiting_red_letter')`.execute(tx)
  const over = order.received - order.refunded - rows[0]!.asked - (order.total - order.canceled)
  if (over <= 0n) return
  const { rows: lines } = await sql<ReducedLine>`
    select l.id, l.unit_price * l.canceled as given_up, l.amount - coalesce((select sum(p.amount) from refund_parts p
      join refunds r on r.id = p.refund_id and r.state <> 'refused' where p.order_line_id = l.id), 0)::bigint as left
    from order_lines l where l.order_id = ${order.id} order by l.no`.execute(tx)
  await requestRefund(tx, {
    orderId: order.id,
    cause: kind === 'order.terminated' ? 'termination' : 'cancellation',
    causeId: String(facts.change),
    lines: linesOf(over, lines),
  })
}

/** `invoice.reversed`: a refund that waits for this red letter can be approved now. */
export async function tellRedLetter(tx: Kysely<Database>, { facts }: Happening) {
  const waiting = await tx
    .selectFrom('refunds')
    .innerJoin('orders', 'orders.id', 'refunds.orderId')
    .select(['refunds.id', 'orders.number'])
    .where('refunds.orderId', '=', String(facts.order))
    .where('refunds.state', '=', 'waiting_red_letter')
    .executeTakeFirst()
  if (!waiting) return
  await notifyAgencies(tx, ['officer'], {
    kind: 'refund.red_letter',
    href: `/office/refunds/${waiting.id}`,
    facts: { number: waiting.number },
  })
}

type Promised = { orderId: string; number: string; orderLineId: string; amount: bigint; quantity: number }

/**
 * `refund.requested`: what a settlement promised of a line is asked for under its obligation, so once. Money that cannot
 * go back (a chargeback takes it, or it went already) is the officers' to look at.
 */
export async function refundPromised(tx: Kysely<Database>, { subjectId }: Happening) {
  const { rows } = await sql<Promised>`
    select p.order_id, o.number, p.order_line_id, p.amount, p.quantity
    from refund_promised(${subjectId}::uuid) p join orders o on o.id = p.order_id`.execute(tx)
  for (const { orderId, number, orderLineId, amount, quantity } of rows)
    await requestRefund(tx, {
      orderId,
      cause: 'settlement',
      causeId: subjectId!,
      lines: [{ lineId: orderLineId, quantity, amount }],
    }).catch(async (error: unknown) => {
      if (!(error instanceof Refused)) throw error
      await notifyAgencies(tx, ['officer'], {
        kind: 'refund.impossible',
        href: `/orders/${orderId}`,
        facts: { number },
      })
    })
}

/** `chargeback.closed`: what settlements promised of its order and could not be asked for meanwhile is asked for now. */
export async function askPromisedAgain(tx: Kysely<Database>, event: Happening) {
  const orderId: string | null = event.facts.order ?? null
  if (!orderId) return
  const { rows } = await sql<{ obligation: string }>`
    select distinct e.subject_id as obligation from events e cross join lateral refund_promised(e.subject_id) p
    where e.kind = 'refund.requested' and p.order_id = ${orderId}::uuid
      and not exists (select from refunds r where r.cause = 'settlement' and r.cause_id = e.subject_id)`.execute(
    tx,
  )
  for (const { obligation } of rows) await refundPromised(tx, { ...event, subjectId: obligation })
}
