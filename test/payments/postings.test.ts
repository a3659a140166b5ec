import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signsOf } from '~/payments/ledger/accounts'
import * as post from '~/payments/ledger/postings'
import { refundSources } from '~/payments/refunds/sources'

const of = ({ entries }: post.Posting) =>
  Object.fromEntries(entries.map(({ account, amount }) => [account, amount]))

test('an order is agreed, paid by a bank line, accepted and paid out, and every account ends at zero', () => {
  const facts = [
    post.orderConfirmed('o1', 10_000n),
    post.bankLine('l1', 'b1', 'C', 12_000n),
    post.matched(
      { id: 'm1', lineId: 'l1', enterpriseId: 'e1' },
      [{ orderId: 'o1', amount: 10_000n }],
      2_000n,
    ),
    post.released({ orderId: 'o1', before: 0n, after: 10_000n, held: 0n, feeBps: 250, feeTaxBps: 600 }),
    post.payoutApproved({ id: 'p1', vendorId: 'v1' }, [{ orderId: 'o1', amount: 9_750n }], 0n),
    post.bankLine('l2', 'b1', 'D', 9_750n),
    post.payoutSettled('p1', 9_750n, { lineId: 'l2' }),
  ]
  expect(balances(facts)).toEqual({
    'bank:b1': 2_250n,
    'unapplied:e1': -2_000n,
    fee: -236n,
    'tax:output': -14n,
  })
})

test('the entries of each fact are those of the table', () => {
  expect(of(post.orderReduced('o', 'canceled', 5n))).toEqual({ 'due:o': 5n, 'recv:o': -5n })
  expect(of(post.cardPaid('pi', 'o', 5n))).toEqual({
    'psp:pending:CNY': 5n,
    'due:o': 5n,
    'recv:o': -5n,
    'order:o': -5n,
  })
  expect(of(post.cardUnexpected('pi', 'e', 5n))).toEqual({ 'psp:pending:CNY': 5n, 'unapplied:e': -5n })
  expect(of(post.unappliedUsed('a', 'e', [{ orderId: 'o', amount: 5n }]))).toEqual({
    'unapplied:e': 5n,
    'due:o': 5n,
    'recv:o': -5n,
    'order:o': -5n,
  })
  expect(of(post.settledAbroad('t', 700n, { currency: 'USD', amount: 100n }))).toEqual({
    'fx:CNY': 700n,
    'psp:pending:CNY': -700n,
    'psp:pending:USD': 100n,
    'fx:USD': -100n,
  })
  expect(of(post.payoutApproved({ id: 'p', vendorId: 'v' }, [{ orderId: 'o', amount: 9n }], 2n))).toEqual({
    'payable:o': 9n,
    'clawback:v': -2n,
    'transit:p': -7n,
  })
  expect(of(post.disputeWithdrawn('d', 9n, 1n))).toEqual({
    'dispute:d': 9n,
    pspfee: 1n,
    'psp:available:CNY': -10n,
  })
  expect(
    of(post.disputeLost({ id: 'd', orderId: 'o', amount: 9n }, [{ from: 'held', orderId: 'o', amount: 6n }])),
  ).toEqual({
    'held:o': 6n,
    loss: 3n,
    'dispute:d': -9n,
  })
})

test('a hold keeps its part of a release from the vendor', () => {
  expect(
    of(post.released({ orderId: 'o', before: 0n, after: 100n, held: 30n, feeBps: 0, feeTaxBps: 600 })),
  ).toEqual({
    'order:o': 100n,
    'payable:o': -70n,
    'held:o': -30n,
  })
})

test('a refund takes unreleased money first, then held, payable, and the vendor owes the rest', () => {
  const order = { id: 'o', vendorId: 'v' }
  const funds = { order: 40n, held: 10n, payable: 20n, released: 60n }
  const free = { feeBps: 0, feeTaxBps: 600 }
  expect(refundSources(order, funds, 30n, free)).toEqual([{ from: 'order', orderId: 'o', amount: 30n }])
  expect(refundSources(order, funds, 100n, free).map(({ from, amount }) => [from, amount])).toEqual([
    ['order', 40n],
    ['held', 10n],
    ['payable', 20n],
    ['clawback', 30n],
  ])
})

test('a refund gives back the fee of what it takes back, in as many steps as one likes', () => {
  const terms = { feeBps: 250, feeTaxBps: 600 }
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 100_000n }),
      fc.array(fc.bigInt({ min: 1n, max: 30_000n }), { maxLength: 6 }),
      (accepted, wishes) => {
        const facts = [post.released({ orderId: 'o', before: 0n, after: accepted, held: 0n, ...terms })]
        let released = accepted
        for (const [place, wish] of wishes.entries()) {
          const amount = wish < released ? wish : released
          if (amount === 0n) continue
          const payable = -(balances(facts)['payable:o'] ?? 0n)
          const sources = refundSources(
            { id: 'o', vendorId: 'v' },
            { order: 0n, held: 0n, payable, released },
            amount,
            terms,
          )
          facts.push(post.refundApproved(`r${place}`, 'o', sources))
          released -= amount
        }
        const again = released
          ? [post.released({ orderId: 'o', before: 0n, after: released, held: 0n, ...terms })]
          : []
        const [left, fresh] = [balances(facts), balances(again)]
        for (const kind of ['fee', 'tax:output', 'payable:o'])
          expect(left[kind] ?? 0n).toBe(fresh[kind] ?? 0n)
      },
    ),
  )
})

test('whatever is posted sums to zero per currency, names an account once and moves it', () => {
  const amount = fc.bigInt({ min: 1n, max: 1_000n })
  const parts = fc.array(fc.tuple(fc.constantFrom('o1', 'o2'), amount), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(parts, amount, amount, (pairs, a, b) => {
      const orders = pairs.map(([orderId, amount]) => ({ orderId, amount }))
      const facts = [
        post.matched({ id: 'm', lineId: 'l', enterpriseId: 'e' }, orders, a),
        post.released({ orderId: 'o', before: a, after: a + b, held: 0n, feeBps: 250, feeTaxBps: 600 }),
        post.payoutReturned('p', orders, { pspId: 'tr_1' }),
        post.settledAbroad('t', a, { currency: 'USD', amount: b }),
        post.refundPaid('r', a, { lineId: 'l' }),
      ]
      for (const fact of facts) {
        expect(new Set(fact.entries.map(({ account }) => account)).size).toBe(fact.entries.length)
        expect(fact.entries.every(({ amount }) => amount !== 0n)).toBe(true)
        for (const sum of Object.values(perCurrency(fact))) expect(sum).toBe(0n)
        expect(balances([fact, post.reversed(fact, 'failed')])).toEqual({})
      }
    }),
  )
})

test('the sign an account may have follows from its kind', () => {
  expect(signsOf('recv:o')).toEqual({ kind: 'recv', mayDebit: true, mayCredit: false })
  expect(signsOf('payable:o')).toEqual({ kind: 'payable', mayDebit: false, mayCredit: true })
  expect(signsOf('psp:pending:CNY')).toEqual({ kind: 'psp', mayDebit: true, mayCredit: true })
  expect(signsOf('suspense:l', true)).toEqual({ kind: 'suspense', mayDebit: false, mayCredit: true })
  expect(signsOf('suspense:l', false)).toEqual({ kind: 'suspense', mayDebit: true, mayCredit: false })
})

/** Balances after all postings, debit positive, without the zeros. */
function balances(facts: readonly post.Posting[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const { account, amount } of facts.flatMap(({ entries }) => entries))
    sums[account] = (sums[account] ?? 0n) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0n))
}

function perCurrency({ entries }: post.Posting): Record<string, bigint> {
  const sums: Record<string, bigint> = {}
  for (const { account, amount } of entries) {
    const currency = account.endsWith(':USD') ? 'USD' : 'CNY'
    sums[currency] = (sums[currency] ?? 0n) + amount
  }
  return sums
}
