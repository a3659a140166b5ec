import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import { boundsOf, monthsSince } from '../payouts/month'
import type { KindMonth, OfficeMonth, OrderMonth } from './office'

type Db = Kysely<Database>

/** The platform's books in one month: every kind of account, and every order whose money moved or was kept. */
export async function findOfficeMonth(db: Db, month: string): Promise<OfficeMonth> {
  const { from, until } = boundsOf(month)
  const { rows: kinds } = await sql<KindMonth>`
    select a.kind, a.currency, coalesce(sum(e.amount) filter (where g.event_at < ${from}), 0)::bigint as opening,
      coalesce(sum(e.amount) filter (where g.event_at >= ${from} and e.amount > 0), 0)::bigint as debit,
      -coalesce(sum(e.amount) filter (where g.event_at >= ${from} and e.amount < 0), 0)::bigint as credit,
      sum(e.amount)::bigint as closing
    from ledger.entries e join ledger.accounts a on a.id = e.account_id join ledger.postings g on g.id = e.posting_id
    where g.event_at < ${until} group by a.kind, a.currency order by a.currency, a.kind`.execute(db)
  const { rows: orders } = await sql<OrderMonth>`
    with moved as (
      select a.order_id, g.kind as fact, g.event_at < ${from} as before, sum(e.amount) as fen
      from ledger.entries e join ledger.accounts a on a.id = e.account_id join ledger.postings g on g.id = e.posting_id
      where a.kind in ('order', 'payable', 'held') and a.order_id is not null and g.event_at < ${until} group by 1, 2, 3),
    sum as (
      select order_id, -coalesce(sum(fen) filter (where before), 0)::bigint as opening, -sum(fen)::bigint as closing,
        -coalesce(sum(fen) filter (where not before and fact in ('match', 'match_undone', 'unapplied_used', 'card_paid')), 0)::bigint as received,
        coalesce(sum(fen) filter (where not before and fact like 'refund%'), 0)::bigint as refunded,
        coalesce(sum(fen) filter (where not before and fact = 'release'), 0)::bigint as fees,
        coalesce(sum(fen) filter (where not before and fact like 'payout%'), 0)::bigint as paid_out,
        coalesce(bool_or(not before), false) as did_move
      from moved group by order_id)
    select o.id as order_id, o.number, o.enterprise_id, b.name as enterprise, b.name_en as enterprise_en, o.vendor_id, v.name as vendor,
      v.name_en as vendor_en, s.opening, s.received, s.refunded, s.fees, s.paid_out,
      s.closing - (s.opening + s.received - s.refunded - s.fees - s.paid_out) as other, s.closing
    from sum s join orders o on o.id = s.order_id
    join organizations b on b.id = o.enterprise_id join organizations v on v.id = o.vendor_id
    where s.did_move or s.closing <> 0 order by o.number`.execute(db)
  return { month, kinds, orders }
}

/** The months in which anything was booked, this one first. */
export async function listOfficeMonths(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    first: Date | null
  }>`select min(event_at) as first from ledger.postings`.execute(db)
  return monthsSince(dayOf(rows[0]!.first ?? now).slice(0, 7), dayOf(now))
}

/** Whose statement the office looks at. */
export async function findParty(db: Db, organizationId: string) {
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn', 'uscc', 'kind'])
    .where('id', '=', organizationId)
    .where('kind', 'in', ['enterprise', 'vendor'])
    .executeTakeFirst()
}
