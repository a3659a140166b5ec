import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { LockedOrder } from '../lock.server'
import type { InvoiceMoveValues } from './form'
import { type Invoice, lockInvoice, standsTo, tell, write } from './invoice.server'
import { whyNotMove } from './invoicing'

type Tx = Kysely<Database>

const hoursToConfirmRed = 72

/**
 * Makes a move with an invoice: refused or sent by its issuer, used by its buyer, asked back by either, agreed to by
 * the other. Refuses: order-unknown, already-moved, not-your-side, red-stays-red, red-above-invoice.
 */
export async function moveInvoice(tx: Tx, actor: Actor, invoiceId: string, values: InvoiceMoveValues) {
  const { order, invoice } = await lockInvoice(tx, invoiceId)
  const side = standsTo(actor, invoice) ?? refuse('order-unknown')
  refuseIf(whyNotMove(invoice, values.move, side))
  switch (values.move) {
    case 'refuse':
      await write(tx, invoiceId, invoice.state, { state: 'refused', reason: values.reason })
      return tell(tx, order, invoice, 'buyer', 'invoice.refused')
    case 'deliver':
      await write(tx, invoiceId, invoice.state, { state: 'delivered' })
      return tell(tx, order, invoice, 'buyer', 'invoice.delivered')
    case 'use':
      await write(tx, invoiceId, invoice.state, { state: 'used', used: true })
      return tell(tx, order, invoice, null, 'invoice.used')
    case 'request_red':
      return askRed(tx, { order, invoice, side }, values)
    case 'confirm_red':
      await write(tx, invoiceId, invoice.state, { state: 'red_confirmed', redDue: null })
      return tell(tx, order, invoice, 'issuer', 'invoice.red_confirmed')
  }
}

type Asked = { order: LockedOrder; invoice: Invoice; side: 'issuer' | 'buyer' }

/** An invoice in use is taken back only when the other side confirms within 72 hours 红字发票信息确认单. */
async function askRed(
  tx: Tx,
  { order, invoice, side }: Asked,
  { reason, amount }: { reason: string; amount: bigint },
) {
  refuseIf(amount > invoice.left ? 'red-above-invoice' : null, { field: 'amount' })
  const redDue = invoice.used ? new Date(order.lockedAt.getTime() + hoursToConfirmRed * 3_600_000) : null
  await write(tx, invoice.id, invoice.state, {
    ...{ state: 'red_requested', redBy: side, redGross: amount, redDue, reason },
  })
  const other = side === 'issuer' ? 'buyer' : 'issuer'
  await tell(tx, order, invoice, other, 'invoice.red_requested', { amount: String(amount) })
}

/** By the clock: a red letter that nobody confirmed in time is asked for anew. */
export async function lapseRed(tx: Tx, now: Date) {
  const late = await tx
    .selectFrom('invoices')
    .select('id')
    .where('state', '=', 'red_requested')
    .where('redDue', '<=', now)
    .orderBy('orderId')
    .limit(200)
    .execute()
  for (const { id } of late) {
    const { order, invoice } = await lockInvoice(tx, id)
    if (invoice.state !== 'red_requested') continue
    await write(tx, id, 'red_requested', { state: 'delivered', redDue: null })
    await tell(tx, order, invoice, invoice.redBy, 'invoice.red_lapsed')
  }
}
