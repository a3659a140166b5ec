import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { uuidForm } from '~/kernel/fields'
import { refuse } from '~/kernel/refusal'
import { notifyAgencies } from '~/people/notify.server'
import { openBreak } from '../break.server'
import { account } from '../ledger/accounts'
import { balancesOf, post } from '../ledger/post.server'
import { transferReversed } from '../ledger/postings'
import { transferReversalLifecycle } from '../lifecycle'
import { about, tellVendor } from '../payouts/payout.server'
import { answerCall, askOnce } from '../stripe/calls.server'
import type { StripeRail } from '../stripe/rail.server'
import { tellUnlessAway } from '../stripe/refunds.server'
import { keepTransaction } from '../stripe/transactions.server'

type Db = Kysely<Database>

const now = () => sql<Date>`clock_timestamp()`

type Due = { id: string; amount: bigint; transferId: string }

/** Reversals that follow from what was agreed to, each asked for once. */
export async function sendReversals(db: Db, rail: StripeRail): Promise<number> {
  const { rows } = await sql<Due>`
    select v.id, v.amount, y.external_id as transfer_id
    from transfer_reversals v join payouts y on y.id = v.payout_id
    left join stripe_calls c on c.purpose = 'reversal' and c.subject_id = v.id
    where v.state = 'asked' and y.external_id is not null
      and coalesce(c.tried_at < clock_timestamp() - interval '30 seconds', true)
    order by v.id limit 20`.execute(db)
  for (const reversal of rows) await sendOne(db, rail, reversal).catch(tellUnlessAway)
  return rows.length
}

async function sendOne(db: Db, { stripe }: StripeRail, { id, amount, transferId }: Due) {
  const call = {
    key: `reversal_${id}`,
    purpose: 'reversal' as const,
    subjectId: id,
    no: 1,
    amount,
    source: transferId,
  }
  try {
    const made = await askOnce(db, call, {
      send: (idempotencyKey) =>
        stripe.transfers.createReversal(
          transferId,
          { amount: Number(amount), metadata: { reversal_id: id }, expand: ['balance_transaction'] },
          { idempotencyKey },
        ),
      lookUp: async () => {
        const expand = ['data.balance_transaction']
        for await (const reversal of stripe.transfers.listReversals(transferId, { limit: 100, expand }))
          if (reversal.metadata?.reversal_id === id) return reversal
        return undefined
      },
    })
    await db.transaction().execute((tx) => seeOwnReversal(tx, id, made))
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    await db.transaction().execute((tx) => refuseByStripe(tx, id, error.code ?? 'refused'))
  }
}

async function seeOwnReversal(tx: Db, reversalId: string, made: Stripe.TransferReversal) {
  const { payoutId, orderId } = await tx
    .selectFrom('transferReversals')
    .select(['payoutId', 'orderId'])
    .where('id', '=', reversalId)
    .executeTakeFirstOrThrow()
  await sql`select id from orders where id = ${orderId} for update`.execute(tx)
  const payout = await tx
    .selectFrom('payouts')
    .innerJoin('payoutParts', 'payoutParts.payoutId', 'payouts.id')
    .select(['payouts.id', 'vendorId', 'code', 'paymentId'])
    .where('payouts.id', '=', payoutId)
    .executeTakeFirstOrThrow()
  await seeReversals(tx, { ...payout, orderId }, [made])
}

type Of = { id: string; vendorId: string; code: string; orderId: string; paymentId: string | null }

/** Books what was taken back of a transfer, each reversal once; its order's row is held. */
export async function seeReversals(tx: Db, payout: Of, reversals: readonly Stripe.TransferReversal[]) {
  for (const reversal of reversals) {
    if (typeof reversal.balance_transaction === 'object' && reversal.balance_transaction)
      await keepTransaction(tx, reversal.balance_transaction, { paymentId: payout.paymentId })
    const known = await tx
      .selectFrom('transferReversals')
      .select('id')
      .where('externalId', '=', reversal.id)
      .executeTakeFirst()
    if (!known) await book(tx, payout, reversal)
  }
}

async function book(tx: Db, payout: Of, { id, amount: fen, metadata }: Stripe.TransferReversal) {
  const amount = BigInt(fen)
  const asked = await findAsked(tx, payout.id, metadata?.reversal_id ?? '', id)
  if (asked) await moveReversal(tx, asked, 'make', { externalId: id, endedAt: now(), failure: null })
  else await addUnasked(tx, payout, id, amount)
  const debt = account.clawback(payout.vendorId)
  const standing = (await balancesOf(tx, [debt]))(debt)
  const owed = standing < amount ? standing : amount
  await post(tx, transferReversed(id, payout, { owed, payable: amount - owed }), null, [
    { id: account.psp('available') },
    { id: debt, orgId: payout.vendorId },
  ])
  const facts = { payout: payout.id, order: payout.orderId, amount: String(amount) }
  const event = await record(tx, 'payout.reversed', payout.id, facts, about(payout))
  await tellVendor(tx, payout, 'payout.reversed', event)
}

/** By its mark, one of ours that has no answer yet, or had been given up. */
async function findAsked(tx: Db, payoutId: string, reversalId: string, externalId: string) {
  if (!uuidForm.test(reversalId)) return null
  const row = await tx
    .selectFrom('transferReversals')
    .select('id')
    .where('id', '=', reversalId)
    .where('payoutId', '=', payoutId)
    .where('state', 'in', transferReversalLifecycle.moves.make.from)
    .executeTakeFirst()
  if (row) await answerCall(tx, { purpose: 'reversal', subjectId: row.id, no: 1 }, { externalId })
  return row?.id ?? null
}

/** Taken back by somebody at Stripe without us: booked as it is, and a person looks at it. */
async function addUnasked(tx: Db, payout: Of, externalId: string, amount: bigint) {
  await tx
    .insertInto('transferReversals')
    .values({
      payoutId: payout.id,
      orderId: payout.orderId,
      cause: 'unasked',
      state: 'made',
      amount,
      externalId,
      endedAt: now(),
    })
    .execute()
  await openBreak(tx, {
    kind: 'reversal-unasked',
    subject: payout.id,
    expected: 0n,
    found: amount,
    orderId: payout.orderId,
  })
}

/** The vendor's account does not hold it any more: it stays the vendor's debt, and its buyer is not made to wait. */
async function refuseByStripe(tx: Db, reversalId: string, failure: string) {
  await answerCall(tx, { purpose: 'reversal', subjectId: reversalId, no: 1 }, { failure })
  const { payoutId, amount, vendorId, code } = await tx
    .selectFrom('transferReversals')
    .innerJoin('payouts', 'payouts.id', 'transferReversals.payoutId')
    .select(['payoutId', 'transferReversals.amount', 'vendorId', 'payouts.code'])
    .where('transferReversals.id', '=', reversalId)
    .executeTakeFirstOrThrow()
  await moveReversal(tx, reversalId, 'fail', { failure, endedAt: now() })
  const facts = { payout: payoutId, amount: String(amount) }
  const event = await record(tx, 'payout.reversal_failed', payoutId, facts, about({ vendorId }))
  await notifyAgencies(tx, ['officer'], {
    kind: 'payout.reversal_failed',
    href: `/office/payouts/${payoutId}`,
    facts: { code },
    event,
  })
}

/** A transfer that was not made has nothing to be taken back. */
export const stopReversals = (tx: Db, payoutId: string, failure: string) =>
  tx
    .updateTable('transferReversals')
    .set({ state: 'failed', failure, endedAt: now() })
    .where('payoutId', '=', payoutId)
    .where('state', '=', 'asked')
    .execute()

async function moveReversal(
  tx: Db,
  id: string,
  move: keyof typeof transferReversalLifecycle.moves,
  changes: object,
) {
  const { from, to } = transferReversalLifecycle.moves[move]
  const moved = await tx
    .updateTable('transferReversals')
    .set({ ...changes, state: to })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}
