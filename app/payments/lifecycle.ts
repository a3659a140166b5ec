import { lifecycle } from '~/kernel/lifecycle'

/** One try to pay by card or wallet; of one order at most one stands between intended and processing. */
export const checkoutAttemptLifecycle = lifecycle(
  ['intended', 'open', 'processing', 'succeeded', 'failed', 'expired'],
  {
    open: { from: ['intended'], to: 'open', by: ['clock'] },
    process: { from: ['intended', 'open'], to: 'processing', by: ['clock'] },
    succeed: {
      from: ['intended', 'open', 'processing', 'failed', 'expired'],
      to: 'succeeded',
      by: ['clock'],
    },
    fail: { from: ['intended', 'open', 'processing'], to: 'failed', by: ['clock'] },
    expire: { from: ['intended', 'open'], to: 'expired', by: ['clock'] },
  },
)

export const statementImportLifecycle = lifecycle(['read', 'checked', 'committed', 'discarded'], {
  check: { from: ['read'], to: 'checked', by: ['payment', 'clock'] },
  commit: { from: ['checked'], to: 'committed', by: ['payment'] },
  discard: { from: ['read', 'checked'], to: 'discarded', by: ['payment'] },
})

export const bankLineLifecycle = lifecycle(['open', 'proposed', 'matched', 'set_aside'], {
  propose: { from: ['open'], to: 'proposed', by: ['clock', 'payment'] },
  match: { from: ['proposed'], to: 'matched', by: ['payment'] },
  reopen: { from: ['proposed', 'matched', 'set_aside'], to: 'open', by: ['payment'] },
  set_aside: { from: ['open', 'proposed'], to: 'set_aside', by: ['payment'] },
})

export const matchLifecycle = lifecycle(['proposed', 'confirmed', 'undone'], {
  confirm: { from: ['proposed'], to: 'confirmed', by: ['payment'] },
  undo: { from: ['confirmed'], to: 'undone', by: ['payment'] },
})

/** Always two persons; invoiced money waits for the red letter. */
export const refundLifecycle = lifecycle(
  ['requested', 'waiting_red_letter', 'approved', 'sent', 'paid', 'failed', 'refused'],
  {
    wait: { from: ['requested'], to: 'waiting_red_letter', by: ['clock', 'payment'] },
    approve: { from: ['requested', 'waiting_red_letter', 'failed'], to: 'approved', by: ['payment'] },
    send: { from: ['approved'], to: 'sent', by: ['payment', 'clock'] },
    pay: { from: ['approved', 'sent'], to: 'paid', by: ['payment', 'clock'] },
    fail: { from: ['sent', 'paid'], to: 'failed', by: ['payment', 'clock'] },
    refuse: { from: ['requested', 'waiting_red_letter'], to: 'refused', by: ['payment'] },
    // What a rebate or a settlement owes stays owed: its refund is not asked for by anyone else.
    ask_again: { from: ['refused'], to: 'requested', by: ['payment'] },
    ask_again_invoiced: { from: ['refused'], to: 'waiting_red_letter', by: ['payment'] },
  },
)

export const payoutLifecycle = lifecycle(
  ['prepared', 'approved', 'sent', 'settled', 'failed', 'returned', 'dropped'],
  {
    approve: { from: ['prepared'], to: 'approved', by: ['payment'] },
    drop: { from: ['prepared'], to: 'dropped', by: ['payment'] },
    send: { from: ['approved'], to: 'sent', by: ['payment', 'clock'] },
    settle: { from: ['sent'], to: 'settled', by: ['payment', 'clock'] },
    fail: { from: ['sent'], to: 'failed', by: ['payment', 'clock'] },
    return: { from: ['settled'], to: 'returned', by: ['payment', 'clock'] },
  },
)

/** A transfer that is taken back; one that the provider refused may still be made later. */
export const transferReversalLifecycle = lifecycle(['asked', 'made', 'failed'], {
  make: { from: ['asked', 'failed'], to: 'made', by: ['clock'] },
  fail: { from: ['asked'], to: 'failed', by: ['clock'] },
})

export const holdLifecycle = lifecycle(['active', 'released', 'consumed'], {
  release: { from: ['active'], to: 'released', by: ['registrar', 'head', 'clock'] },
  consume: { from: ['active'], to: 'consumed', by: ['payment', 'clock'] },
})

export const chargebackLifecycle = lifecycle(['warning', 'open', 'won', 'lost', 'closed'], {
  open: { from: ['warning'], to: 'open', by: ['clock'] },
  win: { from: ['open'], to: 'won', by: ['clock'] },
  lose: { from: ['open'], to: 'lost', by: ['clock'] },
  close: { from: ['warning'], to: 'closed', by: ['clock', 'payment'] },
})

/** A vendor's account; a new one is checked by two officers and the old number is called back. */
export const payeeAccountLifecycle = lifecycle(['proposed', 'checked', 'active', 'replaced', 'refused'], {
  check: { from: ['proposed'], to: 'checked', by: ['payment'] },
  activate: { from: ['checked'], to: 'active', by: ['payment', 'clock'] },
  refuse: { from: ['proposed', 'checked'], to: 'refused', by: ['payment'] },
  replace: { from: ['active'], to: 'replaced', by: ['payment', 'clock'] },
})

/** What a vendor owes and the platform gives up: one person proposes, another decides. */
export const writeOffLifecycle = lifecycle(['proposed', 'approved', 'refused', 'withdrawn'], {
  approve: { from: ['proposed'], to: 'approved', by: ['payment'] },
  refuse: { from: ['proposed'], to: 'refused', by: ['payment'] },
  withdraw: { from: ['proposed'], to: 'withdrawn', by: ['payment'] },
})

/** Money back because the price fell: a credit note on unpaid dues first, else a refund. */
export const rebateLifecycle = lifecycle(['due', 'credited', 'refunding', 'refunded'], {
  credit: { from: ['due'], to: 'credited', by: ['payment', 'clock'] },
  refund: { from: ['due'], to: 'refunding', by: ['payment', 'clock'] },
  finish: { from: ['refunding'], to: 'refunded', by: ['clock'] },
})

/** A difference between our books and the world; never adjusted by itself, closed by the next clean run. */
export const breakLifecycle = lifecycle(['open', 'explained', 'closed'], {
  explain: { from: ['open'], to: 'explained', by: ['payment'] },
  close: { from: ['open', 'explained'], to: 'closed', by: ['clock'] },
})

export type CheckoutAttemptState = (typeof checkoutAttemptLifecycle.states)[number]
export type StatementImportState = (typeof statementImportLifecycle.states)[number]
export type BankLineState = (typeof bankLineLifecycle.states)[number]
export type MatchState = (typeof matchLifecycle.states)[number]
export type RefundState = (typeof refundLifecycle.states)[number]
export type PayoutState = (typeof payoutLifecycle.states)[number]
export type HoldState = (typeof holdLifecycle.states)[number]
export type ChargebackState = (typeof chargebackLifecycle.states)[number]
export type BreakState = (typeof breakLifecycle.states)[number]
