import { expect, test } from 'vitest'
import { type Giveable, whyNotGive } from '~/licenses/transfers/giving'

const right: Giveable = {
  state: 'active',
  disputed: false,
  bound: false,
  term: 'perpetual',
  endsOn: null,
  unassigned: 5,
  transferable: true,
}
const why = (its: Partial<Giveable> = {}, { quantity = 1, hasConsent = false } = {}) =>
  whyNotGive({ ...right, ...its }, { quantity, hasConsent }, '2026-11-27')

test('only unassigned units of a running, undisputed license may be given', () => {
  expect(why()).toBeNull()
  expect(why({}, { quantity: 5 })).toBeNull()
  expect(why({}, { quantity: 6 })).toBe('more-than-unassigned')
  expect(why({ state: 'suspended' })).toBe('units-not-free-to-give')
  expect(why({ disputed: true })).toBe('units-not-free-to-give')
  expect(why({ term: 'subscription', endsOn: '2026-11-26' })).toBe('units-not-free-to-give')
  expect(why({ term: 'subscription', endsOn: '2026-11-27' })).toBeNull()
  expect(why({ term: 'evaluation', endsOn: '2026-12-31' })).toBe('units-not-free-to-give')
  expect(why({ unassigned: null })).toBe('units-not-free-to-give')
})

test('what came with a computer stays with it; what the contract does not let go needs the publisher’s consent', () => {
  expect(why({ bound: true }, { quantity: 1, hasConsent: true })).toBe('oem-stays-with-computer')
  expect(why({ transferable: false })).toBe('consent-needed')
  expect(why({ transferable: false }, { quantity: 1, hasConsent: true })).toBeNull()
})
