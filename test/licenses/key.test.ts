import { expect, test } from 'vitest'
import { fingerprintOf, maskedKey, tailOf, withoutKeys } from '~/licenses/keys/key'
import { checkKeys, type KeyTerms } from '~/licenses/keys/key-upload'

const key = 'ABCDE-FGHIJ-KLMNO-PQRST-UVWXY'
const secret = Buffer.alloc(32, 7)

test('the fingerprint of the vault vector, however the key is written', () => {
  const known = '5ab74c1cd96f70623ef4defb8f5e3e26c38e54ccf906c86d77cf313a0ae38438'
  expect(fingerprintOf(key, secret).toString('hex')).toBe(known)
  expect(fingerprintOf(' abcde fghij klmno pqrst uvwxy', secret).toString('hex')).toBe(known)
  expect(fingerprintOf(key, Buffer.alloc(32, 8)).toString('hex')).not.toBe(known)
})

test.each([
  [key, 'UVWXY'],
  ['ABCD-EFGH-IJKL-MNO', 'KLMNO'],
  ['ABCD-EFGH-IJKL-MN', 'MN'],
  ['1234-5678', '78'],
  ['1234-567', null],
  ['', null],
])('of %s only %s is shown', (key, tail) => {
  expect(tailOf(key)).toBe(tail)
  expect(maskedKey(tail)).toBe(`•••••-${tail ?? '•••••'}`)
})

test('what looks like a key keeps its last five in every log line', () => {
  expect(withoutKeys(`value (${key}) already exists`)).toBe('value (•••••-UVWXY) already exists')
})

const terms: KeyTerms = {
  quantity: 2,
  kind: 'single',
  pattern: /^[A-Z]{4}-\d{4}$/,
  secret,
  delivered: new Set(),
}
const problems = (keys: string[], facts: Partial<KeyTerms> = {}) =>
  checkKeys(keys, { ...terms, ...facts }).problems

test('as many keys as units, or exactly one for all', () => {
  expect(checkKeys(['ABCD-0001', 'ABCD-0002'], terms).keys.map(({ line }) => line)).toEqual([1, 2])
  expect(problems(['ABCD-0001'])).toEqual([{ line: 1, code: 'wrong-count' }])
  expect(problems(['ABCD-0001'], { kind: 'volume', quantity: 500 })).toEqual([])
})

test('one bad line refuses the whole upload; the report names lines and codes, never a key', () => {
  const delivered = new Set([fingerprintOf('ABCD-0009', secret).toString('hex')])
  const keys = ['ABCD-0001', '', 'abcd-1', 'ABCD-0001', 'ABCD-0009']
  const answer = checkKeys(keys, { ...terms, quantity: 5, delivered })
  expect(answer.keys).toEqual([])
  expect(answer.problems).toEqual([
    { line: 2, code: 'empty' },
    { line: 3, code: 'wrong-pattern' },
    { line: 4, code: 'duplicate-in-file' },
    { line: 5, code: 'already-delivered' },
  ])
  expect(JSON.stringify(answer)).not.toContain('ABCD')
})
