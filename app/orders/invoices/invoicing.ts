import { allocate } from '~/kernel/money'
import type { InvoiceState, OrderState } from '../lifecycle'
import { splitTax, sumTax } from '../tax'
import { costOf } from './legs'
import type { TaxCategory } from '../tax-category'

type OrderLine = Parameters<typeof costOf>[0] & {
  /** kept by the platform where it resells */
  share: bigint
  invoiced: bigint
}

/**
 * The lines with what no invoice of their leg covers yet (`rest`, fen): of none less than nothing, and together no more
 * than all of them lack. A red letter gives back by shares what may have gone from one line alone.
 */
export function withRests<T extends OrderLine>(lines: readonly T[]): (T & { rest: bigint })[] {
  const open = lines.map((line) => costOf(line) - line.share - line.invoiced)
  let left = open.reduce((sum, fen) => sum + fen, 0n)
  return lines.map((line, at) => {
    const most = open[at]! < left ? open[at]! : left
    const rest = most > 0n ? most : 0n
    left -= rest
    return { ...line, rest }
  })
}

const invoiced: readonly OrderState[] = [
  'confirmed',
  'funded',
  'delivered',
  'accepted',
  'completed',
  'terminated',
]

/** Why no invoice can be asked for or issued; null when one can. */
export function whyNotInvoice(order: { state: OrderState }, lines: readonly { rest: bigint }[]) {
  if (!invoiced.includes(order.state)) return 'invoice-not-now'
  return lines.some(({ rest }) => rest > 0n) ? null : 'nothing-to-invoice'
}

/** Tax classification 税收分类编码 of what is sold; the vendor may name a finer one. */
export const taxCodeOf: Record<TaxCategory, string> = {
  software_product: '1060201010000000000',
  software_service: '3040201000000000000',
  right_license: '3040399000000000000',
}

export type InvoiceLine = {
  no: number
  orderLineId: string | null
  taxCode: string
  text: string
  quantity: number
  taxBps: number
  net: bigint
  tax: bigint
  gross: bigint
}

/** A line of an invoice from what it costs with its tax; the head is the sum of its lines. */
export const withTax = <T extends { gross: bigint; taxBps: number }>(line: T) => ({
  ...line,
  ...splitTax(line.gross, line.taxBps),
})

export const headOf = (lines: readonly { net: bigint; tax: bigint; gross: bigint }[]) => ({
  ...sumTax(lines),
  gross: lines.reduce((sum, { gross }) => sum + gross, 0n),
})

/** The lines of a red letter 红字 over so much of an invoice (fen): each line gives back its share, all of it with its tax. */
export function redLines(lines: readonly InvoiceLine[], amount: bigint): InvoiceLine[] {
  const shares = allocate(
    amount,
    lines.map(({ gross }) => gross),
  )
  return lines
    .map((line, at) => {
      const whole = shares[at] === line.gross
      const own = whole ? { net: -line.net, tax: -line.tax } : splitTax(-shares[at]!, line.taxBps)
      return { ...line, ...own, gross: -shares[at]!, quantity: whole ? -line.quantity : 0 }
    })
    .filter(({ gross }) => gross !== 0n)
    .map((line, at) => ({ ...line, no: at + 1 }))
}

export type InvoiceMove = 'refuse' | 'deliver' | 'use' | 'request_red' | 'confirm_red'
/** Where someone stands to an invoice; null: neither side of it. */
export type InvoiceSide = 'issuer' | 'buyer' | null
type Invoice = {
  state: InvoiceState
  redOf: string | null
  /** not taken back by a red letter yet, fen */
  left: bigint
  /** who asked for the red letter */
  redBy: string | null
}

const sides: Record<Exclude<InvoiceMove, 'confirm_red'>, readonly InvoiceSide[]> = {
  refuse: ['issuer'],
  deliver: ['issuer'],
  use: ['buyer'],
  request_red: ['issuer', 'buyer'],
}
const from: Record<InvoiceMove, readonly InvoiceState[]> = {
  refuse: ['requested'],
  deliver: ['issued'],
  use: ['delivered'],
  request_red: ['issued', 'delivered', 'used', 'red_issued'],
  confirm_red: ['red_requested'],
}

/** Why this side may not make this move with an invoice; a red letter is confirmed by whoever did not ask for it. */
export function whyNotMove(invoice: Invoice, move: InvoiceMove, side: InvoiceSide) {
  if (!from[move].includes(invoice.state)) return 'already-moved'
  if (invoice.redOf !== null && move !== 'deliver') return 'red-stays-red'
  if (move === 'request_red' && invoice.left <= 0n) return 'already-moved'
  const may = move === 'confirm_red' ? side !== null && side !== invoice.redBy : sides[move].includes(side)
  return may ? null : 'not-your-side'
}

/** Whether its issuer may issue the red letter now: at once, but not before the buyer agrees if it uses the invoice. */
export function whyNotRedIssue({ state, used }: { state: InvoiceState; used: boolean }) {
  if (state === 'red_confirmed') return null
  if (state !== 'red_requested') return 'red-not-asked'
  return used ? 'red-not-confirmed' : null
}
