import type { Spoken } from '../speak'
import type { paymentsShort as model } from '../zh/payments-short'

export const paymentsShort: Spoken<typeof model> = {
  short: {
    title: 'Short payments',
    lead: 'Transfers that came at most ¥50 short, mostly since a bank on the way kept its fee. They are booked as part payments; the buyer still owes the rest.',
    order: 'Order',
    received: 'Last received',
    due: 'Due',
    missing: 'Missing',
    told: 'Buyer told',
    tell: 'Ask for the rest',
    empty: 'No short payments',
    emptyWhy: 'Transfers that come at most ¥50 short stand here until the buyer is asked for the rest.',
    csv: ['order', 'buyer', 'due_no', 'last_received', 'due', 'missing', 'currency', 'told_at'],
  },
}
