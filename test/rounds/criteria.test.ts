import { assert, constantFrom, dictionary, property, record, array, integer, option, uniqueArray } from 'fast-check' // oxfmt-ignore
import { expect, test } from 'vitest'
import { checklistOf, endsSoon, missingOf, nearest, shortfallOf } from '~/rounds/qualifications/checklist'
import {
  type CriteriaSet,
  criteriaSet,
  type Requirement,
  requirementsOf,
} from '~/rounds/qualifications/criteria'
import { findCriteria } from '~/rounds/qualifications/queries.server'
import { aDatabase } from '../support/database'

const { owner } = await aDatabase()
const today = '2026-11-27'
const text = { zh: '条件', en: 'Condition' }
const asks = (more: Partial<Requirement>): Requirement => ({ code: 'a', text, type: 'text', evidence: false, ...more }) // oxfmt-ignore
const short = (more: Partial<Requirement>, value: string | null, fileId: string | null = null) =>
  shortfallOf(asks(more), { a: { value, fileId } }, today)

test('a requirement is met by an answer of its type within its bounds, with evidence where it asks for it', () => {
  expect(shortfallOf(asks({}), {}, today)).toBe('unanswered')
  expect(short({}, '答')).toBeNull()
  expect(short({ type: 'yes' }, 'no')).toBe('not-yes')
  expect(short({ type: 'yes' }, 'yes')).toBeNull()
  for (const wrong of ['-1', '1.5', '1e3', '１', 'x', ' 1']) expect(short({ type: 'number' }, wrong)).toBe('not-a-number') // oxfmt-ignore
  expect(short({ type: 'number', least: 1, most: 24 }, '0')).toBe('too-little')
  expect(short({ type: 'number', least: 1, most: 24 }, '25')).toBe('too-much')
  expect(short({ type: 'number', least: 1, most: 24 }, '24')).toBeNull()
  expect(short({ type: 'date' }, '27.11.2026')).toBe('not-a-day')
  expect(short({ type: 'date' }, '2026-02-30')).toBe('not-a-day')
  expect(short({ type: 'date' }, '2026-11-26')).toBe('over')
  expect(short({ type: 'date' }, today)).toBeNull()
  expect(short({ evidence: true }, '答')).toBe('no-evidence')
  expect(short({ evidence: true }, '答', 'f')).toBeNull()
  expect(short({ type: 'file' }, '答')).toBe('no-evidence')
  expect(short({ type: 'file' }, null, 'f')).toBeNull()
  expect(shortfallOf(asks({}), { a: { value: '答', fileId: null } }, today, { a: '不足' })).toBe(
    'found-wanting',
  )
})

test('a day that ends within thirty days is told while it still holds', () => {
  const soon = (value: string) => endsSoon(asks({ type: 'date' }), { a: { value, fileId: null } }, today)
  for (const day of [today, '2026-12-26']) expect(soon(day)).toBe(true)
  for (const day of ['2026-11-26', '2026-12-27', '2099-12-31', 'x']) expect(soon(day)).toBe(false)
  expect(endsSoon(asks({}), { a: { value: today, fileId: null } }, today)).toBe(false)
})

const code = constantFrom(...Array.from({ length: 40 }, (_, n) => `r${n}`))
/** Any set of criteria over yes-or-no requirements, each used once. */
const aSet = record({
  codes: uniqueArray(code, { minLength: 1, maxLength: 24 }),
  cuts: array(integer({ min: 0, max: 2 }), { minLength: 24, maxLength: 24 }),
}).map(({ codes, cuts }): CriteriaSet => {
  const criteria: CriteriaSet['criteria'] = []
  for (const [place, one] of codes.entries()) {
    const cut = place === 0 ? 2 : cuts[place]!
    if (cut === 2) criteria.push({ code: `c${place}`, text, groups: [] })
    const { groups } = criteria.at(-1)!
    if (cut >= 1) groups.push({ code: `g${place}`, text, requirements: [] })
    groups.at(-1)!.requirements.push(asks({ code: one, type: 'yes' }))
  }
  return { criteria }
})
const someAnswers = dictionary(code, option(constantFrom('yes', 'no'), { nil: null }), { maxKeys: 40 }).map((given) =>
  Object.fromEntries(Object.entries(given).map(([one, value]) => [one, { value, fileId: null }])),
) // oxfmt-ignore

test('a set is met when every criterion has a group of which every requirement is met, whatever the set', () => {
  assert(
    property(aSet, someAnswers, (set, responses) => {
      const yes = (one: Requirement) => responses[one.code]?.value === 'yes'
      const expected = set.criteria.every(({ groups }) => groups.some(({ requirements }) => requirements.every(yes))) // oxfmt-ignore
      const checklist = checklistOf(set, responses, today)
      expect(checklist.met).toBe(expected)
      expect(missingOf(checklist).length === 0).toBe(expected)
    }),
  )
})

test('whoever makes good what is named as missing meets the set; a further answer never unmeets one', () => {
  assert(
    property(aSet, someAnswers, code, (set, responses, other) => {
      const before = checklistOf(set, responses, today)
      const good = Object.fromEntries(
        missingOf(before).map((one) => [one.code, { value: 'yes', fileId: null }]),
      )
      expect(checklistOf(set, { ...responses, ...good }, today).met).toBe(true)
      const more = checklistOf(set, { ...responses, [other]: { value: 'yes', fileId: null } }, today)
      if (before.met) expect(more.met).toBe(true)
      for (const criterion of before.criteria)
        for (const { requirements } of criterion.groups) {
          const lacks = (all: typeof requirements) => all.filter((one) => one.short !== null).length
          expect(lacks(nearest(criterion).requirements)).toBeLessThanOrEqual(lacks(requirements))
        }
    }),
  )
})

test('the set in force is one, its codes are each used once, and nobody changes a version', async () => {
  const { version, set } = await findCriteria(owner.db)
  expect(criteriaSet.parse(set)).toEqual(set)
  const doubled = { criteria: [...set.criteria, set.criteria[0]!] }
  expect(criteriaSet.safeParse(doubled).success).toBe(false)
  expect(new Set(requirementsOf(set).map(({ type }) => type)).size).toBe(5)
  const change = owner.db.updateTable('criteriaSets').set({ body: '{}' }).where('version', '=', version)
  await expect(change.execute()).rejects.toThrow('append-only')
})
