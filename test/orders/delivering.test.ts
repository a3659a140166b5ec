import { expect, test } from 'vitest'
import { whyNotDeliver } from '~/orders/delivering'

const line = { id: 'L1', term: 'perpetual', quantity: 10, delivered: 4, canceled: 1 }
const handed = { lineId: 'L1', quantity: 5, termStart: '2026-12-01', termEnd: null }
const funded = { state: 'funded' }

test('what is still open may be delivered once the order is paid', () => {
  expect(whyNotDeliver(funded, [line], [handed])).toBeNull()
  expect(whyNotDeliver({ state: 'confirmed' }, [line], [handed])).toBe('not-paid-yet')
  expect(whyNotDeliver({ state: 'accepted' }, [line], [handed])).toBe('order-takes-no-delivery')
})

test('more than is open, nothing at all, or a line of another order is refused', () => {
  expect(whyNotDeliver(funded, [line], [{ ...handed, quantity: 6 }])).toBe('more-than-ordered')
  expect(whyNotDeliver(funded, [line], [])).toBe('nothing-handed-over')
  expect(whyNotDeliver(funded, [line], [{ ...handed, lineId: 'L2' }])).toBe('line-unknown')
})

test('what is kept for good has no end, what runs for a term has one', () => {
  expect(whyNotDeliver(funded, [line], [{ ...handed, termEnd: '2027-11-30' }])).toBe('term-end-wrong')
  expect(whyNotDeliver(funded, [{ ...line, term: 'subscription' }], [handed])).toBe('term-end-wrong')
  expect(
    whyNotDeliver(funded, [{ ...line, term: 'subscription' }], [{ ...handed, termEnd: '2026-11-30' }]),
  ).toBe('end-before-start')
})
