import fc from 'fast-check'
import { expect, test } from 'vitest'
import { organizationStatus, ownStatus, positionStatus, positionStatuses } from '~/compliance/status'

const status = (facts: Partial<Parameters<typeof positionStatus>[0]>) =>
  positionStatus({ gap: 0, open: 0, regularized: false, any: 1, ...facts })

test('a product’s status is the first that holds', () => {
  expect(status({ gap: 1, open: 1, regularized: true })).toBe('gap')
  expect(status({ open: 1, regularized: true })).toBe('unknown')
  expect(status({ regularized: true })).toBe('regularized')
  expect(status({})).toBe('compliant')
  expect(status({ any: 0 })).toBe('not_applicable')
})

test('marks come first for the enterprise itself; an open case marks a gap only', () => {
  const own = (facts: Partial<Parameters<typeof ownStatus>[0]>) =>
    ownStatus({ status: 'gap', settlement: null, openCase: false, settled: false, ...facts })
  expect(own({ settlement: 'breached', openCase: true })).toBe('settlement_breached')
  expect(own({ settlement: 'late' })).toBe('settlement_late')
  expect(own({ openCase: true })).toBe('under_mediation')
  expect(own({ status: 'compliant', openCase: true })).toBe('compliant')
  expect(own({ status: 'compliant', settled: true })).toBe('regularized')
  expect(own({ status: 'gap', settled: true })).toBe('gap')
})

const organization = (facts: Partial<Parameters<typeof organizationStatus>[0]>) =>
  organizationStatus({
    statuses: ['compliant'],
    computersInUse: 100,
    inventoried: 100,
    everInventoried: 100,
    ...facts,
  })

test('an organization is as its worst product', () => {
  expect(organization({ statuses: ['compliant', 'gap', 'unknown'] })).toBe('gap')
  expect(organization({ statuses: [] })).toBe('not_applicable')
})

test('nobody knows below 95 % of the computers, and nothing is inspected without any', () => {
  expect(organization({ inventoried: 95 })).toBe('compliant')
  expect(organization({ inventoried: 94 })).toBe('unknown')
  expect(organization({ inventoried: 94, statuses: ['gap'] })).toBe('gap')
  expect(organization({ inventoried: 0, everInventoried: 0, statuses: ['gap'] })).toBe('not_inspected')
})

test('a product more never makes an organization’s status better', () => {
  const some = fc.constantFrom(...positionStatuses)
  const place = (it: string) => positionStatuses.indexOf(it as 'gap')
  fc.assert(
    fc.property(fc.array(some), some, (statuses, more) => {
      expect(place(organization({ statuses: [...statuses, more] }))).toBeLessThanOrEqual(
        place(organization({ statuses })),
      )
    }),
  )
})
