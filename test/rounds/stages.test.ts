import { expect, test } from 'vitest'
import { roundLifecycle, type RoundState } from '~/rounds/lifecycle'
import { nextMoment, whatWaits } from '~/rounds/overview/stages'

const day = 86_400_000
const now = new Date('2026-11-27T03:00:00Z')
const at = (days: number) => new Date(now.getTime() + days * day)

/** A round whose every known moment lies so many days ahead. */
const aRound = (state: RoundState, ahead = 1) => ({
  state,
  reached: state,
  publishedAt: at(-9),
  pledgesCloseAt: at(ahead),
  bidsCloseAt: at(ahead),
  openingAt: at(ahead),
  decidedAt: null,
  standstillEndsAt: at(ahead),
  confirmedAt: null,
  lateJoinUntil: at(ahead),
})

const over: readonly RoundState[] = ['concluded', 'failed', 'canceled']

test.each(roundLifecycle.states)(
  'a round that is %s shows a deadline that runs, or who has to act, never both',
  (state) => {
    const round = aRound(state)
    const shown = [nextMoment(round) !== null, whatWaits(round, now) !== null]
    expect(shown.filter(Boolean)).toHaveLength(over.includes(state) ? 0 : 1)
  },
)

test('what waits is a move of the lifecycle, by those who make it', () => {
  const waits = roundLifecycle.states.flatMap((state) => whatWaits(aRound(state), now) ?? [])
  expect(waits).toEqual(['publish', 'fix_eligibility', 'open_prices', 'decide', 'resume'])
})

test('once its hour has come an opening waits for its openers', () => {
  expect(whatWaits(aRound('closed', 1), now)).toBeNull()
  expect(whatWaits(aRound('closed', 0), now)).toBe('open_technical')
})
