import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import { gbkPairs } from '~/compliance/decoding/code-pages'
import { LOST, repairGbk, repairSingleBytes, SWALLOWED } from '~/compliance/decoding/mojibake'
import { planRepair } from '~/compliance/decoding/repair'
import { readAsGbkByWeb, readAsGbkByWindows } from '../support/damage'

test.each([
  ['鍚嶇О', '名称'],
  ['鍙\uE21C敤', '可用'],
  ['閲戝北鍔炲叕杞\uE219欢', '金山办公软件'],
  ['\u9422\u3125\u5F38', '用友'],
  ['鏉€姣掕蒋浠?', `杀毒软${LOST}`],
  ['浼佷笟鐗?', `企业${LOST}`],
])('%s was %s', (damaged, meant) => {
  expect(repairGbk(damaged)?.text).toBe(meant)
})

test.each([
  ['ΓÇª', '…', 'cp437'],
  ['┬«', '®', 'cp437'],
  ['Â©', '©', 'windows-1252'],
  ['reÌ\u0081sumeÌ\u0081', 're\u0301sume\u0301', 'windows-1252'],
])('%s was %s, read as %s', (damaged, meant, by) => {
  expect(repairSingleBytes(damaged)).toEqual({ text: meant, by })
})

test('the ASCII byte that went with half a character is marked, the dots of a cut cell are found again', () => {
  expect(repairGbk('杞\uE219欢?1.0')?.text).toBe('软件?1.0')
  expect(repairGbk('鐗?1.0')?.text).toBe(`${LOST}${SWALLOWED}1.0`)
  expect(repairGbk('Visual鈥?14.0')?.text).toBe(`Visual…${SWALLOWED}14.0`)
})

test('the reverse table holds every pair of GBK, private-use characters too', () => {
  expect(new Set(gbkPairs().values()).size).toBeGreaterThanOrEqual(23_939)
  expect([...gbkPairs().keys()].filter((one) => one >= '\ue000' && one <= '\uf8ff').length).toBeGreaterThan(
    2000,
  )
})

test('one word in the wrong code page does not turn a file over', () => {
  expect(planRepair(['鍚嶇О', '正常的名称', '办公软件']).text('鍚嶇О')).toBe('鍚嶇О')
  expect(planRepair(['鍚嶇О', '鐗堟湰', '办公软件']).text('鍚嶇О')).toBe('名称')
})

const han = fc.string({
  unit: fc.constantFrom(...'金山办公软件企业版杀毒用友名称可用版本微信钉钉向日葵'),
  minLength: 1,
  maxLength: 12,
})
const latin = fc.string({ unit: fc.constantFrom(...'abcXYZ 012.()'), maxLength: 8 })

test('what was read as GBK comes back but for the characters that were lost', () => {
  fc.assert(
    fc.property(han, latin, han, (a, b, c) => {
      const text = a + b + c
      for (const damaged of [readAsGbkByWeb(text), readAsGbkByWindows(text)]) {
        const repaired = repairGbk(damaged)
        expect(repaired).not.toBeNull()
        if (repaired!.complete) expect(repaired!.text).toBe(text)
        const kept = [...repaired!.text].filter((one) => one !== LOST && one !== SWALLOWED).join('')
        expect(text.length - kept.length).toBeLessThanOrEqual(4)
      }
    }),
  )
})

test('text that is right already is left alone', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(han, latin).map((parts) => parts.join('')),
        { minLength: 3 },
      ),
      (texts) => {
        const { text } = planRepair(texts)
        for (const one of texts) expect(text(one)).toBe(one)
      },
    ),
  )
})

const index = '../shared/data/inventory/recognition/winget-index.csv'
if (!existsSync(index)) console.warn(`SKIPPED: ${index} is absent`)

test.skipIf(!existsSync(index))('of 14,585 real titles none is changed, and damaged ones come back', () => {
  const titles = [
    ...new Set(
      (
        parse(readFileSync(index), { columns: true, bom: true, relax_column_count: true }) as {
          Name: string
        }[]
      ).map(({ Name }) => Name),
    ),
  ]
  const chinese = titles.filter((title) => /\p{Script=Han}/u.test(title))
  const foreign = titles.filter((title) => /\P{ASCII}/u.test(title) && !/\p{Script=Han}/u.test(title))
  for (const title of [...chinese, ...foreign]) {
    expect(repairGbk(title), title).toBeNull()
    expect(repairSingleBytes(title), title).toBeNull()
  }
  for (const damage of [readAsGbkByWeb, readAsGbkByWindows]) {
    const repaired = chinese.map((title) => ({ title, repaired: repairGbk(damage(title)) }))
    const exact = repaired.filter((one) => one.repaired?.text === one.title).length
    const failed = repaired.filter((one) => one.repaired === null).length
    expect(failed).toBe(0)
    expect(exact).toBe(189)
  }
})
