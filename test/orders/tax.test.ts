import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitTax, sumTax } from '~/orders/tax'

test.each([
  [11_300n, 1300, 10_000n, 1_300n],
  [100n, 1300, 88n, 12n],
  [10_000n, 600, 9_434n, 566n],
  [12_345_678n, 600, 11_646_866n, 698_812n],
  [-11_300n, 1300, -10_000n, -1_300n],
])('%d fen at %d basis points', (gross, bps, net, tax) => expect(splitTax(gross, bps)).toEqual({ net, tax }))

const gross = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
const bps = fc.constantFrom(0, 100, 300, 600, 1300, 10_000)

test('net and tax make the gross, and the net is the nearest fen to gross ÷ (1 + rate)', () => {
  fc.assert(
    fc.property(gross, bps, (gross, bps) => {
      const { net, tax } = splitTax(gross, bps)
      const whole = 10_000n + BigInt(bps)
      const error = 2n * (net * whole - gross * 10_000n)
      expect(net + tax).toBe(gross)
      expect(error <= whole && error >= -whole).toBe(true)
    }),
  )
})

test('a red letter takes back to the fen what the invoice said', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(gross, bps), { maxLength: 5 }), (lines) => {
      const issued = lines.map(([gross, bps]) => splitTax(gross, bps))
      const red = lines.map(([gross, bps]) => splitTax(-gross, bps))
      expect(sumTax([...issued, ...red])).toEqual({ net: 0n, tax: 0n })
    }),
  )
})
