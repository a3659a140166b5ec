import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publish, publishShare } from '~/mediation/statistics/suppression'

test('four cases are told as fewer than five', () => {
  expect(publish({ settled: 3, closed: 1 })).toEqual({ total: null, cells: { settled: null, closed: null } })
})

test('seven with a split of six and one hide both, the total is shown', () => {
  expect(publish({ settled: 6, closed: 1 })).toEqual({ total: 7, cells: { settled: null, closed: null } })
})

test('a single small cell takes the next smallest with it', () => {
  expect(publish({ a: 20, b: 8, c: 2 })).toEqual({ total: 30, cells: { a: 20, b: null, c: null } })
  expect(publish({ a: 20, b: 3, c: 2 })).toEqual({ total: 25, cells: { a: 20, b: null, c: null } })
  expect(publish({ a: 20, b: 8 })).toEqual({ total: 28, cells: { a: 20, b: 8 } })
})

test('no cell below five is printed, nor can one be computed from what is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 5 }), (counts) => {
      const { total, cells } = publish(Object.fromEntries(counts.map((count, at) => [at, count])))
      const shown = Object.values(cells).filter((count) => count !== null)
      expect(shown.every((count) => count >= 5)).toBe(true)
      const hidden = Object.values(cells).length - shown.length
      if (total !== null) expect(hidden).not.toBe(1)
    }),
  )
})

test('a share is told of at least five, rounded half up', () => {
  expect(publishShare(2, 4)).toBeNull()
  expect(publishShare(5, 8)).toBe(63)
  expect(publishShare(0, 5)).toBe(0)
})
