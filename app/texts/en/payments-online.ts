import type { Spoken } from '../speak'
import type { paymentsOnline as model } from '../zh/payments-online'

export const paymentsOnline: Spoken<typeof model> = {
  online: {
    title: 'Pay online',
    lead: (floor, ceiling) =>
      `By card, Alipay or WeChat Pay on Stripe's payment page; ${floor} to ${ceiling} at a time.`,
    methods: (names) => `Offered: ${names.join(', ')}.`,
    noFee: 'The platform bears the provider’s fee; you pay nothing on top.',
    method: { card: 'card', alipay: 'Alipay', wechat_pay: 'WeChat Pay' },
    pay: (amount) => `Pay ${amount} online`,
    goOn: 'Go on to pay',
    close: 'Close this payment',
    stale: 'What is due has changed since; close this payment first, then pay the new amount.',
    notOffered: {
      'not-configured': 'Online payment is not set up here; please pay by bank transfer.',
      'above-online-limit':
        'What is due now is above the limit of online payments; please pay by bank transfer.',
      'below-limit': 'What is due now is below the least online payment; please pay by bank transfer.',
      currency: 'Online payments are in CNY only.',
    },
    banner: {
      double: {
        title: 'Stripe test double · no money moves',
        why: 'A stand-in for demonstration runs on this machine; no payment provider is connected.',
      },
      test: { title: 'Stripe test mode · no money moves', why: 'Use Stripe’s test card numbers.' },
    },
    attempts: 'Online payments',
    at: 'Begun',
    state: 'State',
    way: 'Method',
    person: 'By',
    amount: 'Amount',
    states: {
      intended: 'Opening the payment page',
      open: 'Waiting for payment',
      processing: 'Being processed',
      succeeded: 'Paid',
      failed: 'Failed',
      expired: 'Closed',
    },
    meanings: {
      intended: 'The payment page is not open yet; try again with “Go on to pay”.',
      open: 'The payment page is open, nothing has been paid yet.',
      processing:
        'The provider is working on it; this updates by itself once the result is known. Please do not pay twice.',
      succeeded: 'The money has been booked.',
      failed: 'Nothing was charged; you can pay again.',
      expired: 'The payment page is closed, nothing was charged; you can pay again.',
    },
    failures: {
      card_declined: 'declined by the bank',
      generic_decline: 'declined by the bank',
      insufficient_funds: 'insufficient funds',
      canceled: 'canceled',
      other: 'not completed',
    },
    returned: 'Result of the payment',
    returnedLead: 'The provider’s word counts; this updates by itself once it is here.',
    toPayment: 'Payment page',
  },
}
