import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapSince, runningBalance } from '~/payments/statements/running-balance'

const movement = fc.record({
  direction: fc.constantFrom('C' as const, 'D' as const),
  amount: fc.bigInt({ min: 1n, max: 5n }),
})

const statement = fc
  .tuple(fc.bigInt({ min: -5n, max: 5n }), fc.array(movement, { minLength: 1, maxLength: 12 }))
  .map(([opening, all]) => {
    let balance = opening
    const lines = all.map((line, place) => {
      balance += line.direction === 'C' ? line.amount : -line.amount
      return { ...line, row: place + 2, balance: balance as bigint | null }
    })
    return { opening, closing: balance, lines }
  })

test('a complete statement runs on from its opening to its closing balance, in either order', () => {
  fc.assert(
    fc.property(statement, fc.boolean(), ({ opening, closing, lines }, turned) => {
      const running = runningBalance(turned ? lines.toReversed() : lines)
      expect(running.breaks).toEqual([])
      const net = closing - opening
      // A statement such as +1 −1 reads well both ways; the totals agree all the same.
      expect(running.closing! - running.opening!).toBe(net)
    }),
  )
})

test('a line left out of the middle is a break at the next row', () => {
  const lines = [5n, 7n, 4n, 9n].map((balance, place) => ({
    row: place + 2,
    direction: balance === 4n ? ('D' as const) : ('C' as const),
    amount: [5n, 2n, 3n, 5n][place]!,
    balance,
  }))
  expect(runningBalance(lines).breaks).toEqual([])
  expect(runningBalance(lines.toSpliced(2, 1)).breaks).toEqual([{ row: 5, expected: 12n, found: 9n }])
})

test('without printed balances nothing can be checked', () => {
  const line = { row: 2, direction: 'C' as const, amount: 1n, balance: null }
  expect(runningBalance([line])).toMatchObject({ opening: null, closing: null, breaks: [] })
  expect(gapSince(5n, null)).toBeNull()
})

test('the opening balance must be the closing balance of the last import', () => {
  expect(gapSince(500n, 500n)).toBeNull()
  expect(gapSince(500n, 700n)).toBe(200n)
  expect(gapSince(null, 700n)).toBeNull()
})
