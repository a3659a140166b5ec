import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import { lockRefund } from './refund.server'
import { owed } from './requesting'
import { moneyOf, paidBeyond, refuseIfLineExceeded } from './request.server'

type Tx = Kysely<Database>

/**
 * The refund of a rebate or of a settlement that was refused is asked for again: what a fall of the price or a signed
 * promise owes stays owed, and nobody else asks for it. Why it was refused stays with it. Refuses: already-moved,
 * chargeback-open, refund-above-money, line-refunded-more.
 */
export async function askAgain(tx: Tx, refundId: string) {
  const refund = await lockRefund(tx, refundId)
  refuseIf((owed as readonly string[]).includes(refund.cause) ? null : 'already-moved')
  const order = await lockOrder(tx, refund.orderId ?? refuse('already-moved'))
  refuseIf(refund.state === 'refused' ? null : 'already-moved')
  const { ways, disputed } = await moneyOf(tx, order.id)
  refuseIf(disputed ? 'chargeback-open' : null)
  const way = ways.find(({ paymentId }) => paymentId === refund.paymentId)
  refuseIf(way && way.left >= refund.amount ? null : 'refund-above-money')
  if (refund.cause === 'rebate') {
    const over = await paidBeyond(tx, order.id, order.total - order.canceled)
    refuseIf(over >= refund.amount ? null : 'refund-above-money')
  } else await refuseIfLineExceeded(tx, await linesOf(tx, refundId))
  await tx
    .updateTable('refunds')
    .set({ state: refund.part === 2 ? 'waiting_red_letter' : 'requested', preparedBy: null })
    .where('id', '=', refundId)
    .execute()
  await record(tx, 'refund.asked_again', refundId, { refund: refundId }, { org: refund.enterpriseId })
}

const linesOf = (tx: Tx, refundId: string) =>
  tx
    .selectFrom('refundParts')
    .select(['orderLineId as lineId', 'quantity', 'amount'])
    .where('refundId', '=', refundId)
    .execute()
