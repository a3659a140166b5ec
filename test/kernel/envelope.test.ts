import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundTo, rewrap, seal, unseal, versionOf, type MasterKey } from '~/kernel/envelope.server'

const run = (from: number, length: number, step = 1) =>
  Uint8Array.from({ length }, (_, place) => from + step * place)
const first: MasterKey = { version: 1, key: run(0, 32) }
const second: MasterKey = { version: 2, key: run(100, 32) }
const bound = boundTo(
  'license_keys',
  '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e42',
  '0198f3a2-7c11-7d40-8a55-2f6b0c9d1e01',
)

// licenses.md §5
test('the vault vector is reproduced', () => {
  const chance = [run(255, 32, -1), run(0, 12), run(12, 12)]
  const sealed = seal('ABCDE-FGHIJ-KLMNO-PQRST-UVWXY', bound, first, () => chance.shift()!)
  expect(sealed.body.toString('hex')).toBe(
    '0001000102030405060708090a0b96d0ba4ca1865853d8d1b52e20b02af1a388b22ba1a7777459574e19e468978f5215671e9ea1ee3f165e6f576f',
  )
  expect(sealed.wrappedKey.toString('hex')).toBe(
    '00010c0d0e0f101112131415161767009424848c05abc0dcbd216279d717baed00021d97d2427c441f040742211aa56e2d5a3b38e15d6e46f86c4371e488',
  )
})

test('what was sealed opens under any master key it was wrapped again with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = seal(text, bound, first)
      const wrappedKey = rewrap(sealed.wrappedKey, bound, [first], second)
      expect(versionOf(wrappedKey)).toBe(2)
      expect(unseal({ ...sealed, wrappedKey }, bound, [first, second]).toString()).toBe(text)
      expect(() => unseal({ ...sealed, wrappedKey }, bound, [first])).toThrow('cannot-open')
    }),
  )
})

test('one flipped bit, another row or organization, a cut blob: it does not open', () => {
  const sealed = seal('secret', bound, first)
  const flipped = (blob: Buffer, bit: number) => blob.with(bit >> 3, blob[bit >> 3]! ^ (1 << (bit & 7)))
  for (const part of ['body', 'wrappedKey'] as const)
    for (let bit = part === 'body' ? 16 : 0; bit < sealed[part].length * 8; bit++) {
      const broken = { ...sealed, [part]: Buffer.from(flipped(sealed[part], bit)) }
      expect(() => unseal(broken, bound, [first])).toThrow('cannot-open')
    }
  expect(() => unseal(sealed, bound.replace('e42', 'e43'), [first])).toThrow('cannot-open')
  expect(() => unseal(sealed, bound.replace('e01', 'e02'), [first])).toThrow('cannot-open')
  expect(() => unseal({ ...sealed, body: sealed.body.subarray(0, 20) }, bound, [first])).toThrow(
    'cannot-open',
  )
})
