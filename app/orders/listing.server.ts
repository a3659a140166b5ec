import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { type OrderFilter, pageSize } from './listing'
import { ordersSeenBy } from './queries.server'

type Db = Kysely<Database>

const nextDue = sql<Date | null>`next_due(orders.id, orders.received)`

// The end of the period that runs now: the enterprise's, the vendor's, or both sides'.
const dueAt = sql<Date | null>`case orders.state
  when 'placed' then orders.confirm_due when 'confirmed' then orders.pay_due
  when 'funded' then least(orders.deliver_due, ${nextDue})
  when 'delivered' then least(${nextDue}, (select min(n.accept_due) from delivery_notes n where n.order_id = orders.id and n.state = 'sent'))
  when 'accepted' then ${nextDue} end`

// What the lines with a recorded reference price cost by it, and what they cost since every fall of their price.
const costAtReference = sql<
  bigint | null
>`(select sum(l.reference_price * (l.quantity - l.canceled))::bigint from order_lines l
  where l.order_id = orders.id and l.reference_price is not null)`
const costCompared = sql<
  bigint | null
>`(select sum((l.unit_price - rebate_per_unit(l.id)) * (l.quantity - l.canceled))::bigint
  from order_lines l where l.order_id = orders.id and l.reference_price is not null)`

const waits = {
  enterprise: sql<boolean>`(orders.state = 'placed' and not exists (select from contract_confirmations k
      join contracts c on c.id = k.contract_id where c.order_id = orders.id and k.side = 'enterprise')
    or orders.state = 'confirmed'
    or orders.state in ('funded', 'delivered', 'accepted') and ${nextDue} is not null
    or exists (select from delivery_notes n where n.order_id = orders.id and n.state = 'sent'))`,
  vendor: sql<boolean>`(orders.state = 'placed' and not exists (select from contract_confirmations k
      join contracts c on c.id = k.contract_id where c.order_id = orders.id and k.side = 'vendor')
    or orders.state = 'funded'
    or exists (select from invoices i where i.order_id = orders.id and i.issuer_id = orders.vendor_id and i.state in ('requested', 'red_requested', 'red_confirmed')))`,
  office: sql<boolean>`(exists (select from invoices i where i.order_id = orders.id and i.issuer_id = orders.reseller_id and i.state in ('requested', 'red_requested', 'red_confirmed'))
    or orders.state in ('placed', 'confirmed', 'funded', 'delivered', 'accepted') and ${dueAt} < clock_timestamp())`,
}

const sorts = {
  placed: sql`orders.id`,
  total: sql`orders.total - orders.canceled`,
  due: sql`coalesce(${dueAt}, 'infinity')`,
}

function ordersFound(db: Db, actor: Actor, { q, state, view }: OrderFilter) {
  const words = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const side = actor.kind === 'enterprise' || actor.kind === 'vendor' ? actor.kind : 'office'
  return ordersSeenBy(db, actor)
    .innerJoin('organizations as enterprise', 'enterprise.id', 'orders.enterpriseId')
    .innerJoin('organizations as vendor', 'vendor.id', 'orders.vendorId')
    .$if(state !== undefined, (query) => query.where('orders.state', '=', state!))
    .$if(view === 'waiting', (query) => query.where(waits[side]))
    .$if(view === 'open', (query) =>
      query.where('orders.state', 'in', ['placed', 'confirmed', 'funded', 'delivered', 'accepted']),
    )
    .$if(!!q, (query) =>
      query.where((order) =>
        order.or([
          order('orders.number', 'ilike', words),
          order('orders.paymentCode', '=', q!.replaceAll(/[\s-]/g, '').toUpperCase()),
          order('enterprise.name', 'ilike', words),
          order('vendor.name', 'ilike', words),
          order.exists(
            order
              .selectFrom('orderLines')
              .innerJoin('editions', 'editions.id', 'orderLines.editionId')
              .innerJoin('products', 'products.id', 'editions.productId')
              .whereRef('orderLines.orderId', '=', 'orders.id')
              .where((line) =>
                line.or([line('products.nameZh', 'ilike', words), line('products.nameEn', 'ilike', words)]),
              )
              .select('orderLines.id'),
          ),
        ]),
      ),
    )
}

/** One page of the orders that the actor may see, with how many there are and where the next page begins. */
export async function listOrders(db: Db, actor: Actor, filter: OrderFilter = {}, limit = pageSize) {
  const found = ordersFound(db, actor, filter)
  const { total } = await found
    .select((row) => row.fn.countAll<bigint>().as('total'))
    .executeTakeFirstOrThrow()
  const descending = filter.sort === undefined || filter.sort.startsWith('-')
  const by = sorts[(filter.sort ?? '-placed').replace('-', '') as keyof typeof sorts]
  const way = descending ? sql`<` : sql`>`
  const rows = await found
    .leftJoin('rounds', 'rounds.id', 'orders.roundId')
    .$if(!!filter.after, (query) =>
      query.where(
        sql<boolean>`(${by}, orders.id) ${way} (select ${by}, orders.id from orders where orders.id = ${filter.after}::uuid)`,
      ),
    )
    .select([
      'orders.id',
      'orders.number',
      'orders.state',
      'orders.total',
      'orders.received',
      'orders.canceled',
      'orders.currency',
      'orders.placedAt',
      'orders.enterpriseId',
      'orders.vendorId',
      'enterprise.name as enterpriseName',
      'enterprise.nameEn as enterpriseNameEn',
      'vendor.name as vendorName',
      'vendor.nameEn as vendorNameEn',
      'rounds.number as roundNumber',
      'orders.feeBps',
      'orders.invoiceModel',
      dueAt.as('dueAt'),
      costAtReference.as('reference'),
      costCompared.as('compared'),
      (order) =>
        order
          .selectFrom('orderLines')
          .innerJoin('editions', 'editions.id', 'orderLines.editionId')
          .innerJoin('products', 'products.id', 'editions.productId')
          .whereRef('orderLines.orderId', '=', 'orders.id')
          .select(
            sql<
              { zh: string; en: string; quantity: number }[]
            >`jsonb_agg(jsonb_build_object('zh', products.name_zh, 'en', products.name_en, 'quantity', quantity - canceled) order by no)`.as(
              'goods',
            ),
          )
          .as('goods'),
    ])
    .orderBy(by, descending ? 'desc' : 'asc')
    .orderBy('orders.id', descending ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute()
  return {
    total: Number(total),
    rows: rows.slice(0, limit),
    next: rows.length > limit ? rows[limit - 1]!.id : null,
  }
}

export type ListedOrder = Awaited<ReturnType<typeof listOrders>>['rows'][number]

/** What an enterprise's orders in force cost by the reference prices recorded with them, and what they cost; fen. */
export async function findSavings(db: Db, actor: Actor) {
  const { before, after } = await ordersSeenBy(db, actor)
    .where('orders.enterpriseId', '=', actor.organizationId)
    .where('orders.state', 'in', ['confirmed', 'funded', 'delivered', 'accepted', 'completed'])
    .select([
      sql<bigint>`coalesce(sum(${costAtReference}), 0)::bigint`.as('before'),
      sql<bigint>`coalesce(sum(${costCompared}), 0)::bigint`.as('after'),
    ])
    .executeTakeFirstOrThrow()
  return { before, after }
}
