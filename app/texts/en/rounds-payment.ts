import type { Spoken } from '../speak'
import type { roundsPayment as model } from '../zh/rounds-payment'

export const roundsPayment: Spoken<typeof model> = {
  payment: {
    title: 'Payment',
    way: 'Terms of payment',
    ways: { prepaid: 'Before delivery', on_acceptance: 'After acceptance', installments: 'In installments' },
    wayHint:
      'Part of the notice: bids, pledges and contracts follow it, and it does not change after publication.',
    workdays: 'Time to pay',
    workdaysHint: 'Before delivery it counts from the contract, after acceptance from acceptance.',
    unit: 'working days',
    dues: 'Installments',
    duesHint: 'Two to six, shares that sum to 100%, in the order of time.',
    columns: { share: 'Share (%)', rule: 'Counts from', workdays: 'Working days', gate: 'Delivery waits' },
    starts: { confirmed: 'the contract', accepted: 'acceptance' },
    gates: { yes: 'yes', no: 'no' },
    due: (share, start, workdays) => `${share} within ${workdays} working days of ${start}`,
    whole: (start, workdays) => `in full within ${workdays} working days of ${start}`,
    between: '; ',
    gate: 'delivery waits for it',
    binds: (way) => `Payment: ${way}.`,
  },
}
