import { type Kysely, sql } from 'kysely'
import type Stripe from 'stripe'
import type { Database } from '~db/schema'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { pspPaidOut, pspPayoutFailed } from '../ledger/postings'
import type { Parked } from './seeing.server'
import { keepTransaction } from './transactions.server'

type Tx = Kysely<Database>
type State = 'on_its_way' | 'paid' | 'failed'

const stateOf: Record<string, State> = {
  pending: 'on_its_way',
  in_transit: 'on_its_way',
  paid: 'paid',
  failed: 'failed',
  canceled: 'failed',
}

/**
 * Money that the provider pays to our own bank account, as it is now: it leaves what is available at once and is in
 * transit until a line of the bank shows it; one that failed, also after it counted as paid, is available again.
 */
export async function seeBankPayout(tx: Tx, payout: Stripe.Payout): Promise<Parked | null> {
  const state = stateOf[payout.status]
  if (!state) return 'status-unknown'
  const currency = payout.currency.toUpperCase()
  if (currency !== 'CNY') return 'other-currency'
  const [amount, at] = [BigInt(payout.amount), new Date(payout.created * 1000)]
  await sql`
    insert into psp_payouts (id, amount, currency, state, failure, created, arrives_on)
    values (${payout.id}, ${amount}, ${currency}, ${state}, ${payout.failure_code}, ${at},
      ${new Date(payout.arrival_date * 1000)}::date)
    on conflict (id) do update set state = excluded.state, failure = excluded.failure
      where psp_payouts.state <> 'failed' and (psp_payouts.state = 'on_its_way' or excluded.state = 'failed')
        and not (psp_payouts.line_id is not null and excluded.state = 'failed')`.execute(tx)
  for (const movement of [payout.balance_transaction, payout.failure_balance_transaction])
    if (typeof movement === 'object' && movement) await keepTransaction(tx, movement)
  await post(tx, pspPaidOut(payout.id, amount), at, [
    { id: account.psp('transit') },
    { id: account.psp('available') },
  ])
  if (state === 'failed') await post(tx, pspPayoutFailed(payout.id, amount), null)
  return null
}
