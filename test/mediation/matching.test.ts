import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchRankings, whyNotRank, whyNotSelect, type RosterEntry } from '~/mediation/mediators/matching'

const roster = ['a', 'b', 'c', 'd', 'e', 'f'].map((mediatorId, place): RosterEntry => ({
  mediatorId,
  place,
  openCases: 0,
  maxOpen: 5,
  isActive: true,
}))
const withOpen = (mediatorId: string, openCases: number) =>
  roster.map((it) => (it.mediatorId === mediatorId ? { ...it, openCases } : it))

test('the lowest sum of ranks wins', () => {
  expect(matchRankings(['a', 'b', 'c'], ['c', 'b', 'a'], withOpen('a', 1))).toBe('b')
  expect(matchRankings(['c', 'a'], ['a', 'c'], withOpen('a', 1))).toBe('c')
  expect(matchRankings(['c', 'a'], ['a', 'c'], roster)).toBe('a')
})

test('without a common name the body appoints', () => {
  expect(matchRankings(['a', 'b'], ['c', 'd'], roster)).toBeNull()
})

test.each([
  ['ranking-empty', []],
  ['ranking-too-long', ['a', 'b', 'c', 'd', 'e', 'f']],
  ['ranked-twice', ['a', 'a']],
  ['not-selectable', ['a', 'x']],
  [null, ['a', 'b', 'c', 'd', 'e']],
])('%s', (code, ranking) =>
  expect(
    whyNotRank(
      ranking,
      roster.map(({ mediatorId }) => mediatorId),
    ),
  ).toBe(code),
)

test('expired, inactive or full: not selectable', () => {
  expect(whyNotSelect(roster[0]!, false)).toBe('body-license-expired')
  expect(whyNotSelect({ ...roster[0]!, isActive: false }, true)).toBe('mediator-inactive')
  expect(whyNotSelect({ ...roster[0]!, openCases: 5 }, true)).toBe('mediator-full')
  expect(whyNotSelect(roster[0]!, true)).toBeNull()
})

test('it does not matter which side is which, and nobody both prefer is passed over', () => {
  const ranking = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(ranking, ranking, (one, other) => {
      const match = matchRankings(one, other, roster)
      expect(matchRankings(other, one, roster)).toBe(match)
      if (match === null) return
      const better = (by: readonly string[]) => by.slice(0, by.indexOf(match))
      expect(better(one).filter((mediatorId) => better(other).includes(mediatorId))).toEqual([])
    }),
  )
})
