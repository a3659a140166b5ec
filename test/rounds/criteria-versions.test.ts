import { assert, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as draftPage from '~/rounds/criteria/pages/criteria-draft'
import * as listPage from '~/rounds/criteria/pages/criteria'
import * as reviewPage from '~/rounds/criteria/pages/criteria-review'
import * as versionPage from '~/rounds/criteria/pages/criteria-version'
import { codesOf, setOf } from '~/rounds/criteria/draft'
import { criteriaForm } from '~/rounds/criteria/form'
import { defaultsOf } from '~/rounds/criteria/parts/criteria-fields'
import { differencesBetween } from '~/rounds/criteria/red-line'
import { criteriaSet, type CriteriaSet, requirementsOf } from '~/rounds/qualifications/criteria'
import { findOwn } from '~/rounds/qualifications/own.server'
import { findCriteria } from '~/rounds/qualifications/queries.server'
import { formObject } from '~/web/form-object'
import { biddingOf } from '../support/bidding'
import { aCriteriaSet } from '../support/criteria'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const market = biddingOf(database)
servePages(database.app.pool)

const act = async (page: { action: unknown }, who: Someone, form: Record<string, string>) =>
  visit(page.action as never, { cookie: await cookieFor(worker.db, who), form })
const load = async (page: { loader: unknown }, who: Someone, params: Record<string, string> = {}) =>
  visit(page.loader as never, { params, cookie: await cookieFor(worker.db, who) })

/** The form of a set as a browser posts it: codes and words, and the checked boxes alone. */
function fieldsOf(set: CriteriaSet): Record<string, string> {
  const codes = Object.fromEntries(
    set.criteria.flatMap(({ code, groups }, c) => [
      [`criteria.${c}.code`, code],
      ...groups.flatMap((group, g) => [
        [`criteria.${c}.groups.${g}.code`, group.code],
        ...group.requirements.map((one, r) => [`criteria.${c}.groups.${g}.requirements.${r}.code`, one.code]),
      ]),
    ]),
  ) as Record<string, string>
  const shown = Object.entries(defaultsOf(set)).filter(([name, value]) => !(name.endsWith('.evidence') && value === '')) // oxfmt-ignore
  return { ...codes, ...Object.fromEntries(shown) }
}
function parsed(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return criteriaForm.parse(formObject(form))
}

test('whatever the set: its form posted as it is makes the same set, and nothing differs', () => {
  assert(
    property(aCriteriaSet, (set) => {
      const again = setOf(parsed(fieldsOf(set)), codesOf([set]))
      expect(again).toEqual(set)
      expect(differencesBetween(set, again!)).toEqual([])
    }),
  )
})

test('whatever two sets: the red-line names what is new, gone or different, once each', () => {
  assert(
    property(aCriteriaSet, aCriteriaSet, (before, after) => {
      const lines = differencesBetween(before, after)
      const codes = (set: CriteriaSet) => requirementsOf(set).map(({ code }) => code)
      const [was, is] = [codes(before), codes(after)]
      expect(new Set(lines.map(({ code }) => code)).size).toBe(lines.length)
      expect(lines.filter((line) => line.before === null).map(({ code }) => code)).toEqual(is.filter((code) => !was.includes(code))) // oxfmt-ignore
      expect(lines.filter((line) => line.after === null).map(({ code }) => code)).toEqual(was.filter((code) => !is.includes(code))) // oxfmt-ignore
    }),
  )
})

const words = { zh: '条件', en: 'Condition' }
const one = (code: string, more = {}) => ({ code, text: words, type: 'yes' as const, evidence: false, ...more }) // oxfmt-ignore
const a: CriteriaSet = {
  criteria: [{ code: 'c1', text: words, groups: [{ code: 'g1', text: words, requirements: [one('r1'), one('r2')] }] }],
} // oxfmt-ignore

test('what is emptied is left out, and what is new gets a code that no version has used', () => {
  const fields = fieldsOf(a)
  const at = 'criteria.0.groups.0.requirements'
  const changed = { ...fields, [`${at}.0.text.zh`]: '', [`${at}.0.text.en`]: '', [`${at}.2.code`]: '', [`${at}.2.text.zh`]: '新', [`${at}.2.text.en`]: 'New', [`${at}.2.type`]: 'number', [`${at}.2.least`]: '2', [`${at}.2.most`]: '' } // oxfmt-ignore
  const set = setOf(parsed({ ...changed, [`${at}.1.least`]: '', [`${at}.1.most`]: '' }), [...codesOf([a]), 'r3'])! // oxfmt-ignore
  expect(requirementsOf(set)).toEqual([one('r2'), { code: 'r4', text: { zh: '新', en: 'New' }, type: 'number', evidence: false, least: 2 }]) // oxfmt-ignore
  expect(setOf({ criteria: [] }, [])).toBeNull()
})

test('a requirement that is asked otherwise, or elsewhere, is different', () => {
  const differ = (after: CriteriaSet) => differencesBetween(a, after).map(({ code }) => code)
  const other = (requirements: CriteriaSet['criteria'][number]['groups'][number]['requirements'], text = words) => ({ criteria: [{ code: 'c1', text, groups: [{ code: 'g1', text: words, requirements }] }] }) // oxfmt-ignore
  expect(differ(other([one('r1', { evidence: true }), one('r2')]))).toEqual(['r1'])
  expect(differ(other([one('r1'), one('r2', { text: { zh: '条件', en: 'Other' } })]))).toEqual(['r2'])
  expect(differ(other([one('r1'), one('r2')], { zh: '另一', en: 'Another' }))).toEqual(['r1', 'r2'])
})

describe('a new version of the criteria', () => {
  test('is drafted, compared with the one in force, and published by an officer with a reason', async () => {
    const officer = await market.anOfficer()
    const auditor = await market.someone('agency', ['auditor'])
    const before = await market.aRound()
    const { version, set } = await findCriteria(owner.db)
    const fields = fieldsOf(set)
    expect((await load(reviewPage, officer)).status).toBe(404)
    expect((await act(draftPage, officer, fields)).location).toBe('/office/criteria/draft/review')
    const hashOf = async () =>
      ((await load(reviewPage, officer)).data as { draft: { hash: string } }).draft.hash
    const publish = async (seen: string, reason = '增加本地服务要求') => act(reviewPage, officer, { move: 'publish', reason, seen }) // oxfmt-ignore
    const unchanged = await hashOf()
    expect((await publish(unchanged)).data).toMatchObject({ refusal: { code: 'criteria-unchanged' } })
    const at = `criteria.${set.criteria.length}`
    const more = { ...fields, [`${at}.code`]: '', [`${at}.text.zh`]: '本地服务', [`${at}.text.en`]: 'Local support', [`${at}.groups.0.code`]: '', [`${at}.groups.0.text.zh`]: '', [`${at}.groups.0.text.en`]: '', [`${at}.groups.0.requirements.0.code`]: '', [`${at}.groups.0.requirements.0.text.zh`]: '本市有服务人员', [`${at}.groups.0.requirements.0.text.en`]: 'Staff in the city', [`${at}.groups.0.requirements.0.type`]: 'yes', [`${at}.groups.0.requirements.0.least`]: '', [`${at}.groups.0.requirements.0.most`]: '' } // oxfmt-ignore
    const half = { ...more, [`${at}.groups.0.requirements.0.text.en`]: '' }
    expect((await act(draftPage, officer, half)).data).toMatchObject({ problems: [{ field: `${at}.groups.0.requirements.0.text.en` }] }) // oxfmt-ignore
    expect((await act(draftPage, auditor, more)).status).toBe(403)
    await act(draftPage, officer, more)
    expect((await publish(unchanged)).data).toMatchObject({ refusal: { code: 'draft-changed' } })
    expect((await publish(await hashOf(), '')).status).toBe(422)
    expect((await publish(await hashOf())).location).toContain('criteria-published')
    expect((await publish(unchanged)).data).toMatchObject({ refusal: { code: 'already-moved' } })
    const now = await findCriteria(owner.db)
    expect(now.version).toBe(version + 1)
    expect(criteriaSet.parse(now.set)).toEqual(now.set)
    expect(requirementsOf(now.set)).toHaveLength(requirementsOf(set).length + 1)
    const shown = (await load(versionPage, auditor, { version: String(now.version) })).data
    expect(shown).toMatchObject({
      differences: [{ before: null, after: { text: { zh: '本市有服务人员' } } }],
    })
    expect((await load(listPage, auditor)).data).toMatchObject({ versions: [{ version: 2, rounds: 0 }, { version: 1 }] }) // oxfmt-ignore
    const vendor = await market.aVendor()
    for (const page of [listPage, draftPage]) expect((await load(page, vendor)).status).toBe(404)
    const later = await market.aRound()
    const versions = await owner.db.selectFrom('rounds').select(['id', 'criteriaVersion']).where('id', 'in', [before.id, later.id]).execute() // oxfmt-ignore
    expect(Object.fromEntries(versions.map((round) => [round.id, round.criteriaVersion]))).toEqual({ [before.id]: 1, [later.id]: 2 }) // oxfmt-ignore
    await owner.db.updateTable('rounds').set({ criteriaVersion: 2 }).where('id', '=', before.id).execute()
    const kept = await owner.db.selectFrom('rounds').select('criteriaVersion').where('id', '=', before.id).executeTakeFirstOrThrow() // oxfmt-ignore
    expect(kept.criteriaVersion).toBe(1)
    const own = (round: string | null) => findOwn(vendor.db, vendor.actor, round, new Date())
    const asked = async (round: string | null) => requirementsOf((await own(round)).judged!.checklist).length
    expect([await asked(before.id), await asked(later.id), await asked(null)]).toEqual([requirementsOf(set).length, requirementsOf(now.set).length, requirementsOf(now.set).length]) // oxfmt-ignore
  })

  test('is nobody’s to write but an officer’s, in the own name', async () => {
    const [officer, other, vendor] = [
      await market.anOfficer(),
      await market.anOfficer(),
      await market.aVendor(),
    ]
    const write = (who: Someone, by: string) => who.db.insertInto('criteriaSets').values({ version: 99, body: '{}', reason: '理由', publishedBy: by }).execute() // oxfmt-ignore
    await expect(write(vendor, vendor.personId)).rejects.toThrow('row-level security')
    await expect(write(officer, other.personId)).rejects.toThrow('row-level security')
  })

  test('refuses a draft of which nothing is left, and a draft can be given up', async () => {
    const officer = await market.anOfficer()
    const { set } = await findCriteria(owner.db)
    expect((await act(draftPage, officer, { 'criteria.0.code': '', 'criteria.0.text.zh': '', 'criteria.0.text.en': '', 'criteria.0.groups.0.code': '', 'criteria.0.groups.0.text.zh': '', 'criteria.0.groups.0.text.en': '', 'criteria.0.groups.0.requirements.0.code': '', 'criteria.0.groups.0.requirements.0.text.zh': '', 'criteria.0.groups.0.requirements.0.text.en': '', 'criteria.0.groups.0.requirements.0.type': 'yes', 'criteria.0.groups.0.requirements.0.least': '', 'criteria.0.groups.0.requirements.0.most': '' })).data).toMatchObject({ refusal: { code: 'criteria-empty' } }) // oxfmt-ignore
    await act(draftPage, officer, fieldsOf(set))
    expect((await act(reviewPage, officer, { move: 'discard' })).location).toContain('criteria-discarded')
    expect((await load(reviewPage, officer)).status).toBe(404)
  })
})
