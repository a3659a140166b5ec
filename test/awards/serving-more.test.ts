import { assert, asyncProperty, constantFrom, array, integer } from 'fast-check'
import { expect, test } from 'vitest'
import { solve } from '~/awards/engine/solve'
import { type Instance, instanceHash } from '~/awards/instance'
import { verify } from '~/awards/verify'

/** One lot, and vendors that may sell so many units each at the same price. */
const capped = (quantities: readonly number[], caps: readonly number[]): Instance => ({
  format: 'award-instance/1',
  id: 'capped',
  moneyUnit: 'minor',
  objective: 'saving',
  lots: [{ id: 'L1', referencePrice: 1000, maxWinners: caps.length }],
  vendors: caps.map((_, at) => ({ id: `V${at}` })),
  buyers: quantities.map((qty, at) => ({
    id: `B${at}`,
    allOrNothing: false,
    pledges: [{ lot: 'L1', qty, ceiling: null, acceptable: null }],
  })),
  bids: caps.map((maxQty, at) => ({
    vendor: `V${at}`,
    lot: 'L1',
    tiers: [{ from: 1, price: 700 }],
    minQty: 0,
    maxQty,
  })),
  bundles: [],
})

const award = (instance: Instance) => solve(instance, { seed: instanceHash(instance), noWorseOff: true })

/** Among all ways to serve by one or two vendors: the most units, and the most pledges that such an award serves. */
function mostOf(quantities: readonly number[], caps: readonly number[]) {
  let best = { units: 0, pledges: 0 }
  const visit = (at: number, rooms: readonly number[], units: number, pledges: number) => {
    if (units > best.units || (units === best.units && pledges > best.pledges)) best = { units, pledges }
    const quantity = quantities[at]
    if (quantity === undefined) return
    visit(at + 1, rooms, units, pledges)
    rooms.forEach((room, of) => {
      if (room >= quantity) visit(at + 1, rooms.with(of, room - quantity), units + quantity, pledges + 1)
    })
  }
  visit(0, caps, 0, 0)
  return best
}

test('of awards that save as much, one that serves more pledges is taken', async () => {
  const { objective, counts } = await award(capped([10, 5, 5], [10]))
  expect({ objective, served: counts.served }).toEqual({ objective: '3000', served: 2 })
})

test('no award that saves as much serves more pledges', async () => {
  await assert(
    asyncProperty(
      array(integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 }),
      array(constantFrom(4, 7, 10, 15), { minLength: 1, maxLength: 2 }),
      async (quantities, caps) => {
        const instance = capped(quantities, caps)
        const certificate = await award(instance)
        const { units, pledges } = mostOf(quantities, caps)
        expect({ objective: certificate.objective, served: certificate.counts.served }).toEqual({
          objective: String(300 * units),
          served: pledges,
        })
        expect(verify(instance, certificate).errors).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})

test('an award that the clock has cut short does not claim that everybody comes to it', async () => {
  const instance = capped([10, 5, 5], [10])
  const given = { seed: instanceHash(instance), noWorseOff: true }
  const { engine } = await solve(instance, given, { seconds: 0 })
  expect(engine).toMatchObject({ stoppedBy: 'time', reproducible: false })
})
