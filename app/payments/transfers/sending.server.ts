import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { uuidForm } from '~/kernel/fields'
import { lockOrder } from '~/orders/lock.server'
import { account } from '../ledger/accounts'
import { post } from '../ledger/post.server'
import { payoutSettled } from '../ledger/postings'
import {
  about,
  type LockedPayout,
  lockPayout,
  movePayout,
  partsOf,
  payAgain,
  tellVendor,
} from '../payouts/payout.server'
import { answerCall, askOnce } from '../stripe/calls.server'
import type { StripeRail } from '../stripe/rail.server'
import { tellUnlessAway } from '../stripe/refunds.server'
import type { Parked } from '../stripe/seeing.server'
import { keepTransaction } from '../stripe/transactions.server'
import { seeReversals, stopReversals } from './reversing.server'

type Db = Kysely<Database>
type Due = { id: string; amount: bigint; orderId: string; chargeId: string; destination: string }

const now = () => sql<Date>`clock_timestamp()`

/** Transfers that two persons have agreed to, each asked for once. */
export async function sendTransfers(db: Db, rail: StripeRail): Promise<number> {
  const due = await listDue(db)
  for (const transfer of due) await sendOne(db, rail, transfer).catch(tellUnlessAway)
  return due.length
}

/** One that was tried lately waits, as does one whose payer's bank or card network has spoken since. */
async function listDue(db: Db): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select y.id, y.amount, t.order_id, a.charge_id, e.number as destination
    from payouts y join payout_parts t on t.payout_id = y.id join payments p on p.id = t.payment_id
    join payments came on came.id = coalesce(p.source_id, p.id)
    join checkout_attempts a on a.intent_id = came.external_id join payee_accounts e on e.id = y.payee_account_id
    left join stripe_calls c on c.purpose = 'transfer' and c.subject_id = y.id
    where y.state = 'approved' and y.rail = 'stripe_transfer' and a.charge_id is not null
      and coalesce(c.tried_at < clock_timestamp() - interval '30 seconds', true)
      and not exists (select from chargebacks b where (b.order_id = t.order_id or b.payment_id = came.id) and b.state in ('warning', 'open'))
      and not exists (select from fraud_warnings w where (w.order_id = t.order_id or w.payment_id = came.id) and w.reviewed_at is null)
    order by y.id limit 20`.execute(db)
  return rows
}

async function sendOne(db: Db, { stripe }: StripeRail, { id, amount, orderId, chargeId, destination }: Due) {
  const group = `order_${orderId}`
  const call = {
    key: `payout_${id}`,
    purpose: 'transfer' as const,
    subjectId: id,
    no: 1,
    amount,
    source: chargeId,
  }
  try {
    const { id: made } = await askOnce(db, call, {
      send: (idempotencyKey) =>
        stripe.transfers.create(
          {
            amount: Number(amount),
            currency: 'cny',
            destination,
            transfer_group: group,
            source_transaction: chargeId,
            metadata: { payout_id: id },
          },
          { idempotencyKey },
        ),
      lookUp: async () => {
        for await (const transfer of stripe.transfers.list({ transfer_group: group, limit: 100 }))
          if (transfer.metadata.payout_id === id) return transfer
        return undefined
      },
    })
    const transfer = await findTransfer({ stripe }, made)
    await db.transaction().execute((tx) => seeTransfer(tx, transfer))
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    await db.transaction().execute((tx) => refuseByStripe(tx, id, error.code ?? 'refused'))
  }
}

export type WholeTransfer = { transfer: Stripe.Transfer; reversals: Stripe.TransferReversal[] }

/** A transfer as it is now, with all that was taken back of it, and how each moved the balance. */
export async function findTransfer(
  { stripe }: Pick<StripeRail, 'stripe'>,
  id: string,
): Promise<WholeTransfer> {
  const transfer = await stripe.transfers.retrieve(id, { expand: ['balance_transaction'] })
  const reversals =
    transfer.amount_reversed === 0
      ? []
      : await stripe.transfers
          .listReversals(id, { limit: 100, expand: ['data.balance_transaction'] })
          .autoPagingToArray({ limit: 1_000 })
  return { transfer, reversals }
}

/** Takes a transfer as it is at Stripe: what was missed on the way is made up for, each step once. */
export async function seeTransfer(tx: Db, { transfer, reversals }: WholeTransfer): Promise<Parked | null> {
  const payoutId = transfer.metadata.payout_id ?? ''
  const known =
    uuidForm.test(payoutId) &&
    (await tx
      .selectFrom('payoutParts')
      .innerJoin('payouts', 'payouts.id', 'payoutParts.payoutId')
      .select(['payoutParts.orderId', 'payoutParts.paymentId'])
      .where('payoutId', '=', payoutId)
      .where('payouts.rail', '=', 'stripe_transfer')
      .executeTakeFirst())
  if (!known) return 'payout-unknown'
  await lockOrder(tx, known.orderId)
  const payout = await lockPayout(tx, payoutId)
  if (transfer.currency.toUpperCase() !== payout.currency) return 'other-currency'
  if (BigInt(transfer.amount) !== payout.amount) return 'other-amount'
  await answerCall(tx, { purpose: 'transfer', subjectId: payoutId, no: 1 }, { externalId: transfer.id })
  if (typeof transfer.balance_transaction === 'object' && transfer.balance_transaction)
    await keepTransaction(tx, transfer.balance_transaction, { paymentId: known.paymentId })
  if (payout.state === 'approved') await settle(tx, payout, transfer)
  // It was given up here and made there all the same: somebody has to look at it.
  else if (payout.externalId !== transfer.id) return 'payout-unknown'
  await seeReversals(tx, { ...payout, orderId: known.orderId, paymentId: known.paymentId }, reversals)
  return null
}

async function settle(tx: Db, payout: LockedPayout, { id }: Stripe.Transfer) {
  await movePayout(tx, payout.id, 'send', { sentAt: now(), externalId: id })
  await movePayout(tx, payout.id, 'settle', { settledAt: now() })
  await post(tx, payoutSettled(payout.id, payout.amount, { pspId: id }), null, [
    { id: account.psp('available') },
  ])
  const orders = (await partsOf(tx, payout.id)).map(({ orderId }) => orderId)
  const facts = { payout: payout.id, orders }
  await record(tx, 'payout.sent', payout.id, facts, about(payout))
  const event = await record(tx, 'payout.settled', payout.id, facts, about(payout))
  await tellVendor(tx, payout, 'payout.settled', event)
}

/** What Stripe will not carry out is payable again; what was to be taken back of it stays the vendor's debt. */
async function refuseByStripe(tx: Db, payoutId: string, failure: string) {
  await answerCall(tx, { purpose: 'transfer', subjectId: payoutId, no: 1 }, { failure })
  for (const { orderId } of await partsOf(tx, payoutId)) await lockOrder(tx, orderId)
  const payout = await lockPayout(tx, payoutId)
  if (payout.state !== 'approved') return
  await stopReversals(tx, payoutId, failure)
  await movePayout(tx, payoutId, 'send', { sentAt: now() })
  await payAgain(tx, payoutId, failure)
}
