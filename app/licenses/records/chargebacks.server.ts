import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recordEach } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import { takenOf } from './charged-back'

type Tx = Kysely<Database>
type Event = { id: string; subjectId: string | null; facts: Record<string, any>; at: Date }

/** `chargeback.opened`: the licenses of its order are disputed; they still cover until the bank decides (licenses.md §6.5). */
export async function markDisputed(tx: Tx, { subjectId }: Event) {
  for (const orderId of await ordersPaidBy(tx, subjectId!)) await refreshDisputed(tx, orderId)
}

/** `payment.matched`: money over which a bank already asks may have been put on the order. */
export const markPaidByDisputed = (tx: Tx, { subjectId }: Event) => refreshDisputed(tx, subjectId!)

/**
 * `chargeback.closed`: they are disputed no longer; of a lost one the units that the money was for leave the
 * entitlements, and the position with them, and the purchase records say so.
 */
export async function endDispute(tx: Tx, event: Event) {
  if (event.facts.outcome === 'lost')
    for (const part of await takenFrom(tx, event.subjectId!)) await takeUnits(tx, event, part)
  for (const paid of await ordersPaidBy(tx, event.subjectId!)) await refreshDisputed(tx, paid)
}

type Taken = { orderId: string; counted: bigint; disputeId: string; currency: string }

/** What a lost chargeback took from each order. */
async function takenFrom(tx: Tx, chargebackId: string): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select p.order_id, sum(c.amount)::bigint as counted, b.dispute_id, b.currency
    from chargebacks b join chargeback_parts c on c.chargeback_id = b.id join payments p on p.id = c.payment_id
    where b.id = ${chargebackId} and p.order_id is not null
    group by p.order_id, b.dispute_id, b.currency order by p.order_id`.execute(tx)
  return rows
}

async function takeUnits(tx: Tx, event: Event, { orderId, counted, disputeId, currency }: Taken) {
  const lines = await tx
    .selectFrom('orderLines')
    .select(['id', 'unitPrice', sql<number>`quantity - canceled`.as('quantity')])
    .where('orderId', '=', orderId)
    .orderBy('no')
    .execute()
  for (const { id, units, amount } of takenOf(lines, counted)) {
    if (units > 0)
      await sql`select reduce_line(${id}::uuid, ${units}::int, 'chargeback', ${event.id}::uuid)`.execute(tx)
    await sql`select append_fact(${id}::uuid, 'chargeback', ${disputeId}, ${amount}::bigint, ${currency}::text,
      ${event.at}::timestamptz, null::bytea, ${event.id}::uuid)`.execute(tx)
  }
}

/** The order of a chargeback's payment, and those on which what of it belonged to none was put later. */
async function ordersPaidBy(tx: Tx, chargebackId: string): Promise<string[]> {
  const { rows } = await sql<{ orderId: string }>`
    select distinct p.order_id from chargebacks b join payments p on p.id = b.payment_id or p.source_id = b.payment_id
    where b.id = ${chargebackId} and p.order_id is not null order by p.order_id`.execute(tx)
  return rows.map(({ orderId }) => orderId)
}

/** Disputed is what a chargeback of its order is open for: said anew each time, so nothing depends on how often. */
async function refreshDisputed(tx: Tx, orderId: string) {
  const { rows } = await sql<{ id: string; orgId: string; disputed: boolean; number: string }>`
    with now as (select exists (select from chargebacks_over(${orderId}::uuid)) as open)
    update entitlements e set disputed = now.open
    from now, purchase_records r join order_lines l on l.id = r.order_line_id join orders o on o.id = l.order_id
    where r.id = e.purchase_record_id and l.order_id = ${orderId}::uuid and e.disputed <> now.open
      and e.state in ('active', 'suspended', 'revoked')
    returning e.id, e.org_id, e.disputed, o.number`.execute(tx)
  const [first] = rows
  if (!first) return
  await recordEach(
    tx,
    first.disputed ? 'license.disputed' : 'license.dispute_ended',
    rows.map(({ id, orgId }) => ({ subject: id, facts: { entitlement: id, order: orderId }, org: orgId })),
  )
  await notifyMembers(tx, first.orgId, ['asset_manager', 'buyer'], {
    kind: first.disputed ? 'license.disputed' : 'license.dispute_ended',
    href: '/licenses',
    facts: { number: first.number },
    event: null,
  })
}
