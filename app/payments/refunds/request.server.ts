import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { lockOrder } from '~/orders/lock.server'
import { tellSide } from '~/orders/tell.server'
import { notifyAgencies } from '~/people/notify.server'
import { isRefundWindowOver } from '../stripe/offering'
import { type Invoiced, uninvoiced } from './uninvoiced'
import { type LinePart, partsOfPieces, piecesOf, type WayBack } from './requesting'

type Tx = Kysely<Database>

export type RefundCause =
  | 'cancellation'
  | 'termination'
  | 'rejection'
  | 'consent'
  | 'rebate'
  | 'settlement'
  | 'ruling'

export type RefundWish = {
  orderId: string
  cause: RefundCause
  /** what asks for it: a change, a case's obligation, a rebate; the same asks once */
  causeId?: string
  lines: readonly LinePart[]
}

/**
 * Asks for money of an order to go back the way it came; the office prepares and approves it. Asked twice for the same
 * cause it answers the same refunds. Refuses: order-unknown, refund-above-money, chargeback-open, line-refunded-more.
 */
export async function requestRefund(tx: Tx, wish: RefundWish): Promise<string[]> {
  const order = await lockOrder(tx, wish.orderId)
  const causeId = wish.causeId ?? randomUUID()
  const known = await tx
    .selectFrom('refunds')
    .select('id')
    .where('cause', '=', wish.cause)
    .where('causeId', '=', causeId)
    .where('orderId', '=', order.id)
    .execute()
  if (known.length > 0) return known.map(({ id }) => id)
  const lines = wish.lines.filter(({ amount }) => amount > 0n)
  const amount = lines.reduce((sum, line) => sum + line.amount, 0n)
  const { ways, uninvoiced, disputed } = await moneyOf(tx, order.id)
  refuseIf(disputed ? 'chargeback-open' : null)
  const pieces = piecesOf(amount, ways, uninvoiced)
  if (!pieces || pieces.length === 0) return refuse('refund-above-money')
  await refuseIfLineExceeded(tx, lines)
  const parts = partsOfPieces(pieces, lines)
  const ids: string[] = []
  for (const [at, piece] of pieces.entries())
    ids.push(await addRefund(tx, order, { ...wish, causeId }, piece, parts[at]!))
  await tellSide(tx, order, 'enterprise', 'refund.requested')
  await notifyAgencies(tx, ['officer'], {
    kind: 'refund.requested',
    href: '/office/refunds',
    facts: { number: order.number },
  })
  return ids
}

type Order = Awaited<ReturnType<typeof lockOrder>>
type Came = { method: string | null; receivedAt: Date; now: Date }
type Piece = NonNullable<ReturnType<typeof piecesOf>>[number]

async function addRefund(
  tx: Tx,
  order: Order,
  wish: RefundWish & { causeId: string },
  piece: Piece,
  parts: readonly LinePart[],
) {
  const payment = await tx
    .selectFrom('payments')
    .leftJoin('bankLines', 'bankLines.id', 'payments.bankLineId')
    .select(['payments.payerName', 'payments.payerAccount', 'bankLines.counterpartyBank'])
    .where('payments.id', '=', piece.paymentId)
    .executeTakeFirstOrThrow()
  const { id } = await tx
    .insertInto('refunds')
    .values({
      orderId: order.id,
      enterpriseId: order.enterpriseId,
      state: piece.waits ? 'waiting_red_letter' : 'requested',
      cause: wish.cause,
      causeId: wish.causeId,
      part: piece.part,
      paymentId: piece.paymentId,
      rail: piece.rail,
      amount: piece.amount,
      currency: order.currency,
      payeeName: payment.payerName,
      payeeAccount: payment.payerAccount,
      payeeBank: payment.counterpartyBank,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('refundParts')
    .values(
      parts.map(({ lineId, quantity, amount }) => ({ refundId: id, orderLineId: lineId, quantity, amount })),
    )
    .execute()
  await record(
    tx,
    'refund.asked',
    id,
    { refund: id, order: order.id, amount: String(piece.amount), waits: piece.waits },
    { org: order.enterpriseId, round: order.roundId },
  )
  return id
}

/** By which payments money of the order may go back, and how much of it no invoice covers. */
export async function moneyOf(tx: Tx, orderId: string) {
  const { rows: ways } = await sql<WayBack & Came>`
    select p.id as payment_id, p.rail, p.method, p.received_at, clock_timestamp() as now, p.amount - p.refunding - p.charged_back - p.applied - coalesce(
        (select sum(r.amount) from refunds r where r.payment_id = p.id and r.state in ('requested', 'waiting_red_letter')), 0)::bigint as left
    from payments p where p.order_id = ${orderId} and p.undone_at is null order by p.received_at desc, p.id desc`.execute(
    tx,
  )
  const { rows } = await sql<{ disputed: boolean }>`
    select exists (select from chargebacks_over(${orderId}) b where b.state = 'open' or not b.refundable) as disputed`.execute(
    tx,
  )
  return {
    ways: ways.filter(({ left }) => left > 0n).map(wayOf),
    uninvoiced: await findUninvoiced(tx, orderId),
    ...rows[0]!,
  }
}

/** How much of an order's money may go back before a red letter, what was asked for already taken off. */
export async function findUninvoiced(tx: Tx, orderId: string) {
  const { rows } = await sql<Invoiced & { isResold: boolean; feeBps: number }>`
    select o.reseller_id is not null as is_resold, o.fee_bps, i.sold, i.supplied, o.received - o.refunded
        - coalesce((select sum(r.amount) from refunds r where r.order_id = o.id and r.state = 'requested'), 0)::bigint as money
    from orders o, order_invoiced(o.id) i where o.id = ${orderId}`.execute(tx)
  return uninvoiced(rows[0]!, rows[0]!)
}

/** What came in and is neither back nor asked for, beyond what the order costs now. */
export async function paidBeyond(tx: Tx, orderId: string, owed: bigint): Promise<bigint> {
  const { rows } = await sql<{ over: bigint }>`
    select o.received - o.refunded - ${owed} - coalesce((select sum(r.amount) from refunds r
      where r.order_id = o.id and r.state in ('requested', 'waiting_red_letter')), 0)::bigint as over
    from orders o where o.id = ${orderId}`.execute(tx)
  return rows[0]!.over
}

/** Wallets take money back for a time; after it the way is the payer's bank account. */
const wayOf = ({ rail, method, receivedAt, now, ...way }: WayBack & Came): WayBack => ({
  ...way,
  rail: rail === 'stripe' && isRefundWindowOver(method, receivedAt, now) ? 'bank' : rail,
})

/** Of no line more goes back than it cost. */
export async function refuseIfLineExceeded(tx: Tx, lines: readonly LinePart[]) {
  for (const { lineId, quantity, amount } of lines) {
    const { rows } = await sql<{ fits: boolean }>`
      select l.amount - coalesce(sum(p.amount), 0) >= ${amount} and l.quantity - coalesce(sum(p.quantity), 0) >= ${quantity} as fits
      from order_lines l left join (refund_parts p join refunds r on r.id = p.refund_id and r.state <> 'refused') on p.order_line_id = l.id
      where l.id = ${lineId} group by l.id`.execute(tx)
    refuseIf(rows[0]?.fits ? null : 'line-refunded-more')
  }
}
