import { type RawBuilder, sql } from 'kysely'

/** Working days after which money on its way is asked about. */
export const patience = 5

export type Difference = {
  subject: string
  expected: bigint | null
  found: bigint | null
  currency: string | null
  orderId: string | null
}

/**
 * What must hold between the books, the orders and the banks (payments.md §9). Each gives the rows where it does not:
 * subject, expected, found, currency, order_id. `since`: the instant before which money on its way is late.
 */
export const checks = {
  'ledger-unbalanced': () => sql`
    select a.currency::text as subject, 0::bigint as expected, sum(e.amount)::bigint as found, a.currency, null::uuid as order_id
    from ledger.entries e join ledger.accounts a on a.id = e.account_id group by a.currency having sum(e.amount) <> 0`,
  'balance-drift': () => sql`
    select a.id as subject, coalesce(sum(e.amount), 0)::bigint as expected, a.balance as found, a.currency, a.order_id
    from ledger.accounts a left join ledger.entries e on e.account_id = a.id
    group by a.id having a.balance <> coalesce(sum(e.amount), 0)`,
  'balance-chain': () => sql`
    select account_id as subject, min(was + amount)::bigint as expected, min(balance_after)::bigint as found, min(currency) as currency, null::uuid as order_id
    from (select e.*, a.currency, coalesce(lag(e.balance_after) over steps, 0) as was,
            coalesce(lag(e.account_version) over steps, 0) as before
          from ledger.entries e join ledger.accounts a on a.id = e.account_id
          window steps as (partition by e.account_id order by e.account_version)) as step
    where balance_after <> was + amount or account_version <> before + 1 group by account_id`,
  'receivable-due': () => sql`
    select o.id::text as subject, -d.balance as expected, r.balance as found, o.currency, o.id as order_id
    from orders o join ledger.accounts r on r.id = 'recv:' || o.id join ledger.accounts d on d.id = 'due:' || o.id
    where r.balance + d.balance <> 0`,
  'order-received': () => sql`
    select o.id::text as subject, coalesce(m.fen, 0)::bigint as expected, o.received as found, o.currency, o.id as order_id
    from orders o left join lateral (select -sum(e.amount) as fen from ledger.entries e join ledger.postings p on p.id = e.posting_id
      where e.account_id = 'recv:' || o.id and p.kind not in ('order_confirmed', 'order_reduced')) m on true
    where o.received <> coalesce(m.fen, 0)`,
  'order-refunded': () => sql`
    select o.id::text as subject, coalesce(m.fen, 0)::bigint as expected, o.refunded as found, o.currency, o.id as order_id
    from orders o left join lateral (select -sum(e.amount) as fen from ledger.accounts a join ledger.entries e on e.account_id = a.id
      join ledger.postings p on p.id = e.posting_id
      where a.order_id = o.id and a.kind = 'refund' and p.kind in ('refund', 'refund_dropped')) m on true
    where o.refunded <> coalesce(m.fen, 0)`,
  'order-not-empty': (since) => sql`
    select o.id::text as subject, 0::bigint as expected, sum(abs(a.balance))::bigint as found, o.currency, o.id as order_id
    from orders o join ledger.accounts a on a.order_id = o.id
    where a.balance <> 0 and (o.state in ('completed', 'declined', 'lapsed', 'expired')
      or o.state in ('canceled', 'terminated') and o.closed_at < ${since}) group by o.id`,
  'bank-balance': () => sql`
    select b.id::text as subject, b.closing as expected, a.balance as found, b.currency, null::uuid as order_id
    from bank_accounts b join ledger.accounts a on a.id = 'bank:' || b.id
    where b.closing <> a.balance and not exists (select from bank_lines l
      where l.account_id = b.id and not exists (select from ledger.postings p where p.key = 'line:' || l.id))`,
  'suspense-late': (since) => sql`
    select l.id::text as subject, 0::bigint as expected, a.balance as found, l.currency, null::uuid as order_id
    from ledger.accounts a join bank_lines l on a.id = 'suspense:' || l.id
    where a.balance <> 0 and l.booked_at < ${since}`,
  'payout-late': (since) => sql`
    select y.id::text as subject, 0::bigint as expected, a.balance as found, y.currency, null::uuid as order_id
    from ledger.accounts a join payouts y on a.id = 'transit:' || y.id
    where a.balance <> 0 and coalesce(y.sent_at, y.approved_at) < ${since}`,
  'refund-late': (since) => sql`
    select r.id::text as subject, 0::bigint as expected, a.balance as found, r.currency, r.order_id
    from ledger.accounts a join refunds r on a.id = 'refund:' || r.id
    where a.balance <> 0 and coalesce(r.sent_at, r.approved_at) < ${since}`,
  'event-unhandled': (since) => sql`
    select s.id as subject, null::bigint as expected, null::bigint as found, null::char(3) as currency, null::uuid as order_id
    from stripe_events s where s.handled_at is null and s.created < ${since}`,
  'psp-balance': () => sql`
    select currency::text as subject, pending + available as expected, booked as found, currency, null::uuid as order_id
    from psp_balances where pending + available <> booked`,
  'psp-unbooked': () => sql`
    select s.id as subject, s.net as expected, 0::bigint as found, s.currency, null::uuid as order_id
    from psp_transactions s where s.posted_at is null and s.created < clock_timestamp() - interval '1 hour'`,
  'intent-unbooked': () => sql`
    select c.id::text as subject, c.amount as expected, 0::bigint as found, c.currency, c.order_id
    from checkout_attempts c where c.state = 'succeeded'
      and not exists (select from ledger.postings p where p.key in (c.intent_id || ':paid', c.intent_id || ':unexpected'))`,
  'psp-payout-late': (since) => sql`
    select s.id as subject, s.amount as expected, 0::bigint as found, s.currency, null::uuid as order_id
    from psp_payouts s where s.state <> 'failed' and s.line_id is null and s.created < ${since}`,
} satisfies Record<string, (since: Date) => RawBuilder<unknown>>

export type CheckKind = keyof typeof checks
export const checkKinds = Object.keys(checks) as CheckKind[]
