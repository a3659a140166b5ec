import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadlineRules } from '~/mediation/deadlines'
import { readRule, ruleOfPeriod } from '~/mediation/quoted-rule'
import { mediationCases as en } from '~/texts/en/mediation-cases'
import { mediationCases as zh } from '~/texts/zh/mediation-cases'

test('what the clock quotes of a period is read back as it was', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.entries(deadlineRules)),
      fc.integer({ min: 1, max: 99 }),
      fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      ([key, { amount, unit }], version, dueAt) => {
        const its = { key, amount, unit, version, dueAt }
        expect(readRule(ruleOfPeriod(its))).toEqual(its)
      },
    ),
  )
})

test('a rule that is no period is a fact, and each fact that the room quotes has its words in both languages', () => {
  for (const fact of ['settlement signed', 'conflict_check: nothing found', 'obligation due']) {
    expect(readRule(fact)).toEqual({ fact })
    for (const { history } of [zh, en]) expect(history.facts[fact]).toBeTruthy()
  }
})
