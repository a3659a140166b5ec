import { array, assert, constantFrom, integer, property, record, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { differencesOf, keyOf, type Need, needKey, proposeMerges } from '~/demands/merging/merging'

const editions = {
  pro: { productId: 'wps', classIds: ['office'] },
  edu: { productId: 'wps', classIds: [] },
  std: { productId: 'yozo', classIds: ['office', 'suite'] },
  cad: { productId: 'cad', classIds: [] },
  lt: { productId: 'cad', classIds: [] },
} as const
const aNeed = (code: keyof typeof editions, facts: Partial<Need> = {}): Need => ({ editionId: code, classId: null, ...editions[code], metric: 'device', term: 'perpetual', termMonths: null, organizations: 1, quantity: 1, ...facts }) // oxfmt-ignore
const ofClass = (classId: string, facts: Partial<Need> = {}): Need => ({ ...aNeed('pro', facts), editionId: null, classId, productId: null, classIds: [] }) // oxfmt-ignore

test('needs of one class are bought as the class, however they name it', () => {
  const [proposal, ...more] = proposeMerges([
    aNeed('pro', { quantity: 5 }),
    aNeed('std', { quantity: 3 }),
    ofClass('office', { quantity: 2 }),
  ])
  expect(more).toEqual([])
  expect(proposal).toMatchObject({ grounds: 'same-class', into: { classId: 'office', editionId: null }, quantity: 10 }) // oxfmt-ignore
  expect(differencesOf(proposal!)).toEqual(['edition'])
})

test('needs of one product in different editions or terms are bought as the edition that most ask for', () => {
  const [proposal] = proposeMerges([aNeed('cad', { quantity: 3 }), aNeed('lt', { quantity: 8, term: 'subscription', termMonths: 12 })]) // oxfmt-ignore
  expect(proposal).toMatchObject({ grounds: 'same-product', into: { classId: null, editionId: 'lt' }, quantity: 11 }) // oxfmt-ignore
  expect(differencesOf(proposal!)).toEqual(['edition', 'term'])
})

test('a need alone, and needs that have nothing in common, are left as they are', () => {
  expect(proposeMerges([])).toEqual([])
  expect(proposeMerges([aNeed('cad')])).toEqual([])
  expect(proposeMerges([aNeed('cad'), aNeed('edu'), aNeed('std')])).toEqual([])
})

const need = record({
  code: constantFrom(...(Object.keys(editions) as (keyof typeof editions)[])),
  asClass: constantFrom(null, null, 'office', 'suite'),
  metric: constantFrom('device', 'user'),
  months: constantFrom(null, 12),
  quantity: integer({ min: 1, max: 4 }),
}).map(({ code, asClass, metric, months, quantity }) => {
  const facts = { metric, quantity, term: months === null ? 'perpetual' : 'subscription', termMonths: months }
  return asClass === null ? aNeed(code, facts) : ofClass(asClass, facts)
})
const needs = uniqueArray(need, { selector: needKey, maxLength: 10 })

test('whatever the needs: each stands in one proposal at most, unchanged, never alone, and nothing is lost or made', () => {
  assert(
    property(needs, (all) => {
      const proposals = proposeMerges(all)
      const placed = proposals.flatMap((proposal) => proposal.needs)
      expect(new Set(placed).size).toBe(placed.length)
      for (const one of placed) expect(all).toContain(one)
      expect(new Set(proposals.map(keyOf)).size).toBe(proposals.length)
      for (const { needs: its, quantity } of proposals) {
        expect(its.length).toBeGreaterThan(1)
        expect(quantity).toBe(its.reduce((sum, one) => sum + one.quantity, 0))
      }
    }),
  )
})

test('whatever the needs: those of a proposal have its class, or its product, in common', () => {
  assert(
    property(needs, (all) => {
      for (const { grounds, into, needs: its } of proposeMerges(all)) {
        if (grounds === 'same-class')
          for (const one of its) expect([one.classId, ...one.classIds]).toContain(into.classId)
        else {
          expect(new Set(its.map(({ productId }) => productId)).size).toBe(1)
          expect(its[0]!.editionId).toBe(into.editionId)
          expect(its[0]!.quantity).toBe(Math.max(...its.map(({ quantity }) => quantity)))
        }
      }
    }),
  )
})

test('whatever the needs: two that are left over share neither class nor product', () => {
  assert(
    property(needs, (all) => {
      const placed = new Set(proposeMerges(all).flatMap((proposal) => proposal.needs))
      const left = all.filter((one) => !placed.has(one))
      for (const [at, one] of left.entries())
        for (const other of left.slice(at + 1)) {
          expect(one.productId === null || one.productId !== other.productId).toBe(true)
          const classes = (its: Need) => (its.classId ? [its.classId] : its.classIds)
          expect(classes(one).filter((id) => classes(other).includes(id))).toEqual([])
        }
    }),
  )
})

test('the proposals do not depend on the order of the needs', () => {
  assert(
    property(needs, array(integer(), { minLength: 10, maxLength: 10 }), (all, keys) => {
      const mixed = all
        .map((one, at) => ({ one, key: keys[at]! }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one)
      expect(proposeMerges(mixed)).toEqual(proposeMerges(all))
    }),
  )
})
