import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexTokens, queryTokens } from '~/kernel/search'

const finds = (text: string, query: string) =>
  queryTokens(query).every((token) => indexTokens(text).includes(token))

test.each([
  ['金山 WPS Office 2023 专业版', '专业'],
  ['金山 WPS Office 2023 专业版', 'wps 专业版'],
  ['金山 WPS Office 2023 专业版', 'ｗｐｓ'],
  ['示例制造有限公司', '制造'],
  ['示例制造有限公司', '造'],
])('%s is found by %s', (text, query) => expect(finds(text, query)).toBe(true))

test('another word is not found', () => {
  expect(finds('示例制造有限公司', '造制')).toBe(false)
  expect(finds('Office', 'ofice')).toBe(true) // pairs do not count; ranking is the query's business
  expect(finds('Office', 'excel')).toBe(false)
})

test('a text is found by every piece of it', () => {
  const word = fc.string({
    unit: fc.constantFrom('企', '业', '软', '件', 'a', 'b', '1'),
    minLength: 1,
    maxLength: 10,
  })
  fc.assert(
    fc.property(word, fc.nat(9), fc.integer({ min: 1, max: 10 }), (text, from, length) => {
      const piece = text.slice(from % text.length, (from % text.length) + length)
      expect(finds(`x ${text} y`, piece)).toBe(true)
    }),
  )
})
