import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fee } from '~/orders/fee'
import { uninvoiced } from '~/payments/refunds/uninvoiced'

const fen = fc.bigInt({ min: 0n, max: 3_000n })

test('what the vendor invoices itself waits for one red letter', () => {
  const its = { money: 1_000n, sold: 700n, supplied: 700n }
  expect(uninvoiced(its, { isResold: false, feeBps: 250 })).toBe(300n)
  expect(uninvoiced({ ...its, sold: 1_200n }, { isResold: false, feeBps: 0 })).toBe(0n)
})

test('of resold goods the leg that is invoiced further holds the refund: the buyer’s at its price, the vendor’s without the platform’s part', () => {
  const terms = { isResold: true, feeBps: 1_000 }
  expect(uninvoiced({ money: 1_000n, sold: 0n, supplied: 0n }, terms)).toBe(1_000n)
  expect(uninvoiced({ money: 1_000n, sold: 700n, supplied: 0n }, terms)).toBe(300n)
  expect(uninvoiced({ money: 1_000n, sold: 0n, supplied: 900n }, terms)).toBe(0n)
  expect(uninvoiced({ money: 1_000n, sold: 700n, supplied: 720n }, terms)).toBe(200n)
})

test('what may go leaves both legs covered, and one fen more would not', () => {
  fc.assert(
    fc.property(fen, fen, fen, fc.nat(10_000), (money, sold, supplied, feeBps) => {
      const free = uninvoiced({ money, sold, supplied }, { isResold: true, feeBps })
      const covered = (left: bigint) => left >= sold && left - fee(left, feeBps) >= supplied
      if (free > 0n) expect(covered(money - free)).toBe(true)
      if (free < money) expect(covered(money - free - 1n)).toBe(false)
    }),
  )
})
