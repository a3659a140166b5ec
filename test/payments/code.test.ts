import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf, codesPerKind, findCodes, isCode, shownCode } from '~/payments/code'

const code = fc
  .tuple(fc.constantFrom('JZ' as const, 'JF' as const, 'JT' as const), fc.nat(codesPerKind - 1))
  .map(([kind, number]) => codeOf(kind, number))
const symbol = fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ')

test.each(['JZ7K3M2F', 'JZZZZZZ3', 'JZA4Q9TW', 'JF7K3M24', 'JT7K3M22'])('%s is a code', (text) =>
  expect(isCode(text)).toBe(true),
)
test.each(['JZ7K3M2G', 'JZ7KM32F', 'JZ7K3M2', 'JX7K3M2F', 'JZ7K3M2FF', ''])('%s is none', (text) =>
  expect(isCode(text)).toBe(false),
)

test.each([
  ['货款JZ7K-3M2F谢谢', ['JZ7K3M2F']],
  ['ｊｚ７ｋ－３ｍ２ｆ', ['JZ7K3M2F']],
  ['j z 7 k . 3 m 2 f', ['JZ7K3M2F']],
  ['JZ7K3M2G', []],
  ['JZ7K3M2F JZA4Q9TW', ['JZ7K3M2F', 'JZA4Q9TW']],
  ['JZ7K3M2F/JZ7K3M2F', ['JZ7K3M2F']],
  ['JZ7K | 3M2F', []],
])('in %s are found %j', (remark, codes) => expect(findCodes(remark)).toEqual(codes))

test('a made code is one, and is found however it is written', () => {
  fc.assert(
    fc.property(code, (code) => {
      expect(isCode(code)).toBe(true)
      expect(findCodes(`付 ${shownCode(code).toLowerCase()} 款`)).toEqual([code])
    }),
  )
})

test('no two numbers give the same code', () => {
  fc.assert(
    fc.property(fc.nat(codesPerKind - 1), fc.nat(codesPerKind - 1), (a, b) => {
      expect(codeOf('JZ', a) === codeOf('JZ', b)).toBe(a === b)
    }),
  )
})

test('every single wrong symbol and every swap of two is noticed', () => {
  fc.assert(
    fc.property(code, fc.nat(7), fc.nat(7), symbol, (code, a, b, symbol) => {
      const symbols = [...code]
      const wrong = symbols.with(a, symbol).join('')
      const swapped = symbols.with(a, symbols[b]!).with(b, symbols[a]!).join('')
      if (wrong !== code) expect(isCode(wrong)).toBe(false)
      if (swapped !== code) expect(isCode(swapped)).toBe(false)
    }),
    { numRuns: 500 },
  )
})
