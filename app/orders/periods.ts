/** How many working days each step of an order may take; defaults of settings (payments.md §2). */
export const workdays = {
  confirm: 5,
  pay: 10,
  payGrace: 3,
  deliver: 5,
  vendorLate: 10,
  accept: 10,
  redeliver: 5,
  redLetterConfirm: 3,
} as const

/** Working days of the acceptance period on which the enterprise is reminded. */
export const acceptanceReminders = [5, 8, 9] as const
