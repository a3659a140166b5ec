import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Posting } from './postings'

type Tx = Kysely<Database>

/** An account to open before the posting; opening a known one changes nothing. `debit` is asked of suspense only. */
export type Opening = { id: string; orgId?: string; orderId?: string; currency?: string; debit?: boolean }

export async function openAccounts(tx: Tx, accounts: readonly Opening[]) {
  if (accounts.length === 0) return
  await sql`
    select ledger.open_account(a.id, a.org, a.order_id, a.currency, a.debit)
    from unnest(${accounts.map(({ id }) => id)}::text[], ${accounts.map(({ orgId }) => orgId ?? null)}::uuid[],
      ${accounts.map(({ orderId }) => orderId ?? null)}::uuid[], ${accounts.map(({ currency }) => currency ?? 'CNY')}::text[],
      ${accounts.map(({ debit }) => debit ?? null)}::boolean[]) as a (id, org, order_id, currency, debit)`.execute(
    tx,
  )
}

/**
 * Writes a posting through the ledger's one door, in the name of whoever the transaction belongs to; a key that is
 * known with the same facts changes nothing. Without `eventAt` the fact is of this moment by the database's clock. Refuses:
 * posting-key-reused, posting-unbalanced, posting-one-legged, money-not-there, account-unknown, reversal-differs.
 */
export async function post(tx: Tx, posting: Posting, eventAt: Date | null, opening: readonly Opening[] = []) {
  await openAccounts(tx, opening)
  const { key, kind, orderId, entries, reverses } = posting
  const { rows } = await sql<{ id: string }>`
    select ledger.post(${key}, ${kind}, ${orderId}::uuid, coalesce(${eventAt}::timestamptz, clock_timestamp()), ${entries.map(({ account }) => account)}::text[],
      ${entries.map(({ amount }) => amount)}::bigint[], app_person(),
      (select id from ledger.postings where key = ${reverses})) as id`.execute(tx)
  return rows[0]!.id
}

/** Balances of accounts, fen, debit positive; an account that was never opened has none. */
export async function balancesOf(tx: Tx, accountIds: readonly string[]) {
  const rows = await tx
    .selectFrom('ledger.accounts')
    .select(['id', 'balance'])
    .where('id', 'in', [...accountIds])
    .execute()
  const known = new Map(rows.map(({ id, balance }) => [id, balance]))
  return (id: string) => known.get(id) ?? 0n
}
