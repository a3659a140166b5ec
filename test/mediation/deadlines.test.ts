import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishedDays } from '~/kernel/calendar'
import { addDays, calendarOf, hourOf } from '~/kernel/workdays'
import {
  begin,
  deadlineRules,
  extended,
  isLicensed,
  isOver,
  leftAt,
  limitationWarnings,
  mediationEnd,
  periodOf,
  resumed,
} from '~/mediation/deadlines'
import { caseLifecycle, type CaseMove } from '~/mediation/lifecycle'
import { whyNotPause } from '~/mediation/pauses/pausing'

const calendar = calendarOf(publishedDays)
const day = fc.nat(300).map((days) => addDays('2026-01-02', days))

test('the respondent has seven working days, with the one extension five more from their end', () => {
  const response = begin(deadlineRules.response, '2026-09-24', calendar)
  expect(response.lastDay).toBe('2026-10-12')
  expect(extended(response, deadlineRules.response_extension, calendar).lastDay).toBe('2026-10-19')
})

test('the window for judicial confirmation of an agreement of 1 September ends on 8 October', () => {
  expect(begin(deadlineRules.confirmation, '2026-09-01', calendar).lastDay).toBe('2026-10-08')
})

test('a period is over at its due instant, not a millisecond before', () => {
  const response = begin(deadlineRules.response, '2026-09-24', calendar)
  const at = (shift: number) => isOver(response, new Date(response.dueAt.getTime() + shift))
  expect([at(-1), at(0), at(1)]).toEqual([false, true, true])
})

test('a mediation lasts thirty days from its first contact, extended once, never above sixty', () => {
  const end = (isExtended: boolean, rules = deadlineRules) =>
    mediationEnd('2026-05-06', isExtended, rules, calendar).lastDay
  expect(end(false)).toBe('2026-06-05')
  expect(end(true)).toBe('2026-07-06')
  const longer = { ...deadlineRules, length_extension: { ...deadlineRules.length_extension, amount: 90 } }
  expect(mediationEnd('2026-05-06', true, longer, calendar).lastDay).toBe('2026-07-06')
})

test('a pause ends after today and lasts at most sixty days', () => {
  const until = (days: number) => whyNotPause(addDays('2026-11-27', days), '2026-11-27')
  expect([0, 1, 60, 61].map(until)).toEqual(['pause-past', null, null, 'pause-too-long'])
})

test('a pause of any length keeps what was left', () => {
  fc.assert(
    fc.property(day, fc.nat(9), fc.nat(60), (from, passed, pause) => {
      const rule = deadlineRules.negotiation
      const running = begin(rule, from, calendar)
      const pausedAt = hourOf(addDays(from, passed), 10)
      const left = leftAt(pausedAt, running, rule, calendar)
      const again = resumed(left, rule, hourOf(addDays(from, passed + pause), 10), calendar)
      expect(leftAt(hourOf(addDays(from, passed + pause), 11), again, rule, calendar)).toBe(left)
      expect(again.dueAt >= running.dueAt).toBe(true)
    }),
  )
})

test('whatever the clock does at the end of a period is a move of the clock from that state', () => {
  for (const [state, key] of Object.entries(periodOf)) {
    const { onExpiry } = deadlineRules[key]
    if (['purge', 'task', 'erase', 'close_window'].includes(onExpiry)) continue
    const { from, by } = caseLifecycle.moves[onExpiry as CaseMove]
    expect(from, `${key} ends in ${onExpiry}`).toContain(state)
    expect(by).toContain('clock')
  }
})

test('a body’s license covers its last day until midnight in Shanghai', () => {
  const body = { validFrom: '2026-01-01', validUntil: '2026-11-24', suspendedAt: null }
  expect(isLicensed(body, new Date('2026-11-24T23:59:59+08:00'))).toBe(true)
  expect(isLicensed(body, new Date('2026-11-25T00:00:00+08:00'))).toBe(false)
  expect(isLicensed({ ...body, suspendedAt: new Date(0) }, new Date('2026-11-24T12:00:00+08:00'))).toBe(false)
})

test('a side is warned 60, 30 and 7 days before the limitation that it entered', () => {
  expect(limitationWarnings('2026-12-31')).toEqual(['2026-11-01', '2026-12-01', '2026-12-24'])
})
