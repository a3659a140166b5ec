import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { takeMissed } from './missed.server'
import type { StripeRail } from './rail.server'
import { tellUnlessAway } from './refunds.server'

type Db = Kysely<Database>

const hour = 3_600_000
/** Days of movements that are read again each time: one that was told late is found. */
const span = 3

/** Every hour what the provider holds is put beside the books, for the next comparison. */
export async function lookAtBalanceHourly(db: Db, rail: StripeRail) {
  const { rows } = await sql`
    update stripe_sweeps set looked_at = clock_timestamp() where looked_at < clock_timestamp() - interval '1 hour'
    returning 1`.execute(db)
  if (rows.length > 0) await lookAtBalance(db, rail).catch(tellUnlessAway)
}

/**
 * Asks what the provider holds and how it moved, and writes it down beside what the books say then; a difference is a
 * break of the next comparison and changes nothing. Where there is one, events that got lost are taken in first.
 */
export async function lookAtBalance(db: Db, rail: StripeRail) {
  if (await look(db, rail)) return
  await takeMissed(db, rail, new Date(Date.now() - hour))
  await look(db, rail)
}

/** Answers whether the books agree. */
async function look(db: Db, { stripe }: StripeRail): Promise<boolean> {
  const balance = await stripe.balance.retrieve()
  const since = Math.floor((Date.now() - span * 24 * hour) / 1000)
  const moved = await stripe.balanceTransactions
    .list({ created: { gte: since }, limit: 100 })
    .autoPagingToArray({ limit: 10_000 })
  return db.transaction().execute(async (tx) => {
    for (const transaction of moved) await noteTransaction(tx, transaction)
    return keepBalance(tx, balance)
  })
}

/** A movement that nothing here has booked yet stands there as such; whatever books it later takes it over. */
async function noteTransaction(tx: Db, transaction: Stripe.BalanceTransaction) {
  const { id, type, source, amount, fee, net, currency, created, available_on: availableOn } = transaction
  await sql`
    insert into psp_transactions (id, type, source, amount, fee, net, currency, created, available_on, freed_at)
    values (${id}, ${type}, ${typeof source === 'string' ? source : (source?.id ?? null)}, ${amount}, ${fee}, ${net},
      ${currency.toUpperCase()}, ${new Date(created * 1000)}, ${new Date(availableOn * 1000)}, clock_timestamp())
    on conflict (id) do nothing`.execute(tx)
}

/** What is on its way back to a payer has left the provider's balance, and our books once it has arrived. */
async function keepBalance(tx: Db, { pending, available }: Stripe.Balance): Promise<boolean> {
  const held = (parts: readonly { currency: string; amount: number }[], currency: string) =>
    parts.reduce((sum, part) => (part.currency === currency ? sum + BigInt(part.amount) : sum), 0n)
  const currencies = new Set([...pending, ...available].map(({ currency }) => currency))
  let agrees = true
  for (const currency of currencies) {
    const name = currency.toUpperCase()
    const { rows } = await sql<{ agrees: boolean }>`
      insert into psp_balances (currency, pending, available, booked)
      select ${name}, ${held(pending, currency)}, ${held(available, currency)},
        coalesce((select sum(balance) from ledger.accounts where id in ('psp:pending:' || ${name}, 'psp:available:' || ${name})), 0)
        - coalesce((select sum(amount) from refunds where rail = 'stripe' and state = 'sent' and currency = ${name}), 0)
      on conflict (currency) do update set pending = excluded.pending, available = excluded.available,
        booked = excluded.booked, at = clock_timestamp()
      returning pending + available = booked as agrees`.execute(tx)
    agrees &&= rows[0]!.agrees
  }
  return agrees
}

/** What the provider said last, by currency. */
export const listBalances = (db: Db) =>
  db
    .selectFrom('pspBalances')
    .select(['currency', 'pending', 'available', 'booked', 'at'])
    .orderBy('currency')
    .execute()
