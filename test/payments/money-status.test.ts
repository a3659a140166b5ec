import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moneyFlags, moneyStatus, type OrderMoney } from '~/payments/money-status'

const order = (facts: Partial<OrderMoney> = {}): OrderMoney => ({
  total: 100n,
  received: 0n,
  refunded: 0n,
  refundOpen: 0n,
  processing: false,
  payable: 0n,
  inTransit: 0n,
  paidOut: 0n,
  unreleased: 0n,
  onHold: false,
  chargedBack: false,
  ...facts,
})

test.each<[string, Partial<OrderMoney>]>([
  ['awaiting', {}],
  ['processing', { processing: true }],
  ['part_paid', { received: 40n, unreleased: 40n }],
  ['paid', { received: 100n, unreleased: 100n }],
  ['payout_due', { received: 100n, payable: 100n }],
  ['payout_sent', { received: 100n, inTransit: 100n }],
  ['settled', { received: 100n, paidOut: 100n }],
  ['refund_pending', { received: 100n, unreleased: 60n, refundOpen: 40n }],
  ['part_refunded', { received: 100n, refunded: 40n, paidOut: 60n }],
  ['refunded', { received: 100n, refunded: 100n }],
])('%s', (status, facts) => expect(moneyStatus(order(facts))).toBe(status))

test('hold and chargeback are flags beside the status', () => {
  expect(moneyFlags(order({ onHold: true, chargedBack: true }))).toEqual(['hold', 'chargeback'])
})

test('an order that has received nothing is never shown as paid', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.bigInt({ min: 1n, max: 9n }), (processing, total) => {
      expect(['awaiting', 'processing']).toContain(moneyStatus(order({ processing, total })))
    }),
  )
})
