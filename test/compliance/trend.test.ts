import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markedStatus, ownOrganizationStatus } from '~/compliance/positions/own'
import { trendOf } from '~/compliance/positions/trend'

const at = (day: number) => new Date(Date.UTC(2026, 10, day))

test('a product counts from the change that brought it into the status to the one that led out', () => {
  const changes = [
    { id: '2', at: at(3), productId: 'b', toStatus: 'gap' },
    { id: '1', at: at(1), productId: 'a', toStatus: 'gap' },
    { id: '3', at: at(5), productId: 'a', toStatus: 'regularized' },
    { id: '4', at: at(5), productId: null, toStatus: 'gap' },
  ]
  expect(trendOf(changes, ['gap'], at(9)).map(({ value }) => value)).toEqual([1, 2, 1, 1])
})

test('the last point is the number of products that stand so, in whatever order changes come', () => {
  const change = fc.record({
    id: fc.uuid(),
    at: fc.integer({ min: 1, max: 6 }).map(at),
    productId: fc.constantFrom('a', 'b', 'c'),
    toStatus: fc.constantFrom('gap', 'compliant'),
  })
  const changes = fc.uniqueArray(change, { selector: ({ id }) => id, minLength: 1 })
  fc.assert(
    fc.property(changes, (all) => {
      const last = new Map(
        all
          .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
          .map((one) => [one.productId, one.toStatus]),
      )
      const standing = [...last.values()].filter((status) => status === 'gap').length
      expect(trendOf(all, ['gap'], at(30)).at(-1)!.value).toBe(standing)
      expect(trendOf(all.toReversed(), ['gap'], at(30))).toEqual(trendOf(all, ['gap'], at(30)))
    }),
  )
})

test('marks lie over the status of their own product only, and a settled gap reads as regularized', () => {
  const marks = [
    { productId: 'a', kind: 'under_mediation' as const },
    { productId: 'c', kind: 'settled' as const },
  ]
  expect(markedStatus('gap', 'a', marks)).toBe('under_mediation')
  expect(markedStatus('gap', 'b', marks)).toBe('gap')
  expect(markedStatus('compliant', 'c', marks)).toBe('regularized')
  const products = [
    { category: 'office', own: 'settlement_late' as const },
    { category: 'design', own: 'settlement_breached' as const },
  ]
  expect(ownOrganizationStatus('gap', products)).toBe('settlement_late')
  expect(ownOrganizationStatus('not_inspected', products)).toBe('not_inspected')
})
