import { describe, expect, test } from 'vitest'
import { avoidingPairs } from '~/awards/prices/collusion'
import { type RecordedLot, redFlags } from '~/awards/prices/red-flags'
import { recordedLots } from '~/awards/publication/recorded'
import type { Release } from '~/awards/publication/release'

type Bid = readonly [tenderer: string, price: number | null, isValid?: boolean]
const lotOf = (no: number, bids: readonly Bid[], more: Partial<RecordedLot> = {}): RecordedLot => ({
  ocid: `ocds-${no}`,
  lot: 'L01',
  isPriceOnly: true,
  winners: [bids[0]![0]],
  bids: bids.map(([tenderer, price, isValid = true]) => ({ tenderer, price, isValid })),
  ...more,
})
/** Second prices five to seven percent above the winner's: fences of 2 % and 10 %. */
const usual = [5, 5, 5, 6, 6, 7, 7, 7].map((percent, at) =>
  lotOf(at, [
    [`w${at}`, 100],
    [`l${at}`, 100 + percent],
  ]),
)
const codesOf = (lots: readonly RecordedLot[]) => redFlags(lots).map(({ code }) => code)

describe('distance of the second price', () => {
  test('close to the winner is R024, far below the second is R058, the usual is none', () => {
    expect(codesOf(usual)).toEqual([])
    const close = lotOf(20, [
      ['a', 100],
      ['b', 101],
    ])
    expect(redFlags([...usual, close])).toEqual([{ code: 'R024', ocid: 'ocds-20', lot: 'L01', value: 0.01 }])
    const far = lotOf(21, [
      ['a', 100],
      ['b', 150],
    ])
    expect(redFlags([...usual, far])).toEqual([{ code: 'R058', ocid: 'ocds-21', lot: 'L01', value: 0.5 }])
  })

  test('says nothing of few lots, of scored ones, of several winners or where the lowest did not win', () => {
    const close = (more: Partial<RecordedLot>) =>
      lotOf(
        22,
        [
          ['a', 100],
          ['b', 101],
        ],
        more,
      )
    expect(codesOf([...usual.slice(0, 5), close({})])).toEqual([])
    for (const more of [{ isPriceOnly: false }, { winners: ['a', 'b'] }, { winners: ['b'] }])
      expect(codesOf([...usual, close(more)])).toEqual([])
  })
})

describe('disqualified bids', () => {
  test('of all but the winner are R035, of the lowest price R036', () => {
    const alone = lotOf(1, [
      ['a', 100],
      ['b', null, false],
      ['c', null, false],
    ])
    expect(redFlags([alone])).toEqual([{ code: 'R035', ocid: 'ocds-1', lot: 'L01', value: 2 }])
    const lowest = lotOf(2, [
      ['a', 100],
      ['b', 90, false],
      ['c', 110],
    ])
    expect(redFlags([lowest])).toEqual([{ code: 'R036', ocid: 'ocds-2', lot: 'L01', value: 1 }])
    expect(codesOf([{ ...lowest, isPriceOnly: false }])).toEqual([])
  })

  test('of one tenderer far more often than of others are R038', () => {
    const lots = Array.from({ length: 4 }, (_, no) =>
      lotOf(no, [
        ...Array.from({ length: 9 }, (_, at): Bid => [`v${at}`, 100 + at]),
        ['often', 200, no === 0],
      ]),
    )
    expect(redFlags(lots).filter(({ code }) => code === 'R038')).toEqual([
      { code: 'R038', tenderer: 'often', value: 0.75 },
    ])
  })
})

test('whoever bids much and wins little is R025', () => {
  const regulars = Array.from({ length: 8 }, (_, at) => `v${at}`)
  // Each regular bids twice and wins half; one bids in every lot and never wins.
  const lots = [...regulars, ...regulars].map((winner, no) =>
    lotOf(no, [
      [winner, 100],
      [regulars[(no + 1) % 8]!, 105],
      ['loser', 110],
    ]),
  )
  expect(redFlags(lots).filter(({ code }) => code === 'R025')).toEqual([
    { code: 'R025', tenderer: 'loser', value: 0 },
  ])
})

test('vendors who win often and never bid where the other wins leave each other alone', () => {
  const won = (winnerId: string, ...others: string[]) => ({
    winnerId,
    bidderIds: [winnerId, ...others],
    closedAt: new Date(0),
  })
  const lots = [won('a', 'c'), won('b', 'c'), won('a', 'c'), won('b'), won('a'), won('b', 'c'), won('c', 'a')]
  expect(avoidingPairs(lots)).toEqual([['a', 'b']])
  expect(avoidingPairs([...lots, won('a', 'b')])).toEqual([])
  expect(avoidingPairs(lots.slice(0, 4))).toEqual([])
})

test('lots are read out of a compiled release: prices at the awarded volume, one lot from another', () => {
  const bid = (id: string, lot: string, status: string, tiers: [number, number][]) => ({
    id,
    status,
    tenderers: [{ id, name: id }],
    relatedLots: [lot],
    priceTiers: tiers.map(([minimumQuantity, amount]) => ({
      id: String(minimumQuantity),
      minimumQuantity,
      unitValue: { amount, currency: 'CNY' },
    })),
  })
  const compiled = {
    ocid: 'ocds-1',
    tender: {
      lots: [
        { id: 'L01', awardCriteria: { criteria: [{ type: 'price' }] } },
        { id: 'L02', awardCriteria: { criteria: [{ type: 'price' }, { type: 'quality' }] } },
        { id: 'L03' },
      ],
    },
    bids: {
      details: [
        bid('a', 'L01', 'valid', [
          [1, 9],
          [50, 7],
          [100, 6.4],
        ]),
        bid('b', 'L01', 'disqualified', []),
        bid('c', 'L02', 'valid', [[1, 8]]),
      ],
    },
    awards: [
      {
        id: '1',
        status: 'active',
        relatedLots: ['L01'],
        suppliers: [{ id: 'a' }],
        items: [{ quantity: 60 }],
      },
      { id: '2', status: 'active', relatedLots: ['L02'], suppliers: [{ id: 'c' }], items: [{ quantity: 9 }] },
    ],
  } as unknown as Release
  expect(recordedLots(compiled)).toEqual([
    {
      ocid: 'ocds-1',
      lot: 'L01',
      isPriceOnly: true,
      winners: ['a'],
      bids: [
        { tenderer: 'a', isValid: true, price: 7 },
        { tenderer: 'b', isValid: false, price: null },
      ],
    },
    {
      ocid: 'ocds-1',
      lot: 'L02',
      isPriceOnly: false,
      winners: ['c'],
      bids: [{ tenderer: 'c', isValid: true, price: 8 }],
    },
  ])
})
