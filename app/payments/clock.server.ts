import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { graceEnds } from '~/orders/dues/grace'
import { lockOrder, moveOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import { proposeUncured } from './refunds/uncured.server'
import { reconcileNightly } from './reconciliation/reconcile.server'

type Tx = Kysely<Database>

/** What this room does without being asked, each at its deadline by the database's clock. */
export const clockMoves = [
  { name: 'payments.expire', run: expire },
  { name: 'payments.propose_uncured', run: proposeUncured },
  { name: 'payments.end_holds', run: endHolds },
  { name: 'payments.complete', run: complete },
  { name: 'payments.reconcile', run: reconcileNightly },
]

/** Orders for which nothing came in by the due and its grace end; one that is part-paid or being paid stays for a person. */
async function expire(tx: Tx, now: Date) {
  const calendar = await loadCalendar(tx)
  const late = await tx
    .selectFrom('orders')
    .select(['id', 'payDue'])
    .where('state', '=', 'confirmed')
    .where('received', '=', 0n)
    .where('payDue', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('checkoutAttempts')
            .whereRef('checkoutAttempts.orderId', '=', 'orders.id')
            .where('checkoutAttempts.state', 'in', ['intended', 'open', 'processing'])
            .select(sql`1`.as('one')),
        ),
      ),
    )
    .orderBy('payDue')
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id, payDue } of late) {
    if (now < graceEnds(calendar, payDue!)) continue
    const order = await lockOrder(tx, id)
    if (order.received > 0n) continue
    await moveOrder(tx, id, 'expire', { canceled: order.total, closedAt: order.lockedAt })
    const event = await record(
      tx,
      'order.expired',
      id,
      { order: id, side: 'enterprise' },
      { org: order.enterpriseId, round: order.roundId },
    )
    for (const side of ['enterprise', 'vendor'] as const)
      await tellSide(tx, order, side, 'order.expired', event)
  }
}

/** A hold that outlives its case's longest time gives the money free. */
async function endHolds(tx: Tx, now: Date) {
  await sql`select release_hold(case_id, order_line_id) from holds where state = 'active' and ends_at <= ${now} order by order_id`.execute(
    tx,
  )
}

/** Orders of which everything is paid, invoiced and paid out, with nothing held, disputed or on its way back. */
async function complete(tx: Tx) {
  for (const { id } of await listComplete(tx, await takeChecks(tx))) {
    const { lockedAt, ...order } = await lockOrder(tx, id)
    await moveOrder(tx, id, 'complete', { completedAt: lockedAt })
    const about = { org: order.enterpriseId, round: order.roundId }
    const event = await record(tx, 'order.completed', id, { order: id }, about)
    for (const side of ['enterprise', 'vendor'] as const)
      await tellSide(tx, order, side, 'order.completed', event)
  }
}

const checksAtOnce = 500

/** Orders of which something moved last (triggers ask): while nothing moves, no order is looked at. */
async function takeChecks(tx: Tx) {
  const { rows } = await sql<{ orderId: string }>`
    delete from completion_checks where ctid = any(array(select ctid from completion_checks limit ${checksAtOnce}))
    returning order_id`.execute(tx)
  return [...new Set(rows.map(({ orderId }) => orderId))]
}

/** Of these orders the complete ones. They are locked first, so that what is compared is what whoever held them left. */
async function listComplete(tx: Tx, asked: readonly string[]) {
  if (asked.length === 0) return []
  const locked = await tx
    .selectFrom('orders')
    .select('id')
    .where('id', 'in', asked)
    .where('state', '=', 'accepted')
    .orderBy('id')
    .forUpdate()
    .execute()
  const { rows } = await sql<{ id: string }>`
    select o.id from orders o
    where o.id = any(${locked.map(({ id }) => id)}::uuid[])
      and o.total - o.canceled between o.received - o.refunded and o.received
      and not exists (select from ledger.accounts a where a.order_id = o.id and a.balance <> 0)
      and not exists (select from payout_parts p join payouts y on y.id = p.payout_id
                      where p.order_id = o.id and y.state in ('prepared', 'approved', 'sent'))
      and not exists (select from refunds r where r.order_id = o.id and r.state not in ('paid', 'refused'))
      and not exists (select from holds h where h.order_id = o.id and h.state = 'active')
      and not exists (select from chargebacks_over(o.id))
      and not exists (select from invoices i where i.order_id = o.id and i.state in ('requested', 'red_requested', 'red_confirmed'))
      and (select i.sold >= o.received - o.refunded
             and i.supplied >= case when o.reseller_id is null then o.received - o.refunded else less_fee(o.received - o.refunded, o.fee_bps) end
           from order_invoiced(o.id) i)
    order by o.id`.execute(tx)
  return rows
}
