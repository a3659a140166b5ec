import { expect, test } from 'vitest'
import { uncuredUnits } from '~/orders/uncured'

const now = new Date('2026-11-20T00:00:00+08:00')
const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
const line = { id: 'a', term: 'perpetual', quantity: 10, delivered: 0, canceled: 0 }
const note = (quantity: number, redeliveryDue: Date | null, state = 'rejected') => ({
  state,
  redeliveryDue,
  deliveries: [{ orderLineId: 'a', quantity }],
})
const units = (notes: Parameters<typeof uncuredUnits>[1], its = line) => uncuredUnits([its], notes, now).get('a') // oxfmt-ignore

test('what was sent back and not delivered again within its term is uncured, what was never delivered is not', () => {
  expect(units([note(4, day(-1))])).toBe(4)
  expect(units([note(4, now)])).toBe(4)
  expect(units([note(4, day(1))])).toBeUndefined()
  expect(units([])).toBeUndefined()
})

test('while a delivery waits or the term of a later rejection runs, nothing is', () => {
  expect(units([note(4, day(-1)), note(4, null, 'sent')])).toBeUndefined()
  expect(units([note(4, day(-9)), note(4, day(1))])).toBeUndefined()
})

test('units that came back twice count once, and what was delivered again or canceled not at all', () => {
  expect(units([note(4, day(-9)), note(4, day(-1))])).toBe(4)
  expect(units([note(10, day(-1))], { ...line, delivered: 7 })).toBe(3)
  expect(units([note(10, day(-1))], { ...line, delivered: 7, canceled: 3 })).toBeUndefined()
})
