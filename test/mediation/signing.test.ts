import { expect, test } from 'vitest'
import { revisionForm } from '~/mediation/settlements/form'
import { whyNotSign } from '~/mediation/settlements/signing'

const attempt = {
  side: 'claimant',
  isSignatory: true,
  isSameVersion: true,
  signedSides: ['respondent'],
} as const

test('a signatory of a side signs the version that both have adopted, once', () => {
  expect(whyNotSign(attempt)).toBeNull()
  expect(whyNotSign({ ...attempt, side: null })).toBe('not-your-move')
  expect(whyNotSign({ ...attempt, isSignatory: false })).toBe('not-signatory')
  expect(whyNotSign({ ...attempt, isSameVersion: false })).toBe('other-version')
  expect(whyNotSign({ ...attempt, signedSides: ['claimant'] })).toBe('signed-before')
})

test('a settlement has a text', () => {
  const problems = (text: string) =>
    revisionForm.safeParse({ items: [], text }).error?.issues.map(({ message }) => message)
  expect(problems(' ')).toEqual(['text-missing'])
  expect(problems('双方同意')).toBeUndefined()
})
