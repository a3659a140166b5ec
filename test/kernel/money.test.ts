import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, formatMoney, parseMoney, toDecimal } from '~/kernel/money'

const fen = fc.bigInt({ min: -(2n ** 63n - 1n), max: 2n ** 63n - 1n })
const smallWeights = fc
  .array(fc.bigInt({ min: 0n, max: 5n }), { minLength: 1, maxLength: 8 })
  .filter((all) => all.some(Boolean))
const sum = (all: readonly bigint[]) => all.reduce((a, b) => a + b, 0n)

test.each([
  ['1,200.00', 120_000n],
  ['1200', 120_000n],
  ['1200.5', 120_050n],
  ['¥ 1,234,567.80', 123_456_780n],
  ['CNY 1,234,567.80', 123_456_780n],
  ['１，２００．００', 120_000n],
  ['￥１２．３', 1_230n],
  ['-¥0.01', -1n],
  ['−5', -500n],
  ['92,233,720,368,547,758.07', 2n ** 63n - 1n],
])('%s is read as money', (text, expected) => expect(parseMoney(text)).toBe(expected))

test.each([
  ['', 'money-missing'],
  ['  ', 'money-missing'],
  ['1.200,00', 'money-grouping'],
  ['50,00', 'money-grouping'],
  ['1,23', 'money-grouping'],
  ['1,2345', 'money-grouping'],
  ['12,345,67', 'money-grouping'],
  ['1.234', 'money-places'],
  ['1e3', 'money-form'],
  ['1.2.3', 'money-form'],
  ['.5', 'money-form'],
  ['5.', 'money-form'],
  ['--5', 'money-form'],
  ['$5', 'money-form'],
  ['0x10', 'money-form'],
  ['92233720368547758.08', 'money-too-large'],
])('%s is refused as %s', (text, code) => expect(parseMoney(text)).toBe(code))

test('money is shown as each language writes it', () => {
  expect(formatMoney(123_456_780n, 'zh')).toBe('¥1,234,567.80')
  expect(formatMoney(-123_456_780n, 'zh')).toBe('-¥1,234,567.80')
  expect(formatMoney(123_456_780n, 'en')).toBe('CNY\u00a01,234,567.80')
  expect(formatMoney(2n ** 63n - 1n, 'zh')).toBe('¥92,233,720,368,547,758.07')
  expect(formatMoney(1234n, 'en', 'JPY')).toBe('JPY\u00a01,234')
})

test('what is shown or written plainly is read back as the same amount', () => {
  fc.assert(
    fc.property(fen, fc.constantFrom('zh' as const, 'en' as const), (amount, locale) => {
      expect(parseMoney(formatMoney(amount, locale))).toBe(amount)
      expect(parseMoney(toDecimal(amount))).toBe(amount)
    }),
  )
})

test('a split leaves nothing over: largest remainders first, ties to the earlier', () => {
  expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
  expect(allocate(1000n, [1n, 2n, 3n])).toEqual([167n, 333n, 500n])
  expect(allocate(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
  expect(() => allocate(1n, [0n])).toThrow(RangeError)
})

test('every share is its exact part rounded down or up, and the shares sum to the total', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1000n }), smallWeights, (total, weights) => {
      const shares = allocate(total, weights)
      expect(sum(shares)).toBe(total)
      shares.forEach((share, place) => {
        const floor = (total * weights[place]!) / sum(weights)
        expect(share === floor || share === floor + 1n).toBe(true)
        if (weights[place] === 0n) expect(share).toBe(0n)
      })
    }),
  )
})
