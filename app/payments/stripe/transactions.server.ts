import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { openBreak } from '../break.server'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { pspAvailable, pspFee, settledAbroad } from '../ledger/postings'

type Tx = Kysely<Database>

/** Keeps a movement of Stripe's balance as a fact, once; of a charge its fee is posted with it. */
export async function keepTransaction(
  tx: Tx,
  transaction: Stripe.BalanceTransaction,
  { paymentId = null, charged = null }: { paymentId?: string | null; charged?: bigint | null } = {},
) {
  const { id, type, source, amount, fee, net, created, available_on: availableOn } = transaction
  const currency = transaction.currency.toUpperCase()
  const isCharge = type === 'charge' || type === 'payment'
  const at = new Date(created * 1000)
  const { rows } = await sql`
    insert into psp_transactions (id, type, source, amount, fee, net, currency, created, available_on, payment_id, posted_at, freed_at)
    values (${id}, ${type}, ${typeof source === 'string' ? source : (source?.id ?? null)}, ${amount}, ${fee}, ${net}, ${currency}, ${at},
      ${new Date(availableOn * 1000)}, ${paymentId}::uuid, clock_timestamp(), case when ${isCharge} then null else clock_timestamp() end)
    on conflict (id) do update set payment_id = excluded.payment_id, posted_at = excluded.posted_at, freed_at = excluded.freed_at
      where psp_transactions.posted_at is null
    returning id`.execute(tx)
  if (rows.length === 0 || !isCharge) return
  const opening = [{ id: account.pspFee }, { id: account.psp('pending') }]
  if (currency === 'CNY') {
    if (fee > 0) await post(tx, pspFee(id, BigInt(fee)), at, opening)
    return
  }
  // Settled abroad: what we charged leaves in CNY, what came stands in its own currency; a person looks at the fee.
  await post(tx, settledAbroad(id, charged ?? 0n, { currency, amount: BigInt(amount) }), at, [
    ...opening,
    { id: account.fx() },
    { id: account.fx(currency), currency },
    { id: account.psp('pending', currency), currency },
  ])
  await openBreak(tx, {
    kind: 'settled-abroad',
    subject: id,
    expected: charged,
    found: BigInt(amount),
    currency,
  })
}

/** What was pending and is due by the clock becomes available, each once. */
export async function freeAvailable(tx: Tx) {
  const { rows } = await sql<{ id: string; net: bigint; currency: string; on: Date }>`
    update psp_transactions set freed_at = clock_timestamp()
    where id in (select id from psp_transactions where freed_at is null and available_on <= clock_timestamp()
                 order by available_on limit 200 for update skip locked)
    returning id, case when currency = 'CNY' then net else amount end as net, currency, available_on as on`.execute(
    tx,
  )
  for (const { id, net, currency, on } of rows)
    await post(tx, pspAvailable(id, net, currency), on, [
      { id: account.psp('available', currency), currency },
    ])
}
