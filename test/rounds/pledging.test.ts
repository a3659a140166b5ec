import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionsProblem } from '~/rounds/ceiling'
import {
  commitment,
  needsApproval,
  whyNotApprove,
  whyNotPledge,
  type Pledger,
  type PledgeRound,
  type PledgeWish,
} from '~/rounds/pledges/pledging'

const closesAt = new Date('2026-11-10T17:00:00+08:00')
const before = new Date(closesAt.getTime() - 1)
const round: PledgeRound = { state: 'published', pledgesCloseAt: closesAt, maxAllOrNothingLots: 3 }
const wish: PledgeWish = { lotState: 'active', quantity: 10, stretchQuantity: null, allOrNothing: false }
const pledger: Pledger = { verified: true, barredUntil: null, otherLots: 0 }

const why = (facts: {
  wish?: Partial<PledgeWish>
  round?: Partial<PledgeRound>
  pledger?: Partial<Pledger>
  now?: Date
}) =>
  whyNotPledge(
    { ...wish, ...facts.wish },
    { ...round, ...facts.round },
    { ...pledger, ...facts.pledger },
    facts.now ?? before,
  )

test('a verified enterprise may pledge until the freeze, and not in its instant', () => {
  expect(why({})).toBeNull()
  expect(why({ now: closesAt })).toBe('pledges-closed')
})

test.each<[string, Parameters<typeof why>[0]]>([
  ['pledges-closed', { round: { state: 'frozen' } }],
  ['round-suspended', { round: { state: 'suspended' } }],
  ['lot-closed', { wish: { lotState: 'unsuccessful' } }],
  ['not-verified', { pledger: { verified: false } }],
  ['barred-after-default', { pledger: { barredUntil: closesAt } }],
  ['quantity-range', { wish: { quantity: 0 } }],
  ['quantity-range', { wish: { quantity: 10_000_001 } }],
  ['quantity-range', { wish: { quantity: 1.5 } }],
  ['stretch-range', { wish: { stretchQuantity: 0 } }],
  ['all-or-nothing-too-many', { wish: { allOrNothing: true }, pledger: { otherLots: 3 } }],
])('%s', (code, facts) => expect(why(facts)).toBe(code))

test('a ceiling stays within the reference price, and a stretch ceiling within it and for a stretch', () => {
  const conditions = { ceiling: 90n, stretchCeiling: 80n, acceptable: { rule: 'any' as const } }
  const problem = (facts: Partial<typeof conditions>, stretchQuantity: number | null = 5) =>
    conditionsProblem({ ...conditions, ...facts }, { stretchQuantity }, 100n)?.code
  expect(problem({})).toBeUndefined()
  expect(problem({ ceiling: 101n })).toBe('above-reference')
  expect(problem({ stretchCeiling: 91n })).toBe('stretch-above-ceiling')
  expect(problem({}, null)).toBe('stretch-missing')
})

test('the most it can cost is all units at the reference price', () => {
  expect(commitment(10, 5, 1_200n)).toBe(18_000n)
  expect(commitment(10, null, 1_200n)).toBe(12_000n)
})

test('whoever stays within the own limit needs nobody, whoever has none needs an approver', () => {
  expect(needsApproval(100n, { amount: 150n, reserved: 50n })).toBe(false)
  expect(needsApproval(101n, { amount: 150n, reserved: 50n })).toBe(true)
  expect(needsApproval(1n, null)).toBe(true)
})

test('nobody approves the own pledge, unless the organization has one person and says so', () => {
  const approval = {
    requesterId: 'a',
    approverId: 'a',
    amount: 1n,
    approversLimit: { amount: 9n, reserved: 0n },
  }
  expect(whyNotApprove({ ...approval, onePersonMay: false })).toBe('approver-is-requester')
  expect(whyNotApprove({ ...approval, onePersonMay: true })).toBeNull()
})

test('what is approved never exceeds what the limit has left', () => {
  const money = fc.bigInt({ min: 0n, max: 20n })
  fc.assert(
    fc.property(money, money, money, (amount, limit, reserved) => {
      const code = whyNotApprove({
        requesterId: 'a',
        approverId: 'b',
        amount,
        approversLimit: { amount: limit, reserved },
        onePersonMay: false,
      })
      expect(code === null).toBe(amount + reserved <= limit)
    }),
  )
})
