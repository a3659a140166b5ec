import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checklist, stepNames } from '~/compliance/inspections/checklist'
import { proposeConclusion, waitsFor, whyNotClose, whyNotConclude } from '~/compliance/inspections/concluding'
import {
  differences,
  type Listed,
  proposeVerdict,
  verdicts,
  whyNotJudge,
} from '~/compliance/inspections/verdicts'
import { addDays, dayOf } from '~/kernel/workdays'

const now = new Date()
const today = dayOf(now)

const row = (facts: Partial<Listed> = {}): Listed => ({
  slug: 'wps', nameZh: 'WPS', nameEn: 'WPS', category: 'office', class: 'licensable', edition: null, release: '2021', standing: 'covered', ...facts,
}) // oxfmt-ignore

test('a verdict is proposed from the file, else from the register; free software is genuine and the worst of several counts', () => {
  const listing = { ledger: [row()], known: true, spot: null }
  expect(proposeVerdict('office', listing)).toBe('genuine')
  expect(proposeVerdict('antivirus', listing)).toBe('not_installed')
  expect(proposeVerdict('office', { ...listing, ledger: [], known: false })).toBe('cannot_tell')
  expect(proposeVerdict('office', { ...listing, spot: [row({ standing: 'uncovered' })] })).toBe('unlicensed')
  expect(proposeVerdict('office', { ...listing, spot: [] })).toBe('not_installed')
  expect(
    proposeVerdict('office', { ...listing, ledger: [row({ class: 'free', standing: 'uncovered' })] }),
  ).toBe('genuine')
  const several = [row(), row({ slug: 'b', standing: 'undetermined' })]
  expect(proposeVerdict('office', { ...listing, ledger: several })).toBe('cannot_tell')
  expect(
    proposeVerdict('office', { ...listing, ledger: [...several, row({ slug: 'c', standing: 'uncovered' })] }),
  ).toBe('unlicensed')
  const other = row({ slug: 'other' })
  expect(differences({ ...listing, spot: [other] })).toEqual({ onlyOnSpot: [other], onlyInLedger: [row()] })
  expect(differences(listing)).toBeNull()
})

test('what differs from the proposal has a reason', () => {
  expect(whyNotJudge('genuine', 'genuine', null)).toBeNull()
  expect(whyNotJudge('genuine', 'unlicensed', ' ')).toBe('deviation-needs-reason')
  expect(whyNotJudge('genuine', 'unlicensed', '出示了发票')).toBeNull()
})

test('passed means nothing unlicensed and at most one in twenty that could not be told', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...verdicts), { maxLength: 60 }), (all) => {
      const passes =
        !all.includes('unlicensed') &&
        all.filter((verdict) => verdict === 'cannot_tell').length * 20 <= all.length
      expect(proposeConclusion(all)).toBe(passes ? 'passed' : 'rectify')
    }),
  )
})

test('a visit ends when all is judged and every step done; a failure needs its reason and nothing else', () => {
  const steps = Object.fromEntries(
    stepNames.map((name) => [name, { ticked: [...checklist[name]], remark: null }]),
  )
  const found = { verdicts: ['genuine' as const], missing: 0, steps, reason: null }
  expect(whyNotConclude('passed', found)).toBeNull()
  expect(whyNotConclude('passed', { ...found, missing: 1 })).toBe('verdicts-missing')
  expect(whyNotConclude('passed', { ...found, steps: { ...steps, talk: undefined } as never })).toBe(
    'steps-open',
  )
  expect(whyNotConclude('passed', { ...found, verdicts: ['unlicensed'] })).toBe('not-passed')
  expect(whyNotConclude('rectify', found)).toBe('conclusion-needs-reason')
  expect(whyNotConclude('failed', found)).toBe('conclusion-needs-reason')
  expect(whyNotConclude('failed', { ...found, missing: 9, steps: {}, reason: '拒绝检查' })).toBeNull()
})

test('an inspection closes after the hearing, an answer, and an accepted order', () => {
  const its = { state: 'concluded' as const, conclusion: 'passed', signedAt: null, objection: null, answer: null, hearingEnds: today, rectification: null } // oxfmt-ignore
  expect(whyNotClose(its, today)).toBe('hearing-open')
  expect(whyNotClose(its, addDays(today, 1))).toBeNull()
  expect(whyNotClose({ ...its, signedAt: now }, today)).toBeNull()
  expect(waitsFor(its)).toBe('hearing')
  expect(waitsFor({ ...its, signedAt: now })).toBe('closing')
  expect(waitsFor({ ...its, objection: '有异议' })).toBe('answer')
  expect(whyNotClose({ ...its, objection: '有异议' }, addDays(today, 9))).toBe('objection-open')
  const ordered = { ...its, signedAt: now, conclusion: 'rectify' }
  expect(waitsFor({ ...ordered, rectification: 'issued' })).toBe('order')
  expect(waitsFor({ ...ordered, rectification: 'accepted' })).toBe('closing')
  expect(whyNotClose({ ...ordered, rectification: 'issued' }, today)).toBe('rectification-open')
  expect(whyNotClose({ ...ordered, rectification: 'accepted' }, today)).toBeNull()
})
