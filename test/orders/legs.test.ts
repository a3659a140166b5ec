import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fee } from '~/orders/fee'
import { withRests } from '~/orders/invoices/invoicing'
import { costOf, inLeg, legOf, partiesOf, taxpayerOf } from '~/orders/invoices/legs'

const own = { enterpriseId: 'E', vendorId: 'V', resellerId: null }
const resold = { ...own, resellerId: 'P' }

test('the vendor invoices the enterprise; where the platform resells, it does, and the vendor invoices the platform', () => {
  expect(partiesOf(own, 'sale')).toEqual({ issuerId: 'V', buyerId: 'E' })
  expect(partiesOf(resold, 'sale')).toEqual({ issuerId: 'P', buyerId: 'E' })
  expect(partiesOf(resold, 'supply')).toEqual({ issuerId: 'V', buyerId: 'P' })
  expect(['V', 'P', 'E'].map((id) => legOf(own, id))).toEqual(['sale', null, null])
  expect(['V', 'P', 'E'].map((id) => legOf(resold, id))).toEqual(['supply', 'sale', null])
  expect([taxpayerOf(own, 'sale'), taxpayerOf(resold, 'sale'), taxpayerOf(resold, 'supply')]).toEqual(['V', null, 'V']) // oxfmt-ignore
})

test('both legs agree with the money of the order: to the buyer its price, to the platform the price less its share', () => {
  const line = fc.record({
    unitPrice: fc.bigInt({ min: 1n, max: 9_999n }),
    quantity: fc.integer({ min: 1, max: 9 }),
    canceled: fc.integer({ min: 0, max: 9 }),
    corrected: fc.bigInt({ min: 0n, max: 99n }),
  })
  const lines = fc.array(line, { minLength: 1, maxLength: 6 }).map((all) =>
    all.map((one) => {
      const canceled = Math.min(one.canceled, one.quantity)
      const whole = one.unitPrice * BigInt(one.quantity - canceled)
      return { ...one, canceled, corrected: one.corrected < whole ? one.corrected : whole, invoiced: 0n }
    }),
  )
  const sum = (all: readonly bigint[]) => all.reduce((total, one) => total + one, 0n)
  const rested = (of: Parameters<typeof withRests>[0]) => sum(withRests(of).map(({ rest }) => rest))
  fc.assert(
    fc.property(lines, fc.nat(10_000), (all, bps) => {
      const price = sum(all.map(costOf))
      expect(rested(inLeg(all, 'sale', bps))).toBe(price)
      expect(rested(inLeg(all, 'supply', bps))).toBe(price - fee(price, bps))
    }),
  )
})
