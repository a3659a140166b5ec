import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duesOf } from '~/orders/dues/splitting'
import { termsForm } from '~/rounds/form'
import {
  type DueRule,
  inFull,
  type PaymentTerms,
  usualInstallments,
  whyNotPayBy,
} from '~/rounds/payment-terms'

const aDue = (facts: Partial<DueRule> = {}): DueRule => ({
  rule: 'accepted',
  workdays: 10,
  gate: false,
  shareBps: 5_000,
  ...facts,
})
const inParts = (...dues: DueRule[]): PaymentTerms => ({ way: 'installments', dues })

test('installments are two to six, make the whole, and follow time', () => {
  expect(whyNotPayBy(usualInstallments)).toBeNull()
  expect(whyNotPayBy(inFull('prepaid'))).toBeNull()
  expect(whyNotPayBy(inParts(aDue({ shareBps: 10_000 })))).toBe('dues-count')
  expect(whyNotPayBy(inParts(...Array.from({ length: 7 }, () => aDue())))).toBe('dues-count')
  expect(whyNotPayBy(inParts(aDue(), aDue({ shareBps: 4_999 })))).toBe('dues-not-100')
  expect(whyNotPayBy(inParts(aDue(), aDue({ gate: true })))).toBe('gate-after-acceptance')
  expect(whyNotPayBy(inParts(aDue(), aDue({ rule: 'confirmed' })))).toBe('dues-out-of-order')
  expect(whyNotPayBy(inParts(aDue(), aDue({ workdays: 9 })))).toBe('dues-out-of-order')
  const first = { rule: 'confirmed', workdays: 0 } as const
  expect(whyNotPayBy(inParts(aDue(first), aDue({ ...first, gate: true })))).toBe('dues-out-of-order')
  expect(whyNotPayBy(inParts(aDue({ ...first, gate: true }), aDue(first)))).toBeNull()
})

test('whatever the shares, the dues of a price are the price', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 1_000_000n }),
      fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 2, maxLength: 6 }),
      (total, shares) => {
        const dues = duesOf(
          total,
          shares.map((shareBps) => aDue({ shareBps })),
        )
        expect(dues.reduce((sum, { amount }) => sum + amount, 0n)).toBe(total)
        expect(dues.every(({ amount }) => amount >= 0n)).toBe(true)
      },
    ),
  )
})

const typed = {
  minBids: '2', biddingDays: '6', freezeToCloseWorkdays: '1', noticeWorkdays: '1', challengeWorkdays: '3', lateJoinDays: '0',
  lateJoinCapPct: '0', maxTiers: '6', contractDays: '20', tierMode: 'free', publishBuyers: 'codes', method: 'lowest_price',
} // oxfmt-ignore
const read = (values: object) => termsForm.safeParse({ ...typed, ...values })
const row = (share: string, rule = 'accepted', workdays = '', gate = '') => ({ share, rule, workdays, gate })

test('an officer sets the platform’s fee as a percentage, none where none is typed', () => {
  const fee = (feeBps?: string) => read(feeBps === undefined ? {} : { feeBps }).data?.feeBps
  expect([fee(), fee('0'), fee('2.5'), fee('１%'), fee('-1'), fee('1.234'), fee('')]).toEqual([
    0,
    0,
    250,
    100,
    undefined,
    undefined,
    undefined,
  ])
})

test('who invoices the buyers is chosen, and is the vendor where nothing is', () => {
  const model = (values: object) => read(values).data?.invoiceModel
  expect([model({}), model({ invoiceModel: 'platform' }), model({ invoiceModel: 'nobody' })]).toEqual([
    'vendor',
    'platform',
    undefined,
  ])
})

test('an officer chooses one of three ways; rows count only for installments, and a row without share is none', () => {
  const paying = (values: object) => read(values).data?.payment
  expect(paying({})).toEqual(inFull('prepaid'))
  expect(paying({ payment: 'on_acceptance', payWorkdays: '30', dues: [row('40')] })).toEqual(
    inFull('on_acceptance', 30),
  )
  expect(
    paying({ payment: 'installments', dues: [row('30', 'confirmed', '10', 'yes'), row('70'), row('')] }),
  ).toEqual(usualInstallments)
  const refused = (values: object) => read(values).error!.issues.map(({ path, message }) => [path, message])
  expect(refused({ payment: 'installments', dues: [row('30', '')] })).toEqual([
    [['dues', 0, 'rule'], 'required'],
  ])
  expect(refused({ payment: 'installments', dues: Array.from({ length: 7 }, () => row('10')) })).toEqual([
    [['dues'], 'dues-count'],
  ])
})
