import type { Day } from '~/kernel/workdays'
import type { RequestValues } from '../invoices/form'
import type { OrderState } from '../lifecycle'

export const changeKinds = [
  'delivery_date',
  'end_user',
  'quantity',
  'invoice_data',
  'cancel',
  'terminate',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What stands of the buyer on an invoice 专票/普票; its name and tax id are never agreed, they are the buyer's own. */
export type InvoiceData = RequestValues

/** What is to become of the order; `less` units of a line are no longer wanted. */
export type Change =
  | { kind: 'delivery_date'; deliverOn: Day }
  | { kind: 'end_user'; endUser: string }
  | { kind: 'quantity'; lines: readonly { lineId: string; less: number }[] }
  | { kind: 'invoice_data'; invoice: InvoiceData }
  | { kind: 'cancel' }
  | { kind: 'terminate' }

type Line = { id: string; quantity: number; canceled: number; delivered: number; accepted: number }
export type ChangedOrder = {
  state: OrderState
  lines: readonly Line[]
  /** a delivery waits for its acceptance */
  noteWaits: boolean
  /** a change waits for the other side */
  changeWaits: boolean
  /** something of it is still to be invoiced */
  toInvoice: boolean
  /** what both sides agreed before of its invoices */
  invoiceData: InvoiceData | null
}

const openIn: Record<ChangeKind, readonly OrderState[]> = {
  delivery_date: ['funded'],
  end_user: ['confirmed', 'funded'],
  quantity: ['confirmed', 'funded', 'delivered'],
  invoice_data: ['confirmed', 'funded', 'delivered', 'accepted'],
  cancel: ['confirmed', 'funded'],
  terminate: ['funded', 'delivered'],
}

/** Which changes an order allows now, by its state and by what was handed over. */
export function changesOpen({
  state,
  lines,
  noteWaits,
  toInvoice,
}: Omit<ChangedOrder, 'changeWaits' | 'invoiceData'>): ChangeKind[] {
  const delivered = lines.some((line) => line.delivered > 0)
  return changeKinds.filter(
    (kind) =>
      openIn[kind].includes(state) &&
      (kind !== 'cancel' || !delivered) &&
      (kind !== 'terminate' || !noteWaits) &&
      (kind !== 'invoice_data' || toInvoice) &&
      (kind !== 'quantity' || lines.some((line) => openUnits(line) > 0)),
  )
}

/** Why this change may not be proposed or take effect; null when it may. */
export function whyNotChange(order: ChangedOrder, change: Change, today: Day) {
  if (order.changeWaits) return 'change-waits'
  if (change.kind === 'terminate' && order.noteWaits) return 'note-first'
  if (!changesOpen(order).includes(change.kind)) return 'change-not-now'
  if (change.kind === 'delivery_date' && change.deliverOn <= today) return 'date-past'
  if (change.kind === 'invoice_data')
    return isSameData(order.invoiceData, change.invoice) ? 'nothing-changed' : null
  return change.kind === 'quantity' ? whyNotReduce(order.lines, change.lines) : null
}

const dataNames = ['kind', 'address', 'phone', 'bank', 'account', 'mail'] as const

export const isSameData = (one: InvoiceData | null, other: InvoiceData) =>
  one !== null && dataNames.every((name) => one[name] === other[name])

function whyNotReduce(lines: readonly Line[], reduced: readonly { lineId: string; less: number }[]) {
  if (reduced.length === 0) return 'nothing-changed'
  for (const { lineId, less } of reduced) {
    const line = lines.find(({ id }) => id === lineId)
    if (!line) return 'line-unknown'
    if (less > openUnits(line)) return 'less-than-delivered'
  }
  const lessOf = (line: Line) => reduced.find(({ lineId }) => lineId === line.id)?.less ?? 0
  return lines.every((line) => line.quantity - line.canceled === lessOf(line)) ? 'cancel-instead' : null
}

/** Units that no standing delivery covers: only these can be given up. */
const openUnits = ({ quantity, canceled, delivered }: Line) => quantity - canceled - delivered

/** By how many units each line shrinks; what was accepted stays. */
export function reducedBy(change: Change, lines: readonly Line[]): Map<string, number> {
  if (change.kind === 'quantity') return new Map(change.lines.map(({ lineId, less }) => [lineId, less]))
  if (change.kind !== 'cancel' && change.kind !== 'terminate') return new Map()
  return new Map(lines.map((line) => [line.id, line.quantity - line.canceled - line.accepted]))
}

export type Side = 'enterprise' | 'vendor' | 'office'

/** Whether this side needs nobody's consent: the office, and a buyer whose vendor is ten working days late. */
export function actsAlone(kind: ChangeKind, side: Side, vendorLate: boolean) {
  if (kind !== 'cancel' && kind !== 'terminate') return false
  return side === 'office' || (side === 'enterprise' && kind === 'terminate' && vendorLate)
}

type Proposed = { state: string; proposedSide: Side }

/** Why this side may not decide on a proposed change; the proposer only takes it back, and the office is no side. */
export function whyNotDecide({ state, proposedSide }: Proposed, side: Side, move: ChangeMove) {
  if (state !== 'proposed') return 'already-moved'
  const own = side === proposedSide
  return side !== 'office' && own === (move === 'withdraw') ? null : 'not-your-side'
}

export type ChangeMove = 'confirm' | 'refuse' | 'withdraw'
