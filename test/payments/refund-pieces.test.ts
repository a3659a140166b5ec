import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOfPieces, piecesOf } from '~/payments/refunds/requesting'

const ways = fc.array(
  fc.record({ paymentId: fc.uuid(), rail: fc.constant('bank'), left: fc.bigInt({ min: 1n, max: 50n }) }),
  { maxLength: 5 },
)

test('pieces sum to the refund, never exceed a payment, and wait only for what is invoiced', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 120n }),
      ways,
      fc.bigInt({ min: 0n, max: 80n }),
      (amount, all, free) => {
        const pieces = piecesOf(amount, all, free)
        const held = all.reduce((sum, { left }) => sum + left, 0n)
        if (held < amount) {
          expect(pieces).toBeNull()
          return
        }
        const sum = (of: typeof pieces) => of!.reduce((total, piece) => total + piece.amount, 0n)
        expect(sum(pieces)).toBe(amount)
        expect(sum(pieces!.filter(({ waits }) => waits))).toBe(amount > free ? amount - free : 0n)
        for (const { paymentId, left } of all)
          expect(sum(pieces!.filter((piece) => piece.paymentId === paymentId)) <= left).toBe(true)
        const lines = [
          { lineId: 'a', quantity: 2, amount: amount / 3n },
          { lineId: 'b', quantity: 1, amount: amount - amount / 3n },
        ]
        const laid = partsOfPieces(pieces!, lines)
        expect(laid.map((parts) => sum(parts as never))).toEqual(pieces!.map((piece) => piece.amount))
        for (const { lineId, quantity } of lines.filter((line) => line.amount > 0n))
          expect(
            laid
              .flat()
              .filter((part) => part.lineId === lineId)
              .reduce((n, part) => n + part.quantity, 0),
          ).toBe(quantity)
      },
    ),
  )
})
