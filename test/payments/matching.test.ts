import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from '~/payments/code'
import { whyNotMatch } from '~/payments/matching/match-parts'
import {
  proposeMatches,
  type Books,
  type NamedOrder,
  type OpenLine,
  type Payer,
  type Sent,
} from '~/payments/matching/proposing'

let count = 0
const aLine = (facts: Partial<OpenLine> = {}): OpenLine => ({
  id: `line-${(count += 1)}`,
  direction: 'C',
  amount: 1_000n,
  remark: '',
  counterpartyName: '示例制造有限公司',
  counterpartyAccount: '',
  ...facts,
})
const code = (number: number) => codeOf('JZ', number)
const anOrder = (number: number, facts: Partial<NamedOrder> = {}): NamedOrder => ({
  id: `order-${number}`,
  code: code(number),
  enterpriseId: 'e1',
  outstanding: 1_000n,
  unpaid: [],
  ...facts,
})
const payer: Payer = { enterpriseId: 'e1', names: ['示例制造有限公司'], accounts: ['6222'] }
const aPayout = (facts: Partial<Sent> = {}): Sent => ({
  id: 'payout-1',
  kind: 'payout',
  code: codeOf('JF', 7),
  amount: 700n,
  counterpartyName: '示例软件有限公司',
  counterpartyAccount: '6228',
  settled: false,
  ...facts,
})
const books = (facts: Partial<Books> = {}): Books => ({ orders: [], payers: [payer], sent: [], ...facts })
const propose = (line: OpenLine, facts: Partial<Books>) => proposeMatches([line], books(facts))[0]!

test('M1: one code and the outstanding amount may be confirmed in bulk', () => {
  expect(propose(aLine({ remark: `货款 ${code(1)}` }), { orders: [anOrder(1), anOrder(2)] })).toMatchObject({
    rule: 'M1',
    parts: [{ orderId: 'order-1', amount: 1_000n }],
    unapplied: 0n,
    bulk: true,
    secondPerson: false,
    letterNeeded: false,
  })
})

test('M1 above ¥100,000 needs a second person, at ¥100,000 it does not', () => {
  const at = (amount: bigint) =>
    propose(aLine({ remark: code(1), amount }), { orders: [anOrder(1, { outstanding: amount })] })
  expect(at(10_000_000n)).toMatchObject({ rule: 'M1', bulk: true, secondPerson: false })
  expect(at(10_000_001n)).toMatchObject({ rule: 'M1', bulk: false, secondPerson: true })
})

test('M1 by a parent or finance company waits for its letter', () => {
  expect(
    propose(aLine({ remark: code(1), counterpartyName: '示例集团财务公司' }), { orders: [anOrder(1)] }),
  ).toMatchObject({
    rule: 'M1',
    bulk: false,
    letterNeeded: true,
  })
})

test('M2: less is a part payment, short by a bank fee says so, more leaves a rest unapplied', () => {
  const orders = [anOrder(1, { outstanding: 10_000n })]
  const paid = (amount: bigint) => propose(aLine({ remark: code(1), amount }), { orders })
  expect(paid(4_999n)).toMatchObject({
    rule: 'M2',
    reason: 'short',
    parts: [{ amount: 4_999n }],
    unapplied: 0n,
  })
  expect(paid(5_000n)).toMatchObject({ rule: 'M2', reason: 'short-by-fee' })
  expect(paid(10_500n)).toMatchObject({
    rule: 'M2',
    reason: 'over',
    parts: [{ amount: 10_000n }],
    unapplied: 500n,
  })
})

test('M2: money for an order that takes none any more stays unapplied', () => {
  expect(propose(aLine({ remark: code(1) }), { orders: [anOrder(1, { outstanding: null })] })).toMatchObject({
    rule: 'M2',
    reason: 'order-closed',
    parts: [],
    unapplied: 1_000n,
    enterpriseId: 'e1',
  })
})

test('M3: several codes are split if they sum to the amount, else an officer divides', () => {
  const orders = [anOrder(1), anOrder(2, { outstanding: 500n })]
  const remark = `${code(1)} ${code(2)}`
  expect(propose(aLine({ remark, amount: 1_500n }), { orders })).toMatchObject({
    rule: 'M3',
    reason: 'several-exact',
    secondPerson: false,
    parts: [
      { orderId: 'order-1', amount: 1_000n },
      { orderId: 'order-2', amount: 500n },
    ],
  })
  expect(propose(aLine({ remark, amount: 1_400n }), { orders })).toMatchObject({
    rule: 'M3',
    reason: 'several-unequal',
    secondPerson: true,
    parts: [],
    candidates: ['order-1', 'order-2'],
  })
})

test('M4: without code, a known payer and one open order of that amount', () => {
  const orders = [anOrder(1), anOrder(2, { outstanding: 700n }), anOrder(3, { enterpriseId: 'e2' })]
  const expected = {
    rule: 'M4',
    parts: [{ orderId: 'order-1', amount: 1_000n }],
    secondPerson: true,
    bulk: false,
  }
  expect(propose(aLine({ counterpartyName: '示例制造（有限公司） ' }), { orders })).toMatchObject(expected)
  expect(propose(aLine({ counterpartyName: '', counterpartyAccount: '6222' }), { orders })).toMatchObject(
    expected,
  )
})

test('M5: exactly one set of open orders sums to the amount', () => {
  const orders = [100n, 250n, 640n, 400n].map((outstanding, place) => anOrder(place + 1, { outstanding }))
  expect(propose(aLine({ amount: 650n }), { orders })).toMatchObject({
    rule: 'M5',
    parts: [
      { orderId: 'order-2', amount: 250n },
      { orderId: 'order-4', amount: 400n },
    ],
  })
  const twoWays = [...orders, anOrder(5, { outstanding: 550n })]
  expect(propose(aLine({ amount: 650n }), { orders: twoWays })).toMatchObject({ rule: 'M6', parts: [] })
})

test('M6: the payer alone shows its orders; two orders of one amount decide nothing', () => {
  expect(propose(aLine(), { orders: [anOrder(1), anOrder(2)] })).toMatchObject({
    rule: 'M6',
    parts: [],
    candidates: ['order-1', 'order-2'],
  })
})

test('M7: nobody knows the payer', () => {
  expect(propose(aLine({ counterpartyName: '路人甲' }), { orders: [anOrder(1)] })).toMatchObject({
    rule: 'M7',
    candidates: [],
  })
})

test('a wrong symbol in the code is no code', () => {
  const wrong = code(1).replace(/.$/, (last) => (last === '2' ? '3' : '2'))
  expect(propose(aLine({ remark: wrong, amount: 999n }), { orders: [anOrder(1)] })).toMatchObject({
    rule: 'M6',
  })
})

test('R1: money that came back is known by the words, the code, or the earlier amount and counterparty', () => {
  const sent = [aPayout()]
  const back = { rule: 'R1', sentId: 'payout-1' }
  expect(propose(aLine({ remark: `退汇 ${codeOf('JF', 7)}`, amount: 700n }), { sent })).toMatchObject(back)
  expect(propose(aLine({ counterpartyAccount: '6228', amount: 700n }), { sent })).toMatchObject(back)
  expect(propose(aLine({ remark: '账号不符退回', amount: 5n }), { sent })).toMatchObject({
    rule: 'R1',
    sentId: null,
    secondPerson: true,
  })
})

test('D1: an outgoing line with code and amount settles what was sent, once', () => {
  const line = aLine({ direction: 'D', amount: 700n, remark: codeOf('JF', 7) })
  expect(propose(line, { sent: [aPayout()] })).toMatchObject({ rule: 'D1', sentId: 'payout-1' })
  expect(propose({ ...line, amount: 701n }, { sent: [aPayout()] })).toMatchObject({ rule: 'M7' })
  expect(propose(line, { sent: [aPayout({ settled: true })] })).toMatchObject({ rule: 'M7' })
})

test('of two equal payments for one order the second stays unapplied', () => {
  const lines = [aLine({ remark: code(1) }), aLine({ remark: code(1) })]
  const [first, second] = proposeMatches(lines, books({ orders: [anOrder(1)] }))
  expect(first).toMatchObject({ rule: 'M1' })
  expect(second).toMatchObject({ rule: 'M2', reason: 'order-closed', unapplied: 1_000n })
})

test('a line goes on orders that still take money, as much as they cost and the line holds', () => {
  const order = { id: 'o1', state: 'confirmed', total: 1_000n, canceled: 100n, received: 300n }
  const whyNot = (amount: bigint, facts = {}, parts = [{ orderId: 'o1', amount }]) =>
    whyNotMatch({ amount }, parts, [{ ...order, ...facts }])
  for (const state of ['confirmed', 'funded', 'delivered', 'accepted'])
    expect(whyNot(600n, { state })).toBeNull()
  for (const state of ['placed', 'completed', 'canceled'])
    expect(whyNot(600n, { state })).toBe('order-takes-no-money')
  expect(whyNot(600n, { id: 'o2' })).toBe('order-takes-no-money')
  expect(whyNot(601n)).toBe('part-above-order')
})

test('no proposal puts more on an order than is outstanding, nor more than the line holds', () => {
  const orders = fc
    .array(fc.bigInt({ min: 1n, max: 4n }), { maxLength: 5 })
    .map((all) => all.map((outstanding, place) => anOrder(place, { outstanding })))
  const line = fc
    .tuple(fc.bigInt({ min: 1n, max: 8n }), fc.subarray([0, 1, 2, 3]))
    .map(([amount, named]) => ({ amount, remark: named.map(code).join(' ') }))
  fc.assert(
    fc.property(orders, fc.array(line, { maxLength: 6 }), (orders, facts) => {
      const lines = facts.map(aLine)
      const proposals = proposeMatches(lines, books({ orders }))
      for (const order of orders) {
        const parts = proposals.flatMap(({ parts }) => parts).filter(({ orderId }) => orderId === order.id)
        expect(parts.reduce((sum, { amount }) => sum + amount, 0n) <= order.outstanding!).toBe(true)
      }
      proposals.forEach(({ parts, unapplied, rule, reason }, place) => {
        const placed = parts.reduce((sum, { amount }) => sum + amount, unapplied)
        const decided = parts.length > 0 || reason === 'order-closed'
        expect(placed).toBe(decided ? lines[place]!.amount : 0n)
        if (rule === 'M1') expect(unapplied).toBe(0n)
      })
    }),
  )
})
