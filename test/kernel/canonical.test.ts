import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, canonicalHash, type Canonical } from '~/kernel/canonical'

test('keys are sorted by code unit, numbers are short, nothing is spaced (RFC 8785)', () => {
  expect(canonical({ b: [1.0, 1e21, 0.000001], a: '€\n', '\u20ac': null, B: true })).toBe(
    '{"B":true,"a":"€\\n","b":[1,1e+21,0.000001],"€":null}',
  )
})

test('money becomes a decimal string of fen, what is undefined is left out', () => {
  expect(canonical({ price: 9_007_199_254_740_993n, note: undefined })).toBe('{"price":"9007199254740993"}')
})

test('half a character is refused', () => {
  expect(() => canonical({ name: '\ud800' })).toThrow()
})

test('the order in which facts were written changes nothing', () => {
  const facts = fc.dictionary(
    fc.string({ unit: 'grapheme' }),
    fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.bigInt()),
  )
  fc.assert(
    fc.property(facts, (all) => {
      const reversed: Canonical = Object.fromEntries(Object.entries(all).reverse())
      expect(canonicalHash(reversed)).toBe(canonicalHash(all))
      expect(Object.keys(JSON.parse(canonical(all)))).toHaveLength(Object.keys(all).length)
    }),
  )
})
