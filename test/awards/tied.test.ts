import { describe, expect, test } from 'vitest'
import { awardHashOf, type Certificate, certificateHashOf } from '~/awards/certificate'
import { solve } from '~/awards/engine/solve'
import { type Instance, instanceHash } from '~/awards/instance'
import { verify } from '~/awards/verify'
import { exactBound } from '~/awards/verifying/bound'
import { readCertificate } from '~/awards/verifying/certificate-shape'
import { factsOf } from '~/awards/verifying/facts'

/**
 * T takes both lots or none. In L1 it would save 5000 alone; in L2 only the small, cheap vendor is cheap enough for it,
 * and whoever takes that one instead of the large one loses 35000 there.
 */
const instance: Instance = {
  format: 'award-instance/1',
  id: 'tied',
  moneyUnit: 'minor',
  objective: 'saving',
  lots: [
    { id: 'L1', referencePrice: 1000, maxWinners: 1 },
    { id: 'L2', referencePrice: 1000, maxWinners: 1 },
  ],
  vendors: [{ id: 'V1' }, { id: 'V2' }],
  buyers: [
    {
      id: 'T',
      allOrNothing: true,
      pledges: [
        { lot: 'L1', qty: 10, ceiling: null, acceptable: null },
        { lot: 'L2', qty: 10, ceiling: 550, acceptable: null },
      ],
    },
    {
      id: 'U',
      allOrNothing: false,
      pledges: [{ lot: 'L2', qty: 100, ceiling: null, acceptable: null }],
    },
  ],
  bids: [
    { vendor: 'V1', lot: 'L1', tiers: [{ from: 1, price: 500 }], minQty: 0, maxQty: null },
    { vendor: 'V1', lot: 'L2', tiers: [{ from: 1, price: 600 }], minQty: 0, maxQty: null },
    { vendor: 'V2', lot: 'L2', tiers: [{ from: 1, price: 500 }], minQty: 0, maxQty: 10 },
  ],
  bundles: [],
}

const solved = await solve(instance, { seed: instanceHash(instance), noWorseOff: false })

describe('a buyer that takes all or nothing', () => {
  test('has a price in each of its lots, and with them the bound is met that is far off without', () => {
    const { bound, objective, status } = solved
    expect({ objective, status }).toEqual({ objective: '40000', status: 'optimal' })
    expect(bound).toEqual({
      method: 'plan-lagrangian/2',
      alpha: {},
      beta: {},
      lambda: { T: { L1: expect.any(String), L2: expect.any(String) } },
      value: '40000',
    })
    expect(verify(instance, solved)).toMatchObject({
      ok: true,
      errors: [],
      exactBound: '40000',
      optimal: true,
    })
    const facts = factsOf(instance, false)
    expect(exactBound(facts, { alpha: {}, beta: {} })).toBe(45_000n)
    expect(exactBound(facts, { alpha: {}, beta: {}, lambda: { T: { L1: '0' } } })).toBe(45_000n)
  })

  test('with prices that do not come to zero, proves less by what is missing', () => {
    const facts = factsOf(instance, false)
    const bound = (L1: string, L2: string) =>
      exactBound(facts, { alpha: {}, beta: {}, lambda: { T: { L1, L2 }, U: { L2: '-40000' } } })
    expect(bound('-5000', '5000')).toBe(40_000n)
    expect(bound('-5000', '4000')).toBe(41_000n)
    expect(bound('-4000', '5000')).toBe(41_000n)
  })

  test('is never priced where nothing is gained by it', async () => {
    const alone = structuredClone(instance)
    alone.buyers[0]!.pledges[1]!.ceiling = null
    const { bound, status } = await solve(alone, { seed: '07'.repeat(32), noWorseOff: false })
    expect({ status, method: bound!.method }).toEqual({ status: 'optimal', method: 'plan-lagrangian/1' })
    expect(bound).not.toHaveProperty('lambda')
  })
})

describe('what a certificate says of such prices', () => {
  const codesAfter = (alter: (copy: Certificate) => void) => {
    const copy = structuredClone(solved)
    alter(copy)
    const hashed = { ...copy, awardHash: awardHashOf(copy) }
    return [
      ...new Set(
        verify(instance, { ...hashed, hash: certificateHashOf(hashed) }).errors.map(({ code }) => code),
      ),
    ]
  }

  test.each<[string, (copy: Certificate) => void]>([
    ['another price in L1', ({ bound }) => (bound!.lambda!.T!.L1 += '1')],
    ['another price in L2', ({ bound }) => (bound!.lambda!.T!.L2 += '1')],
    ['no price in L1', ({ bound }) => delete bound!.lambda!.T!.L1],
    ['no prices of the buyer', ({ bound }) => delete bound!.lambda!.T],
    ['prices of somebody else', ({ bound }) => (bound!.lambda = { U: bound!.lambda!.T! })],
    ['no prices', ({ bound }) => delete bound!.lambda],
    ['the method without them', ({ bound }) => (bound!.method = 'plan-lagrangian/1')],
  ])('%s is noticed', (_, alter) => {
    expect(codesAfter(alter)).toEqual(['bound'])
  })

  test('is read with a sign, as whole fen alone', () => {
    const reads = (L1: unknown) =>
      'value' in readCertificate({ ...solved, bound: { ...solved.bound, lambda: { T: { L1 } } } })
    expect(['0', '7', '-7'].map(reads)).toEqual([true, true, true])
    expect(['-0', '+7', '1.5', '', 7, null].map(reads)).toEqual([false, false, false, false, false, false])
  })
})
