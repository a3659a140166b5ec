import { expect, test } from 'vitest'
import { duesOf } from '~/orders/dues/splitting'
import { type Bought, plansOf } from '~/orders/placing'
import { inFull, usualInstallments } from '~/rounds/payment-terms'

const aLine = (facts: Partial<Bought>): Bought => ({
  enterpriseId: 'E1',
  vendorId: 'V1',
  awardId: null,
  pledgeId: null,
  editionId: 'X',
  releaseId: null,
  metric: 'device',
  term: 'perpetual',
  termMonths: null,
  rights: '{}',
  quantity: 1,
  unitPrice: 100n,
  referencePrice: null,
  ...facts,
})

test('lines of one enterprise and one vendor stand on one order, in the order of the award', () => {
  const plansMade = plansOf([
    aLine({ editionId: 'A', quantity: 2 }),
    aLine({ vendorId: 'V2' }),
    aLine({ editionId: 'B', quantity: 3 }),
    aLine({ enterpriseId: 'E2' }),
  ])

  expect(plansMade.map(({ enterpriseId, vendorId, total }) => [enterpriseId, vendorId, total])).toEqual([
    ['E1', 'V1', 500n],
    ['E1', 'V2', 100n],
    ['E2', 'V1', 100n],
  ])
  expect(plansMade[0]!.lines.map(({ no, editionId }) => [no, editionId])).toEqual([
    [1, 'A'],
    [2, 'B'],
  ])
})

test('dues sum to the total by largest remainder', () => {
  expect(duesOf(1001n, usualInstallments.dues).map(({ amount }) => amount)).toEqual([300n, 701n])
  expect(duesOf(999n, inFull('prepaid').dues)).toEqual([
    { no: 1, amount: 999n, rule: 'confirmed', workdays: 10, gate: true },
  ])
})
