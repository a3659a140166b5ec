import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basePack, basePackData } from '~/compliance/packs/base'
import { loadPack } from '~/compliance/recognition/load'
import { whyNotRun } from '~/compliance/recognition/patterns'
import type { Rule } from '~/compliance/recognition/pack'
import { publisherKeys } from '~/compliance/recognition/publishers'

const pack = basePack()
const { rules, publishers } = basePackData

function aPack(change: (rule: Rule) => Partial<Rule>, id = 'winrar') {
  return {
    ...basePackData,
    rules: rules.map((rule) => (rule.id === id ? { ...rule, ...change(rule) } : rule)),
  }
}

test('the base pack has the breadth that the design asks for', () => {
  expect(rules.length).toBeGreaterThanOrEqual(250)
  expect(publishers.length).toBeGreaterThanOrEqual(120)
  expect(new Set(rules.map(({ category }) => category))).toEqual(
    new Set([
      'operating-system',
      'office',
      'antivirus',
      'database',
      'design',
      'development',
      'tool',
      'other',
    ]),
  )
})

test('a rule whose example is another rule’s, or whose counterexample fits, is not loaded', () => {
  const elsewhere = aPack(() => ({ examples: [{ title: '7-Zip 19.00 (x64)', publisher: 'win.rar GmbH' }] }))
  expect(() => loadPack(elsewhere)).toThrow('winrar: example "7-Zip 19.00 (x64)" matches nothing')
  const tooWide = aPack(() => ({ counterexamples: [{ title: 'WinRAR 6.02', publisher: 'win.rar GmbH' }] }))
  expect(() => loadPack(tooWide)).toThrow('winrar: counterexample "WinRAR 6.02" matches')
})

test.each([
  ['(a+)+b', 'nested-quantifier'],
  ['(?:a|b*){2,}', 'nested-quantifier'],
  ['(a)\\1', 'back-reference'],
  ['(?<x>a)\\k<x>', 'back-reference'],
  ['(a', 'malformed'],
])('a pattern %s is not run: %s', (title, problem) => {
  expect(whyNotRun(title)).toBe(problem)
  expect(() => loadPack(aPack(() => ({ title })))).toThrow(problem)
})

test('a name belongs to one publisher only', () => {
  const keyOf = publisherKeys(publishers)
  for (const { key, names } of publishers) for (const name of names) expect(keyOf(name), name).toBe(key)
})

test.each([
  ['Kingsoft Corp.', 'kingsoft'],
  ['北京金山办公软件股份有限公司', 'kingsoft'],
  ['Microsoft Corporation', 'microsoft'],
  ['(c) 2019 Microsoft Corporation. All rights reserved.', 'microsoft'],
  ['Oracle Corporation <https://oracle.com>', 'oracle'],
  ['武汉达梦数据库股份有限公司', 'dameng'],
  ['Microsoft Partner Ltd', null],
  [null, null],
])('%s is %s', (name, key) => {
  expect(pack.publisherOf(name)).toBe(key)
})

const samples = rules.flatMap((rule) => rule.examples.map((sample) => ({ rule, sample })))

test('without its publisher only an unmistakable rule fires', () => {
  const aSample = fc.constantFrom(...samples)
  fc.assert(
    fc.property(aSample, ({ sample }) => {
      const found = pack.match({ title: sample.title, publisher: null, version: sample.version ?? null })
      expect(found === null || found.rule.unmistakable).toBe(true)
    }),
  )
})

test('the publisher of another never helps: the same title by a stranger stays unknown', () => {
  const stranger = fc.stringMatching(/^[A-Z][a-z]{3,9} (?:Studios|Labs|Works)$/)
  fc.assert(
    fc.property(fc.constantFrom(...samples), stranger, ({ sample }, publisher) => {
      expect(pack.match({ title: sample.title, publisher, version: sample.version ?? null })).toBeNull()
    }),
  )
})

test('WPS Office is never Microsoft Office, whatever it is called', () => {
  const tail = fc.constantFrom('', ' 2019', ' 2016 专业增强版', ' Professional Plus 2016', ' (12.1.0.15374)')
  const maker = fc.constantFrom(null, 'Kingsoft Corp.', 'Microsoft Corporation')
  fc.assert(
    fc.property(tail, maker, (ending, publisher) => {
      const found = pack.match({ title: `WPS Office${ending}`, publisher, version: '12.1.0.15374' })
      expect(found?.product.product).not.toBe('microsoft-office')
    }),
  )
})
