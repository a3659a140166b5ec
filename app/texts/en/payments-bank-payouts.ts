import type { Spoken } from '../speak'
import type { paymentsBankPayouts as model } from '../zh/payments-bank-payouts'
import { counted } from './counted'

export const paymentsBankPayouts: Spoken<typeof model> = {
  bankPayouts: {
    title: 'Payouts from the provider',
    lead: (n, amount) => `${counted(n, 'payout')} not seen on a bank statement yet, ${amount} in all.`,
    allSeen: 'Every payout has been seen on a bank statement.',
    open: 'Payouts to our account',
    views: { all: 'All', transit: 'In transit', seen: 'Arrived', failed: 'Failed' },
    standings: {
      on_its_way: 'In transit',
      paid: 'Paid, says the provider; not on a statement yet',
      seen: 'Arrived',
      failed: 'Failed',
    },
    payout: 'Payout',
    arrives: 'Expected',
    line: 'Bank line',
    failures: {
      account_closed: 'The account is closed',
      account_frozen: 'The account is frozen',
      could_not_process: 'The bank could not process it',
      declined: 'The bank declined it',
      insufficient_funds: 'Not enough was available',
      invalid_account_number: 'The account number is wrong',
      no_account: 'There is no such account',
    },
    empty: 'No payouts',
    emptyWhy:
      'What the provider pays from the available balance to our bank account stands here until the bank’s statement proves it.',
    csv: ['payout', 'created', 'expected', 'state', 'failure', 'account', 'bank_serial_no', 'booked_at', 'amount', 'currency'], // oxfmt-ignore
  },
}
