import type { Spoken } from '../speak'
import type { payments as zh } from '../zh/payments'

export const payments: Spoken<typeof zh> = {
  where: {
    title: 'Where the money is',
    heads: ['Place', 'Amount', 'Share'],
    places: {
      unpaid: 'Unpaid',
      unreleased: 'Received, to be accepted',
      held: 'On hold (dispute)',
      payable: 'Payable to the vendor',
      inTransit: 'On its way to the vendor',
      paidOut: 'Paid to the vendor',
      fee: 'Platform fee',
      refundOpen: 'Refund on its way',
      refunded: 'Refunded to the buyer',
    },
    findings: {
      awaiting: (_received, rest) => `No money has come in yet; ${rest} to pay`,
      processing: (_received, rest) => `An online payment is being processed; ${rest} to pay`,
      part_paid: (received, rest) => `${received} has come in, ${rest} is missing`,
      paid: (received) => `${received} is in; it goes to the vendor on acceptance`,
      payout_due: (received) => `${received} is in; the accepted part waits to be paid to the vendor`,
      payout_sent: (received) => `${received} is in; the vendor's money is on its way`,
      settled: (received) => `${received} has been paid to the vendor in full`,
      refund_pending: (received) => `${received} came in; a refund is under way`,
      part_refunded: (received) => `${received} came in; a part went back to the buyer`,
      refunded: (received) => `${received} came in and went back to the buyer in full`,
    },
    clawback: (amount) => `of it, the vendor returns ${amount} with its next payout`,
    note: 'from the double-entry ledger, as of now',
  },
  status: {
    awaiting: 'Awaiting payment',
    processing: 'Payment processing',
    part_paid: 'Part paid',
    paid: 'Paid in',
    payout_due: 'Payout due',
    payout_sent: 'Payout sent',
    settled: 'Settled',
    refund_pending: 'Refund pending',
    part_refunded: 'Part refunded',
    refunded: 'Refunded',
    hold: 'On hold',
    chargeback: 'Chargeback',
  },
}

export const paymentsRefusals = {}
