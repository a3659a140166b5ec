import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legsOf, reversalsOf, whyNotTransfer } from '~/payments/transfers/transferring'

test('money goes by transfer where the rail is on, the account can receive in its currency, and it came by card', () => {
  const order = { currency: 'CNY', byCard: 100n }
  const receiver = { capability: 'active', currency: 'CNY' }
  const whyNot = (
    o: Partial<typeof order>,
    r: Partial<Parameters<typeof whyNotTransfer>[1]> = {},
    on = true,
  ) => whyNotTransfer({ ...order, ...o }, { ...receiver, ...r }, { on })
  expect(whyNot({})).toBeNull()
  expect(whyNot({}, {}, false)).toBe('transfers-off')
  expect(whyNot({}, { capability: null })).toBe('account-missing')
  expect(whyNot({}, { capability: 'asked' })).toBe('account-missing')
  expect(whyNot({}, { capability: 'pending' })).toBe('account-not-active')
  expect(whyNot({}, { currency: 'HKD' })).toBe('account-currency')
  expect(whyNot({ byCard: 0n })).toBe('no-source')
})

test('each card payment is a transfer of its own; what is owed is netted off the first', () => {
  const sources = [
    { paymentId: 'p1', orderId: 'a', left: 60n },
    { paymentId: 'p2', orderId: 'a', left: 60n },
    { paymentId: 'p3', orderId: 'b', left: 10n },
  ]
  const payable = [
    { orderId: 'a', payable: 100n },
    { orderId: 'b', payable: 50n },
  ]
  expect(legsOf(payable, sources, 70n)).toEqual([
    { orderId: 'a', paymentId: 'p1', gross: 60n, clawback: 60n },
    { orderId: 'a', paymentId: 'p2', gross: 40n, clawback: 10n },
    { orderId: 'b', paymentId: 'p3', gross: 10n, clawback: 0n },
  ])
})

test('no more is transferred than is payable, than the card payments hold, and than remains after what is owed', () => {
  const fen = fc.bigInt({ min: 0n, max: 5n })
  const some = fc.array(fen, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 9n }), some, fen, (payable, held, owed) => {
      const sources = held.map((left, at) => ({ paymentId: `p${at}`, orderId: 'a', left }))
      const legs = legsOf([{ orderId: 'a', payable }], sources, owed)
      const gross = legs.reduce((sum, leg) => sum + leg.gross, 0n)
      const all = held.reduce((sum, left) => sum + left, 0n)
      expect(gross).toBe(payable < all ? payable : all)
      expect(legs.reduce((sum, leg) => sum + leg.clawback, 0n)).toBe(owed < gross ? owed : gross)
      for (const leg of legs) expect(leg.clawback).toBeLessThanOrEqual(leg.gross)
    }),
  )
})

test('what is taken back comes from the latest transfers, no more than each holds', () => {
  const transfers = [
    { payoutId: 'late', left: 30n },
    { payoutId: 'early', left: 50n },
  ]
  expect(reversalsOf(transfers, 40n)).toEqual([
    { payoutId: 'late', amount: 30n },
    { payoutId: 'early', amount: 10n },
  ])
  expect(reversalsOf(transfers, 100n)).toHaveLength(2)
})
