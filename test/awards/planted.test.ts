import { afterAll, expect, test } from 'vitest'
import { properties, type PropertyName } from '../support/award-properties'
import { clean, type Fault, plant } from '../support/planting'

afterAll(clean)

/** Faults that a hurried hand could make, each beside the property that must not let it pass. */
const faults: [property: PropertyName, fault: Fault][] = [
  [
    'no feasible award saves more',
    {
      file: 'engine/plans.ts',
      from: 'if (most < 2) continue',
      to: 'continue',
    },
  ],
  [
    'no feasible award saves more',
    { file: 'engine/search.ts', from: 'if (saving < state.saving ||', to: 'if (saving > state.saving ||' },
  ],
  [
    'no feasible award saves more',
    { file: 'engine/placement.ts', from: 'columns[count]!.to', to: 'columns[count]!.from' },
  ],
  [
    'the verifier finds nothing, and nobody more could be served',
    {
      file: 'engine/placement.ts',
      from: 'this.#model.row(-Infinity, 0, [...volume, [y, -cap]])',
      to: '',
    },
  ],
  [
    'the verifier finds nothing, and nobody more could be served',
    { file: 'engine/placement.ts', from: 'this.#model.row(0, Infinity, [...volume, [y, -from]])', to: '' },
  ],
  [
    'the verifier finds nothing, and nobody more could be served',
    {
      file: 'engine/placement.ts',
      from: 'if (tied !== null) this.#model.row(0, 0,',
      to: 'if (tied !== null) this.#model.row(-Infinity, 0,',
    },
  ],
  [
    'the verifier finds nothing, and nobody more could be served',
    { file: 'engine/filling.ts', from: 'if (!winner) return []', to: 'if (!winner) continue' },
  ],
  [
    'nobody pays more than their ceiling, the reference price or, where the rule holds, alone',
    { file: 'engine/options.ts', from: 'ceiling >= option.price && accepts', to: 'accepts' },
  ],
  [
    'nobody pays more than their ceiling, the reference price or, where the rule holds, alone',
    { file: 'ceilings.ts', from: 'noWorseOff ? standAlonePrice(pledge, bidsOfLot) : null', to: 'null' },
  ],
  [
    'the order of buyers, bids, lots and vendors decides nothing',
    {
      file: 'engine/pricing.ts',
      from: 'instance.buyers.toSorted((a, b) => byName(a.id, b.id))',
      to: 'instance.buyers',
    },
  ],
  [
    'the order of buyers, bids, lots and vendors decides nothing',
    {
      file: 'engine/pricing.ts',
      from: 'instance.bids.toSorted((a, b) => byName(a.vendor, b.vendor))',
      to: 'instance.bids',
    },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    {
      file: 'verifying/bound.ts',
      from: 'amount(beta, index, lot) - amount(alpha, index, lot)',
      to: 'amount(alpha, index, lot) - amount(beta, index, lot)',
    },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/best-plan.ts', from: 'if (most >= 2) pairs', to: 'if (most >= 9) pairs' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/best-plan.ts', from: 'BigInt(total - own)', to: '0n' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/bound.ts', from: 'sum < 0n ? total - sum : total', to: 'total' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/bound.ts', from: 'allOrNothing ? BigInt(', to: 'id ? BigInt(' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/best-plan.ts', from: 'value + promised(plan, tied)', to: 'value' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    { file: 'verifying/tied-worth.ts', from: 'margin > 0n ? margin * cap', to: 'margin > 0n ? 0n' },
  ],
  [
    'the bound is never below the best award, whatever the multipliers',
    {
      file: 'verifying/tied-worth.ts',
      from: 'if (gain > 0n) total',
      to: 'if (gain > 0n && lambda <= 0n) total',
    },
  ],
  [
    'a ceiling counts only by the offered price that it bears',
    {
      file: 'engine/options.ts',
      from: 'const profit = view.lot.referencePrice - price',
      to: 'const profit = Math.min(...slices.map(({ ceiling }) => ceiling)) - price',
    },
  ],
  [
    'one vendor alone clears the largest volume that bears its own price',
    { file: 'clearing.ts', from: 'bid.tiers.findLastIndex(', to: 'bid.tiers.findIndex(' },
  ],
  [
    'one vendor alone clears the largest volume that bears its own price',
    {
      file: 'clearing.ts',
      from: 'if (ceiling >= unitPrice && accepts',
      to: 'if (ceiling > unitPrice && accepts',
    },
  ],
  [
    'a raised ceiling neither raises the price nor drops a buyer where everyone accepts everyone',
    { file: 'clearing.ts', from: 'better(a, b) ||', to: 'better(b, a) ||' },
  ],
  [
    'a raised ceiling neither raises the price nor drops a buyer where everyone accepts everyone',
    { file: 'clearing.ts', from: 'bid.tiers.findLastIndex(', to: 'bid.tiers.findIndex(' },
  ],
]

test.each(faults.map(([property, fault], at) => ({ property, fault, at })))(
  'fault $at, “$fault.to” in $fault.file, is found: $property',
  async ({ property, fault, at }) => {
    const faulty = await plant(fault, String(at))
    const outcome = await Promise.resolve()
      .then(() => properties[property](faulty, { numRuns: 600, endOnFailure: true }))
      .then(
        () => 'not noticed',
        () => 'found',
      )
    expect(outcome).toBe('found')
  },
)
