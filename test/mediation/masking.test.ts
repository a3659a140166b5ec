import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPersonal, maskPersonal, type PersonalKind } from '~/mediation/evidence/masking'

const digits = (from: number, to = from) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: from, maxLength: to }).map((all) => all.join(''))

const checkDigit = (body: string) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11]!
}
const idCard = fc
  .tuple(
    fc.constantFrom('110101', '350200', '440305'),
    fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    digits(3),
  ) // oxfmt-ignore
  .map(([place, born, order]) => {
    const body = `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${order}`
    return body + checkDigit(body)
  })

const luhnEnd = (body: string) => {
  const sum = [...body].toReversed().reduce((total, digit, at) => {
    const worth = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (worth > 9 ? worth - 9 : worth)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}
const bankCard = fc
  .tuple(fc.constantFrom('6222', '4000', '5555'), digits(11, 14))
  .map(([issuer, rest]) => issuer + rest + luhnEnd(issuer + rest))
const phone = fc
  .tuple(
    fc.constantFrom('13', '15', '18', '19'),
    digits(9),
    fc.constantFrom('', '+86 ', '0086'),
    fc.constantFrom('', ' ', '-'),
  ) // oxfmt-ignore
  .map(
    ([head, rest, country, gap]) =>
      `${country}${head}${rest[0]}${gap}${rest.slice(1, 5)}${gap}${rest.slice(5)}`,
  )
const mail = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9.]{1,11}$/), fc.constantFrom('qq.com', 'corp.example.cn'))
  .map(([name, at]) => `${name}@${at}`)

const planted: fc.Arbitrary<{ kind: PersonalKind; its: string }> = fc.oneof(
  idCard.map((its) => ({ kind: 'id_card' as const, its })),
  bankCard.map((its) => ({ kind: 'bank_card' as const, its })),
  phone.map((its) => ({ kind: 'phone' as const, its })),
  mail.map((its) => ({ kind: 'mail' as const, its })),
)
const around = fc.constantFrom('，联系人：', '\n', '（', '；电话 ', '\t', '"', ' 号码为', '。')

/** As it would be typed by a Chinese input method. */
const fullWidth = (text: string) =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

test('whatever is planted is found as what it is, and nothing of it can be read whole afterwards', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(around, planted), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (all, wide) => {
        const text = `${all.map(([before, { its }]) => before + (wide ? fullWidth(its) : its)).join('')}。`
        const { text: masked, counts } = maskPersonal(text)
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(all.length)
        for (const [, { its, kind }] of all) {
          expect(counts[kind]).toBeGreaterThan(0)
          expect(masked).not.toContain(wide ? fullWidth(its) : its)
        }
      },
    ),
  )
})

test('masked once there is nothing left to mask, and every sign stands where it stood or is a star', () => {
  const any = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    planted.map(({ its }) => its),
    around,
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      const { text: masked } = maskPersonal(text)
      expect(masked).toHaveLength(text.length)
      expect(findPersonal(masked)).toEqual([])
      for (let at = 0; at < text.length; at += 1) expect([text[at], '*']).toContain(masked[at])
      if (findPersonal(text).length === 0) expect(masked).toBe(text)
    }),
  )
})

test('a number whose check digit does not hold is another number, and stays', () => {
  fc.assert(
    fc.property(idCard, fc.integer({ min: 1, max: 10 }), (its, by) => {
      const order = '10X98765432'
      const other = its.slice(0, 17) + order[(order.indexOf(its[17]!) + by) % 11]!
      expect(findPersonal(`编号 ${other}`).filter(({ kind }) => kind === 'id_card')).toEqual([])
    }),
  )
  fc.assert(
    fc.property(bankCard, fc.integer({ min: 1, max: 9 }), (its, by) => {
      const other = its.slice(0, -1) + String((Number(its.at(-1)) + by) % 10)
      expect(findPersonal(`编号 ${other}`).filter(({ kind }) => kind === 'bank_card')).toEqual([])
    }),
  )
})

test.each([
  ['手机 13800138000，', '手机 138******00，'],
  ['+86 138-0013-8000', '+86 ***-****-**00'],
  ['座机 0592-5123456', '座机 059*-*****56'],
  ['身份证 11010519491231002X', '身份证 110*************2X'],
  ['卡号 6222 0212 3456 7894', null],
  ['wang.wu@corp.example.cn', 'w******@corp.example.cn'],
  ['a@b.cn', '*@b.cn'],
])('%s is masked as %s', (text, masked) => {
  if (masked === null)
    return expect(maskPersonal(text).text).toMatch(/^卡号 (\*{4} \*{4} \*{4} 7894|6222 0212 3456 7894)$/)
  return expect(maskPersonal(text).text).toBe(masked)
})

test.each([
  '0xC004F050',
  '订单 PO-2026-000123，合同 MC26-7K3M2X',
  '2026-11-24 15:30:00',
  '¥1,234.50 × 20',
  'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  '01a220af-b08d-775f-965c-40f248706728',
  'ABCDE-12345-FGHIJ-67890-KLMNO',
  '统一社会信用代码 91350200MA00000001',
  '400-820-8820',
])('%s is nobody’s and stays', (text) => expect(maskPersonal(text)).toEqual({ text, counts: {} }))

test('a file of one endless word, or of nothing but numbers, is read once', () => {
  const word = 'x'.repeat(4_000_000)
  expect(findPersonal(word)).toEqual([])
  expect(findPersonal('1 '.repeat(500_000))).toEqual([])
  const all = '13800138000\n'.repeat(100_000)
  expect(maskPersonal(all)).toEqual({ text: '138******00\n'.repeat(100_000), counts: { phone: 100_000 } })
})
