import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '~db/schema'
import { startOf, addDays } from '~/kernel/workdays'
import { pageSize, type AccountFilter, type JournalFilter } from './filters'

type Db = Kysely<Database>

// What the part of an account's id after the colon is called: an order, an organization, a line, a payout, a refund.
const subject = sql<string | null>`case
  when a.order_id is not null and a.kind <> 'refund' then (select o.number from orders o where o.id = a.order_id)
  when a.org_id is not null then (select g.name from organizations g where g.id = a.org_id)
  when a.kind = 'bank' then (select b.bank || ' ' || right(b.number, 4) from bank_accounts b where 'bank:' || b.id = a.id)
  when a.kind = 'suspense' then (select coalesce(l.counterparty_name, l.serial_no) from bank_lines l where 'suspense:' || l.id = a.id)
  when a.kind = 'refund' then (select r.code from refunds r where 'refund:' || r.id = a.id)
  when a.kind = 'transit' then (select p.code from payouts p where 'transit:' || p.id = a.id)
  else nullif(split_part(a.id, ':', 2), '') end`

const until = (day: string | undefined) => (day ? startOf(addDays(day, 1)) : null)

export type LedgerAccount = {
  id: string
  kind: string
  subject: string | null
  currency: string
  balance: bigint
  entries: bigint
  orderId: string | null
  orgId: string | null
}

/** One page of accounts by their id, with their balances now or at the end of a day (Asia/Shanghai). */
export async function listAccounts(
  db: Db,
  { q, kind, empty, asOf, after }: AccountFilter,
  limit = pageSize,
): Promise<{ rows: LedgerAccount[]; next: string | null }> {
  const end = until(asOf)
  const words = `%${(q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<LedgerAccount>`
    select a.id, a.kind, ${subject} as subject, a.currency, a.order_id, a.org_id,
      ${end ? sql`coalesce(last.balance_after, 0)` : sql`a.balance`}::bigint as balance,
      ${end ? sql`coalesce(last.account_version, 0)` : sql`a.version`}::bigint as entries
    from ledger.accounts a
    ${
      end
        ? sql`left join lateral (select e.balance_after, e.account_version from ledger.entries e join ledger.postings p on p.id = e.posting_id
        where e.account_id = a.id and p.created_at < ${end} order by e.account_version desc limit 1) last on true`
        : sql``
    }
    where (${kind ?? null}::text is null or a.kind = ${kind ?? null})
      and (${q ?? null}::text is null or a.id ilike ${words} or ${subject} ilike ${words})
      and (${after ?? null}::text is null or a.id > ${after ?? null})
      ${end ? sql`and a.opened_at < ${end}` : sql``}
      ${empty ? sql`` : end ? sql`and last.balance_after <> 0` : sql`and a.balance <> 0`}
    order by a.id limit ${limit + 1}`.execute(db)
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.id : null }
}

export type KindBalance = { kind: string; currency: string; debit: bigint; credit: bigint }

/** The trial balance: what each kind of account holds on either side; debits and credits of a currency are equal. */
export async function trialBalance(db: Db, asOf?: string): Promise<KindBalance[]> {
  const end = until(asOf)
  const balances = end
    ? sql`select a.kind, a.currency, coalesce(sum(e.amount), 0) as balance from ledger.accounts a
          join ledger.entries e on e.account_id = a.id join ledger.postings p on p.id = e.posting_id
          where p.created_at < ${end} group by a.id`
    : sql`select kind, currency, balance from ledger.accounts`
  const { rows } = await sql<KindBalance>`
    select kind, currency, coalesce(sum(balance) filter (where balance > 0), 0)::bigint as debit,
      coalesce(-sum(balance) filter (where balance < 0), 0)::bigint as credit
    from (${balances}) as b group by kind, currency order by currency, kind`.execute(db)
  return rows
}

export async function findAccount(db: Db, id: string) {
  const { rows } = await sql<
    LedgerAccount & { mayDebit: boolean; mayCredit: boolean; openedAt: Date }
  >`select a.id, a.kind, ${subject} as subject, a.currency, a.order_id, a.org_id, a.balance, a.version as entries,
      a.may_debit, a.may_credit, a.opened_at from ledger.accounts a where a.id = ${id}`.execute(db)
  return rows[0]
}

export type AccountEntry = {
  no: bigint
  postingId: string
  key: string
  kind: string
  at: Date
  factAt: Date
  orderId: string | null
  orderNumber: string | null
  counter: string[]
  amount: bigint
  balanceAfter: bigint
}

/** The statement of an account, newest first; a page costs the same however long the account is. */
export async function listEntries(
  db: Db,
  accountId: string,
  { asOf, before }: { asOf?: string | undefined; before?: bigint | undefined } = {},
  limit = pageSize,
): Promise<{ rows: AccountEntry[]; next: bigint | null }> {
  const end = until(asOf)
  const { rows } = await sql<AccountEntry>`
    select e.account_version as no, p.id as posting_id, p.key, p.kind, p.created_at as at, p.event_at as fact_at,
      p.order_id, o.number as order_number, e.amount, e.balance_after,
      (select array_agg(c.account_id order by c.account_id) from ledger.entries c
       where c.posting_id = p.id and c.account_id <> e.account_id) as counter
    from ledger.entries e join ledger.postings p on p.id = e.posting_id left join orders o on o.id = p.order_id
    where e.account_id = ${accountId}
      and (${before ?? null}::bigint is null or e.account_version < ${before ?? null})
      ${end ? sql`and p.created_at < ${end}` : sql``}
    order by e.account_version desc limit ${limit + 1}`.execute(db)
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.no : null }
}

export type JournalRow = {
  id: string
  key: string
  kind: string
  at: Date
  factAt: Date
  orderId: string | null
  orderNumber: string | null
  person: string | null
  currency: string
  /** what the posting moves: the sum of its debits */
  volume: bigint
  legs: { account: string; amount: string }[]
}

function journal(where: ReturnType<typeof sql<SqlBool>>) {
  return sql<JournalRow>`
    select p.id, p.key, p.kind, p.created_at as at, p.event_at as fact_at, p.order_id, o.number as order_number,
      n.name as person,
      (select min(a.currency) from ledger.entries e join ledger.accounts a on a.id = e.account_id where e.posting_id = p.id) as currency,
      (select coalesce(sum(e.amount) filter (where e.amount > 0), 0)::bigint from ledger.entries e where e.posting_id = p.id) as volume,
      (select jsonb_agg(jsonb_build_object('account', e.account_id, 'amount', e.amount::text) order by e.amount desc, e.account_id)
       from ledger.entries e where e.posting_id = p.id) as legs
    from ledger.postings p left join orders o on o.id = p.order_id left join persons n on n.id = p.created_by
    where ${where}`
}

/** Postings, newest first, of a kind, a span of days (of booking), an order. */
export async function listPostings(
  db: Db,
  { kind, from, to, order, after }: JournalFilter,
  limit = pageSize,
): Promise<{ rows: JournalRow[]; next: string | null }> {
  const { rows } = await sql<JournalRow>`${journal(sql<SqlBool>`
    (${kind ?? null}::text is null or p.kind = ${kind ?? null})
    and (${from ? startOf(from) : null}::timestamptz is null or p.created_at >= ${from ? startOf(from) : null})
    and (${until(to)}::timestamptz is null or p.created_at < ${until(to)})
    and (${order ?? null}::text is null or o.number = ${order ?? null})
    and (${after ?? null}::uuid is null or p.id < ${after ?? null}::uuid)`)}
    order by p.id desc limit ${limit + 1}`.execute(db)
  return { rows: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.id : null }
}

/** A posting with its legs, and what reverses it or is reversed by it. */
export async function findPosting(db: Db, postingId: string) {
  const { rows } = await journal(sql<SqlBool>`p.id = ${postingId}::uuid`).execute(db)
  const posting = rows[0]
  if (!posting) return undefined
  const { rows: links } = await sql<{
    reverses: string | null
    reversedBy: string | null
    fingerprint: string
    meta: Record<string, unknown>
  }>`select p.reverses, (select r.id from ledger.postings r where r.reverses = p.id) as reversed_by,
      encode(p.fingerprint, 'hex') as fingerprint, p.meta from ledger.postings p where p.id = ${postingId}::uuid`.execute(
    db,
  )
  return { ...posting, ...links[0]! }
}
