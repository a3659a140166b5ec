import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { post } from '../ledger/post.server'
import { payoutReturned, payoutSettled, refundPaid, refundReturned } from '../ledger/postings'
import { returnedParts } from '../payouts/paying-out'
import { about, lockPayout, movePayout, partsOf, tellVendor } from '../payouts/payout.server'
import { lockRefund, moveRefund, refundSucceeded } from '../refunds/refund.server'
import { listOpenLines } from './board.server'
import { lockLine, moveLine } from './match.server'

type Tx = Kysely<Database>
type Sent = { id: string; kind: 'payout' | 'refund' }
type Line = { id: string; amount: bigint; bookedAt: Date }

/**
 * A line of the bank carries out a payout or refund, or brings one back; which is what the rules propose for it.
 * Refuses: line-gone, other-amount, already-moved.
 */
export async function settleLine(tx: Tx, actor: Actor, lineId: string) {
  await lockLine(tx, lineId)
  const [line] = await listOpenLines(tx, { lineId })
  const sentId = line?.proposal.sentId
  if (!line || !sentId) return refuse('line-gone')
  const isPayout = await tx.selectFrom('payouts').select('id').where('id', '=', sentId).executeTakeFirst()
  const sent: Sent = { id: sentId, kind: isPayout ? 'payout' : 'refund' }
  await addMatch(tx, actor, line, sent)
  await moveLine(tx, lineId, 'open', 'proposed')
  await moveLine(tx, lineId, 'proposed', 'matched')
  if (line.direction === 'D') await (isPayout ? payoutOut(tx, line, sentId) : refundOut(tx, line, sentId))
  else await (isPayout ? payoutBack(tx, line, sentId) : refundBack(tx, line, sentId))
}

async function addMatch(
  tx: Tx,
  actor: Actor,
  line: Line & { proposal: { rule: string } },
  { id, kind }: Sent,
) {
  const now = sql<Date>`clock_timestamp()`
  const match = await tx
    .insertInto('matches')
    .values({
      lineId: line.id,
      state: 'confirmed',
      rule: line.proposal.rule as 'D1',
      twoPersons: false,
      preparedBy: actor.personId,
      preparedAt: now,
      confirmedAt: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('matchParts')
    .values({
      matchId: match.id,
      no: 1,
      amount: line.amount,
      payoutId: kind === 'payout' ? id : null,
      refundId: kind === 'refund' ? id : null,
    })
    .execute()
}

async function payoutOut(tx: Tx, line: Line, payoutId: string) {
  const payout = await lockPayout(tx, payoutId)
  refuseIf(payout.amount === line.amount ? null : 'other-amount')
  if (payout.state === 'approved') await movePayout(tx, payoutId, 'send', { sentAt: line.bookedAt })
  await movePayout(tx, payoutId, 'settle', { settledAt: line.bookedAt })
  await post(tx, payoutSettled(payoutId, line.amount, { lineId: line.id }), line.bookedAt)
  const orders = (await partsOf(tx, payoutId)).map(({ orderId }) => orderId)
  const event = await record(tx, 'payout.settled', payoutId, { payout: payoutId, orders }, about(payout))
  await tellVendor(tx, payout, 'payout.settled', event)
}

async function payoutBack(tx: Tx, line: Line, payoutId: string) {
  const payout = await lockPayout(tx, payoutId)
  refuseIf(payout.amount === line.amount ? null : 'other-amount')
  const parts = returnedParts(await partsOf(tx, payoutId), line.amount)
  for (const { orderId } of parts) await lockOrder(tx, orderId)
  await movePayout(tx, payoutId, 'return', { endedAt: line.bookedAt })
  await post(tx, payoutReturned(payoutId, parts, { lineId: line.id }), line.bookedAt)
  const event = await record(tx, 'payout.returned', payoutId, { payout: payoutId }, about(payout))
  await tellVendor(tx, payout, 'payout.returned', event)
  await tellOffice(tx, 'payout.back', `/office/payouts/${payoutId}`, payout.code, event)
}

async function refundOut(tx: Tx, line: Line, refundId: string) {
  const refund = await lockRefund(tx, refundId)
  refuseIf(refund.amount === line.amount ? null : 'other-amount')
  if (refund.state === 'approved') await moveRefund(tx, refundId, 'send', { sentAt: line.bookedAt })
  await moveRefund(tx, refundId, 'pay', { paidAt: line.bookedAt })
  await post(tx, refundPaid(refundId, line.amount, { lineId: line.id }), line.bookedAt)
  await refundSucceeded(tx, refund)
}

async function refundBack(tx: Tx, line: Line, refundId: string) {
  const refund = await lockRefund(tx, refundId)
  refuseIf(refund.amount === line.amount ? null : 'other-amount')
  await moveRefund(tx, refundId, 'fail', { failure: 'returned' })
  await post(tx, refundReturned(refundId, line.amount, { lineId: line.id }), line.bookedAt)
  const about = { org: refund.enterpriseId }
  const event = await record(tx, 'refund.returned', refundId, { refund: refundId }, about)
  await tellOffice(tx, 'refund.back', `/office/refunds/${refundId}`, refund.code, event)
}

/** Money that has come back is to be sent again, to an account that takes it. */
const tellOffice = (tx: Tx, kind: string, href: string, code: string, event: string) =>
  notifyAgencies(tx, ['officer'], { kind, href, facts: { code }, event })
