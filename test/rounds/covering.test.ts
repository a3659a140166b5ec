import { array, assert, constantFrom, integer, option, property, record, shuffledSubarray } from 'fast-check'
import { expect, test } from 'vitest'
import { coverOf, type Letter } from '~/rounds/authorizations/covering'
import { endsSoon, whyNotSubmit } from '~/rounds/authorizations/submitting'
import { authorizationLifecycle } from '~/rounds/lifecycle'
import { addDays } from '~/kernel/workdays'

const day = '2026-11-27'
const aLetter = (facts: Partial<Letter> = {}): Letter => ({ productId: null, state: 'confirmed', validFrom: '2026-01-01', validUntil: '2026-12-31', ...facts }) // oxfmt-ignore
const bid = { productId: 'office', ownWork: false }

test('a bid is covered by a confirmed letter that holds on the day bids close, also by one that has ended since', () => {
  expect(coverOf(bid, [aLetter()], day).how).toBe('covered')
  for (const validUntil of [day, addDays(day, 1)]) expect(coverOf(bid, [aLetter({ state: 'expired', validUntil })], day).how).toBe('covered') // oxfmt-ignore
  expect(coverOf(bid, [aLetter({ validUntil: addDays(day, -1) })], day).how).toBe('not-valid')
  expect(coverOf(bid, [aLetter({ validFrom: addDays(day, 1) })], day).how).toBe('not-valid')
  expect(coverOf(bid, [aLetter({ state: 'submitted' })], day).how).toBe('unconfirmed')
  for (const state of ['returned', 'withdrawn'] as const)
    expect(coverOf(bid, [aLetter({ state })], day).how).toBe('none')
  expect(coverOf(bid, [aLetter({ productId: 'antivirus' })], day).how).toBe('none')
  expect(coverOf({ ...bid, ownWork: true }, [], day).how).toBe('own')
})

test('the letter for the very product is named before one for all, then the longest', () => {
  const [all, short, long] = [aLetter({ validUntil: '2030-01-01' }), aLetter({ productId: 'office', validUntil: '2026-12-01' }), aLetter({ productId: 'office' })] // oxfmt-ignore
  expect(coverOf(bid, [all, short, long], day)).toEqual({ how: 'covered', by: long })
})

const days = integer({ min: -3, max: 3 }).map((by) => addDays(day, by))
const letters = array(
  record({
    productId: option(constantFrom('office', 'antivirus')),
    state: constantFrom(...authorizationLifecycle.states),
    validFrom: days,
    validUntil: days,
  }),
  { maxLength: 5 },
)

test('whatever the letters: covered just when one that is confirmed, fits and holds exists, in any order', () => {
  assert(
    property(
      letters.chain((all) =>
        shuffledSubarray(all, { minLength: all.length }).map((mixed) => [all, mixed] as const),
      ),
      ([all, mixed]) => {
        const cover = coverOf(bid, all, day)
        const covering = all.some(
          ({ productId, state, validFrom, validUntil }) =>
            productId !== 'antivirus' && ['confirmed', 'expired'].includes(state) && validFrom <= day && day <= validUntil,
        ) // oxfmt-ignore
        expect(cover.how === 'covered').toBe(covering)
        const again = coverOf(bid, mixed, day)
        expect(again.how).toBe(cover.how)
        if ('by' in cover && 'by' in again)
          expect([again.by.productId, again.by.validUntil]).toEqual([cover.by.productId, cover.by.validUntil])
      },
    ),
  )
})

test('a publisher needs no letter of its own, and one that has ended is not taken', () => {
  const letter = { validUntil: day, publisherOrgId: null }
  expect(whyNotSubmit(letter, 'v', day)).toBeNull()
  expect(whyNotSubmit({ ...letter, publisherOrgId: 'v' }, 'v', day)).toBe('publisher-itself')
  expect(whyNotSubmit({ ...letter, publisherOrgId: 'other' }, 'v', day)).toBeNull()
  expect(whyNotSubmit({ ...letter, validUntil: addDays(day, -1) }, 'v', day)).toBe('authorization-over')
})

test('a letter is told to end soon for thirty days, while it holds', () => {
  const soon = (by: number) => endsSoon({ state: 'confirmed', validUntil: addDays(day, by) }, day)
  expect([-1, 0, 30, 31].map(soon)).toEqual([false, true, true, false])
  expect(endsSoon({ state: 'submitted', validUntil: day }, day)).toBe(false)
})
