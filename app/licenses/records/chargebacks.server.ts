import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recordEach } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'
import { takenOf } from './charged-back'

type Tx = Kysely<Database>
type Event = { id: string; subjectId: string | null; facts: Record<string, any>; at: Date }

/** `chargeback.opened`: the licenses of its order are disputed; they still cover until the bank decides (licenses.md §6.5). */
export const markDisputed = (tx: Tx, { facts }: Event) => refreshDisputed(tx, facts.order ?? null)

/**
 * `chargeback.closed`: they are disputed no longer; of a lost one the units that the money was for leave the
 * entitlements, and the position with them, and the purchase records say so.
 */
export async function endDispute(tx: Tx, event: Event) {
  const orderId: string | null = event.facts.order ?? null
  if (event.facts.outcome === 'lost' && orderId) await takeUnits(tx, event, orderId)
  await refreshDisputed(tx, orderId)
}

async function takeUnits(tx: Tx, event: Event, orderId: string) {
  const { counted, disputeId, currency } = await tx
    .selectFrom('chargebacks')
    .select(['counted', 'disputeId', 'currency'])
    .where('id', '=', event.subjectId)
    .executeTakeFirstOrThrow()
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

/** Disputed is what a chargeback of its order is open for: said anew each time, so nothing depends on how often. */
async function refreshDisputed(tx: Tx, orderId: string | null) {
  if (!orderId) return
  const { rows } = await sql<{ id: string; orgId: string; disputed: boolean; number: string }>`
    with now as (select exists (select from chargebacks b where b.order_id = ${orderId}::uuid and b.state in ('warning', 'open')) as open)
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
