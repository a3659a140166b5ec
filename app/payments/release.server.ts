import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { lockOrder } from '~/orders/lock.server'
import { shareTaxOn } from '~/orders/taxes/rates.server'
import { dayOf } from '~/kernel/workdays'
import { account } from './ledger/accounts'
import { feeStep } from '~/orders/fee'
import { balancesOf, post } from './ledger/post.server'
import { released } from './ledger/postings'

type Tx = Kysely<Database>

/**
 * Moves accepted money of an order to the vendor's payable, less the fee and what a hold catches. Released is at most
 * what was received and not yet returned: nobody is paid with another's money. Changes nothing when nothing is due.
 */
export async function releaseAccepted(tx: Tx, orderId: string) {
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  const { accepted, gross, kept } = await progressOf(tx, orderId)
  const balance = await balancesOf(tx, [account.order(orderId)])
  const step = least(accepted - kept, -balance(account.order(orderId)))
  if (step <= 0n) return
  const fee = feeStep(kept, kept + step, order.feeBps)
  const held = await catchHolds(tx, orderId, step - fee)
  const feeTaxBps = await shareTaxOn(tx, order, dayOf(now))
  const posting = released({
    orderId,
    before: kept,
    after: kept + step,
    held,
    feeBps: order.feeBps,
    feeTaxBps,
  })
  await post(tx, { ...posting, key: `release:${orderId}:${gross + step}` }, now, [
    { id: account.fee },
    { id: account.taxOutput },
  ])
}

/** What was accepted, what was ever released, and what of it has not gone back by refunds. */
export async function progressOf(tx: Tx, orderId: string) {
  const { rows } = await sql<{ accepted: bigint; gross: bigint; returned: bigint }>`
    select (select coalesce(sum((unit_price - rebate_per_unit(id)) * accepted), 0)::bigint from order_lines where order_id = ${orderId}) as accepted,
      coalesce(sum(e.amount) filter (where p.kind = 'release'), 0)::bigint as gross,
      (select coalesce(sum(amount), 0)::bigint from refunds r where r.order_id = ${orderId} and r.state in ('approved', 'sent', 'paid', 'failed'))
        - coalesce(sum(e.amount) filter (where p.kind in ('refund', 'refund_dropped')), 0)::bigint as returned
    from ledger.entries e join ledger.postings p on p.id = e.posting_id where e.account_id = ${account.order(orderId)}`.execute(
    tx,
  )
  const { accepted, gross, returned } = rows[0]!
  return { accepted, gross, kept: gross - returned }
}

async function catchHolds(tx: Tx, orderId: string, atMost: bigint) {
  const { rows } = await sql<{ fen: bigint }>`select catch_holds(${orderId}::uuid, ${atMost}) as fen`.execute(
    tx,
  )
  return rows[0]!.fen
}

const least = (a: bigint, b: bigint) => (a < b ? a : b)
