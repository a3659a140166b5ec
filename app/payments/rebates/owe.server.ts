import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; facts: Record<string, any> }

/** Why a price fell: a deeper step was reached, or a lower price of the same vendor was granted. */
type Fall = { award: string; tier: string | null; watch: string | null; newPrice: bigint }

/** `rebate.due`: every order line that was sold above the new price is owed the difference, once per fall and line. */
export async function oweRebates(tx: Tx, { facts }: Happening) {
  const newPrice = await priceOf(tx, facts)
  await owe(tx, { award: facts.award, tier: facts.tier, watch: facts.watch, newPrice }, null)
}

/**
 * `order.placed`: what was confirmed before its award's price fell may become an order after it; then it is owed like
 * the others.
 */
export async function oweRebatesOf(tx: Tx, { subjectId }: Happening) {
  const falls = await tx
    .selectFrom('tierEvents')
    .select(['tierEvents.id', 'awardId', 'newPrice'])
    .where('awardId', 'in', (db) =>
      db
        .selectFrom('orderLines')
        .where('orderId', '=', subjectId)
        .where('orderLines.awardId', 'is not', null)
        .select((line) => line.ref('orderLines.awardId').$notNull().as('awardId')),
    )
    .orderBy('at')
    .execute()
  for (const { id, awardId, newPrice } of falls)
    await owe(tx, { award: awardId, tier: id, watch: null, newPrice }, subjectId)
}

async function priceOf(tx: Tx, { tier, watch }: Record<string, any>): Promise<bigint> {
  if (tier)
    return (
      await tx.selectFrom('tierEvents').select('newPrice').where('id', '=', tier).executeTakeFirstOrThrow()
    ).newPrice
  return (
    await tx.selectFrom('priceWatches').select('lowerPrice').where('id', '=', watch).executeTakeFirstOrThrow()
  ).lowerPrice
}

async function owe(tx: Tx, { award, tier, watch, newPrice }: Fall, onlyOrder: string | null) {
  const { rows } = await sql<{
    orderId: string
    enterpriseId: string
    roundId: string | null
    amount: bigint
  }>`
    with sold as materialized (
      select l.id, l.order_id, l.quantity - l.canceled as units,
        l.unit_price - coalesce((select sum(r.amount / r.units) from rebates r where r.order_line_id = l.id), 0)::bigint as paid
      from order_lines l join orders o on o.id = l.order_id
      where l.award_id = ${award} and o.state not in ('declined', 'lapsed', 'expired', 'canceled')
        and (${onlyOrder}::uuid is null or o.id = ${onlyOrder}::uuid)
      for update of l
    ), owed as (
      insert into rebates (tier_event_id, price_watch_id, order_line_id, units, amount)
      select ${tier}::uuid, ${watch}::uuid, id, units, (paid - ${newPrice}) * units from sold
      where units > 0 and paid > ${newPrice}
      on conflict do nothing returning order_line_id, amount
    )
    select o.id as order_id, o.enterprise_id, o.round_id, sum(owed.amount)::bigint as amount
    from owed join sold on sold.id = owed.order_line_id join orders o on o.id = sold.order_id
    group by o.id order by o.id`.execute(tx)
  for (const { orderId, enterpriseId, roundId, amount } of rows)
    await record(
      tx,
      'rebate.owed',
      orderId,
      { order: orderId, tier, watch, amount: String(amount) },
      { org: enterpriseId, round: roundId },
    )
}
