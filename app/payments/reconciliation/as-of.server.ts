import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { addDays, type Day, startOf, workdaysBefore } from '~/kernel/workdays'
import { type KindBalance, trialBalance } from '../ledger/explorer.server'
import { type Difference, patience } from './checks.server'

type Db = Kysely<Database>

export type BooksOf = {
  day: Day
  /** the first instant that is not in these books */
  until: Date
  checks: number
  differences: (Difference & { kind: string })[]
  balances: KindBalance[]
}

// Every account as it stood: what was booked since is left out.
const stood = (until: Date) => sql`
  select a.id, a.kind, a.currency, a.order_id, coalesce(sum(e.amount), 0)::bigint as balance, a.may_debit, a.may_credit
  from ledger.accounts a join ledger.entries e on e.account_id = a.id join ledger.postings p on p.id = e.posting_id
  where p.created_at < ${until} group by a.id`

/** What must have held at the end of a day; what only the present knows (an order's own counters) is not asked. */
const checksOf: Record<string, (until: Date, since: Date) => RawBuilder<unknown>> = {
  'ledger-unbalanced': (until) => sql`
    select currency::text as subject, 0::bigint as expected, sum(balance)::bigint as found, currency, null::uuid as order_id
    from (${stood(until)}) as a group by currency having sum(balance) <> 0`,
  'balance-drift': (until) => sql`
    select id as subject, 0::bigint as expected, balance as found, currency, order_id
    from (${stood(until)}) as a where balance > 0 and not may_debit or balance < 0 and not may_credit`,
  'receivable-due': (until) => sql`
    select order_id::text as subject, 0::bigint as expected, sum(balance)::bigint as found, min(currency) as currency, order_id
    from (${stood(until)}) as a where kind in ('recv', 'due') group by order_id having sum(balance) <> 0`,
  'order-not-empty': (until, since) => sql`
    select o.id::text as subject, 0::bigint as expected, sum(abs(a.balance))::bigint as found, o.currency, o.id as order_id
    from orders o join (${stood(until)}) as a on a.order_id = o.id
    where a.balance <> 0 and (o.completed_at < ${until} or o.closed_at < ${since}) group by o.id`,
  'bank-balance': (until) => sql`
    select b.id::text as subject, i.closing as expected, coalesce(a.balance, 0) as found, b.currency, null::uuid as order_id
    from bank_accounts b
    join lateral (select id, closing from statement_imports where account_id = b.id and committed_at < ${until} and closing is not null
                  order by committed_at desc, id desc limit 1) i on true
    left join (${stood(until)}) as a on a.id = 'bank:' || b.id
    where i.closing <> coalesce(a.balance, 0) and not exists (select from bank_lines l where l.import_id = i.id
      and not exists (select from ledger.postings p where p.key = 'line:' || l.id and p.created_at < ${until}))`,
  'suspense-late': (until, since) => sql`
    select l.id::text as subject, 0::bigint as expected, a.balance as found, l.currency, null::uuid as order_id
    from (${stood(until)}) as a join bank_lines l on a.id = 'suspense:' || l.id where a.balance <> 0 and l.booked_at < ${since}`,
  'payout-late': (until, since) => sql`
    select y.id::text as subject, 0::bigint as expected, a.balance as found, y.currency, null::uuid as order_id
    from (${stood(until)}) as a join payouts y on a.id = 'transit:' || y.id
    where a.balance <> 0 and coalesce(y.sent_at, y.approved_at) < ${since}`,
  'refund-late': (until, since) => sql`
    select r.id::text as subject, 0::bigint as expected, a.balance as found, r.currency, r.order_id
    from (${stood(until)}) as a join refunds r on a.id = 'refund:' || r.id
    where a.balance <> 0 and coalesce(r.sent_at, r.approved_at) < ${since}`,
}

/**
 * The books as they stood at the end of a day (Asia/Shanghai), compared with what the house knew then. Reads only: what
 * differed then may be repaired by now, so it opens and closes no break.
 */
export async function booksAsOf(db: Db, day: Day): Promise<BooksOf> {
  const until = startOf(addDays(day, 1))
  const since = startOf(workdaysBefore(await loadCalendar(db), day, patience))
  const differences: BooksOf['differences'] = []
  for (const [kind, check] of Object.entries(checksOf)) {
    const { rows } =
      await sql<Difference>`select * from (${check(until, since)}) as d order by subject`.execute(db)
    differences.push(...rows.map((row) => ({ kind, ...row })))
  }
  const balances = await trialBalance(db, day)
  return { day, until, checks: Object.keys(checksOf).length, differences, balances }
}
