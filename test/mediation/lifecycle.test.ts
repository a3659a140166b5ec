import { expect, test } from 'vitest'
import { caseLifecycle, isClosed, type CaseState } from '~/mediation/lifecycle'

const moves = Object.entries(caseLifecycle.moves)
const leaving = (state: CaseState) =>
  moves.filter(([, { from }]) => (from as readonly string[]).includes(state))

test('every state can be reached from the draft, and left', () => {
  const reached = new Set<CaseState>(['draft'])
  for (const state of reached) for (const [, { to }] of leaving(state)) reached.add(to)
  expect(caseLifecycle.states.filter((state) => !reached.has(state))).toEqual([])
  expect(caseLifecycle.states.filter((state) => leaving(state).length === 0)).toEqual([])
})

test('a closed case is opened again by the registrar alone', () => {
  for (const state of caseLifecycle.states.filter(isClosed))
    for (const [, { by, to }] of leaving(state)) {
      expect(by).toEqual(['registrar'])
      expect(isClosed(to)).toBe(false)
    }
})

test('silence never decides the merits: the clock closes only for want of an answer or of fulfillment', () => {
  const byClock = moves
    .filter(([, { by, to }]) => (by as readonly string[]).includes('clock') && isClosed(to))
    .map(([, { to }]) => to)
  expect(byClock.toSorted()).toEqual([
    'closed_breached',
    'closed_declined',
    'closed_fulfilled',
    'closed_impasse',
    'closed_no_response',
  ])
})

test('from negotiation to signing either side may leave without penalty', () => {
  for (const state of [
    'negotiation',
    'mediator_selection',
    'conflict_check',
    'mediation',
    'paused',
    'settlement_draft',
    'signing',
  ] as const) {
    for (const side of ['claimant', 'respondent'] as const) {
      const to = caseLifecycle.movesFrom(state, side).map((move) => caseLifecycle.moves[move].to)
      expect(to, `${side} in ${state}`).toContain('impasse')
    }
    expect(caseLifecycle.movesFrom(state, 'claimant')).toContain('withdraw')
  }
})

test('nobody but seats, mediator, registrar, head and clock moves a case', () => {
  const movers = new Set(moves.flatMap(([, { by }]) => [...by] as string[]))
  expect([...movers].toSorted()).toEqual(['claimant', 'clock', 'head', 'mediator', 'registrar', 'respondent'])
})
