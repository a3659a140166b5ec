import { lifecycle } from '~/kernel/lifecycle'

/** The life of an order, from the award to its last fen (payments.md §2). */
export const orderLifecycle = lifecycle(
  [
    'placed',
    'confirmed',
    'funded',
    'delivered',
    'accepted',
    'completed',
    'declined',
    'lapsed',
    'expired',
    'canceled',
    'terminated',
  ],
  {
    confirm: { from: ['placed'], to: 'confirmed', by: ['approver', 'vendor'] },
    decline: { from: ['placed'], to: 'declined', by: ['approver', 'vendor'] },
    lapse: { from: ['placed'], to: 'lapsed', by: ['clock'] },
    fund: { from: ['confirmed'], to: 'funded', by: ['clock'] },
    expire: { from: ['confirmed'], to: 'expired', by: ['clock'] },
    deliver: { from: ['funded'], to: 'delivered', by: ['vendor'] },
    reject: { from: ['delivered'], to: 'funded', by: ['buyer', 'asset_manager', 'approver'] },
    accept: { from: ['delivered'], to: 'accepted', by: ['buyer', 'asset_manager', 'approver', 'clock'] },
    complete: { from: ['accepted'], to: 'completed', by: ['clock'] },
    cancel: { from: ['confirmed', 'funded'], to: 'canceled', by: ['approver', 'vendor', 'officer'] },
    terminate: {
      from: ['funded', 'delivered'],
      to: 'terminated',
      by: ['approver', 'vendor', 'officer', 'clock'],
    },
  },
)

/** A note tells what was handed over; rejected units come again on a new note. */
export const deliveryNoteLifecycle = lifecycle(['sent', 'accepted', 'rejected', 'withdrawn'], {
  accept: { from: ['sent'], to: 'accepted', by: ['buyer', 'asset_manager', 'approver', 'clock'] },
  reject: { from: ['sent'], to: 'rejected', by: ['buyer', 'asset_manager', 'approver'] },
  withdraw: { from: ['sent'], to: 'withdrawn', by: ['vendor'] },
})

/** A change of date, end user, quantity or invoice data: proposed by one side, agreed by the other. */
export const orderChangeLifecycle = lifecycle(['proposed', 'confirmed', 'refused', 'withdrawn'], {
  confirm: { from: ['proposed'], to: 'confirmed', by: ['approver', 'vendor'] },
  refuse: { from: ['proposed'], to: 'refused', by: ['approver', 'vendor'] },
  withdraw: { from: ['proposed'], to: 'withdrawn', by: ['buyer', 'approver', 'vendor'] },
})

/** A stamped contract that a side uploads in place of its second factor; an officer compares it with the text. */
export const sealedScanLifecycle = lifecycle(['sent', 'checked', 'refused', 'withdrawn'], {
  check: { from: ['sent'], to: 'checked', by: ['officer'] },
  refuse: { from: ['sent'], to: 'refused', by: ['officer'] },
  withdraw: { from: ['sent'], to: 'withdrawn', by: ['buyer', 'approver', 'vendor', 'signatory'] },
})

/** Which tax category a vendor says one of its editions belongs to; what an officer has checked counts until the next one. */
export const skuTaxLifecycle = lifecycle(['proposed', 'checked', 'refused', 'withdrawn', 'replaced'], {
  check: { from: ['proposed'], to: 'checked', by: ['officer'] },
  refuse: { from: ['proposed'], to: 'refused', by: ['officer'] },
  withdraw: { from: ['proposed'], to: 'withdrawn', by: ['vendor'] },
  replace: { from: ['checked'], to: 'replaced', by: ['officer'] },
})

/** As what a vendor says it is taxed from a day on; a change is another declaration. */
export const vendorTaxLifecycle = lifecycle(['proposed', 'checked', 'refused', 'withdrawn'], {
  check: { from: ['proposed'], to: 'checked', by: ['officer'] },
  refuse: { from: ['proposed'], to: 'refused', by: ['officer'] },
  withdraw: { from: ['proposed'], to: 'withdrawn', by: ['vendor'] },
})

/** An invoice, and the red letter 红字 that takes it back. */
export const invoiceLifecycle = lifecycle(
  ['requested', 'issued', 'delivered', 'used', 'red_requested', 'red_confirmed', 'red_issued', 'refused'],
  {
    issue: { from: ['requested'], to: 'issued', by: ['vendor', 'payment'] },
    refuse: { from: ['requested'], to: 'refused', by: ['vendor', 'payment'] },
    deliver: { from: ['issued'], to: 'delivered', by: ['vendor', 'payment'] },
    use: { from: ['delivered'], to: 'used', by: ['buyer', 'approver'] },
    request_red: {
      from: ['issued', 'delivered', 'used', 'red_issued'],
      to: 'red_requested',
      by: ['buyer', 'approver', 'vendor', 'payment'],
    },
    confirm_red: {
      from: ['red_requested'],
      to: 'red_confirmed',
      by: ['buyer', 'approver', 'vendor', 'payment'],
    },
    lapse_red: { from: ['red_requested'], to: 'delivered', by: ['clock'] },
    issue_red: { from: ['red_requested', 'red_confirmed'], to: 'red_issued', by: ['vendor', 'payment'] },
  },
)

export type OrderState = (typeof orderLifecycle.states)[number]
export type OrderMove = keyof typeof orderLifecycle.moves
export type DeliveryNoteState = (typeof deliveryNoteLifecycle.states)[number]
export type InvoiceState = (typeof invoiceLifecycle.states)[number]

/** States in which an order may still take money. */
export const payable = [
  'confirmed',
  'funded',
  'delivered',
  'accepted',
] as const satisfies readonly OrderState[]
