import {
  type Mark,
  type OrganizationStatus,
  ownStatus,
  type OwnStatus,
  positionStatuses,
  type PositionStatus,
} from '../status'

export type Marked = { productId: string; kind: Mark | 'settled' }

/** The status that the enterprise itself sees: the marks of its mediation cases laid over what anybody may know. */
export function markedStatus(status: PositionStatus, productId: string, marks: readonly Marked[]): OwnStatus {
  const own = new Set(marks.filter((mark) => mark.productId === productId).map(({ kind }) => kind))
  const settlement = own.has('settlement_breached') ? 'breached' : own.has('settlement_late') ? 'late' : null
  return ownStatus({ status, settlement, openCase: own.has('under_mediation'), settled: own.has('settled') })
}

const scope = ['operating-system', 'office', 'antivirus']
const order: readonly OwnStatus[] = [
  'settlement_breached',
  'settlement_late',
  'under_mediation',
  ...positionStatuses,
]

/** The organization's own status: the worst of its products in scope, marks included; what it never looked at stays so. */
export function ownOrganizationStatus(
  status: OrganizationStatus,
  products: readonly { category: string; own: OwnStatus }[],
): OwnStatus | OrganizationStatus {
  if (status === 'not_inspected') return status
  const own = products.filter(({ category }) => scope.includes(category)).map((product) => product.own)
  const marked = order.find((one) => own.includes(one))
  // A gap that is under mediation is no longer told as a gap, unless another product still is one.
  if (marked && order.indexOf(marked) < order.indexOf('gap')) return marked
  return status
}
