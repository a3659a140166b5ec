import { expect, test } from 'vitest'
import { cover } from '~/compliance/coverage'
import { rightOn } from '~/compliance/rights'
import { anInstallation, aRight, positionFrom, releases, times, today } from '../support/coverage'

const on = (many: number, facts = {}) => times(many, () => anInstallation(facts))

// The twelve cases of compliance.md §3.2.
test('1: 36 installed and 30 entitled leave a gap of 6', () => {
  expect(positionFrom(on(36), [aRight({ quantity: 30 })])).toMatchObject({
    covered: 30,
    gap: 6,
    surplus: 0,
    status: 'gap',
  })
})

test('2: what ended yesterday is zero', () => {
  const rights = [aRight({ quantity: 30, term: 'subscription', endsOn: '2026-11-23' })]
  expect(positionFrom(on(36), rights)).toMatchObject({
    covered: 0,
    gap: 36,
    surplus: 0,
    reasons: { 'not-in-term': 36 },
  })
})

test('3: what ends today still covers', () => {
  const rights = [aRight({ quantity: 30, term: 'subscription', endsOn: today })]
  expect(positionFrom(on(36), rights)).toMatchObject({ covered: 30, gap: 6, surplus: 0 })
})

test('4: a right to downgrade covers older releases, never newer ones', () => {
  const installed = [
    ...on(12, { release: '2016' }),
    ...on(8, { release: '2021' }),
    ...on(3, { release: '2024' }),
  ]
  const rights = [aRight({ quantity: 25, rights: { downgradeFrom: '2016' } })]
  expect(positionFrom(installed, rights)).toMatchObject({
    covered: 20,
    gap: 3,
    surplus: 5,
    reasons: { 'release-too-new': 3 },
  })
})

test('5: the narrower right is used first, so that both are covered', () => {
  const installed = [...on(1, { release: '2019' }), ...on(1, { release: '2021' })]
  const wide = aRight({ rights: { downgradeFrom: '2016' }, term: 'subscription', endsOn: '2026-12-31' })
  expect(positionFrom(installed, [wide, aRight({ release: '2019' })])).toMatchObject({
    covered: 2,
    gap: 0,
    surplus: 0,
  })
})

test('6: home editions are installed and never covered', () => {
  const installed = on(5, { editionId: 'home', household: true })
  const rights = [aRight({ editionId: 'home', quantity: 5, purpose: 'household' })]
  expect(positionFrom(installed, rights)).toMatchObject({
    installed: 5,
    entitled: 0,
    covered: 0,
    gap: 5,
    surplus: 0,
  })
})

test('7: what came with a computer covers that computer, not the one it was copied to', () => {
  const installed = times(10, (place) => anInstallation({ computerId: `c${place + 2}` }))
  const rights = times(10, (place) =>
    aRight({ channel: 'oem', boundComputerId: `c${place}`, state: place < 2 ? 'retired' : 'active' }),
  )
  expect(positionFrom(installed, rights)).toMatchObject({
    installed: 10,
    entitled: 8,
    covered: 8,
    gap: 2,
    surplus: 0,
    reasons: { bound: 8, 'bound-elsewhere': 2 },
  })
})

test('8: a user’s unit covers the user’s computers', () => {
  const installed = ['a', 'a', 'a', 'b', 'b', 'c', 'c'].map((personId) => anInstallation({ personId }))
  const rights = [aRight({ metric: 'user', quantity: 3, rights: { devicesPerUser: 5 } })]
  expect(positionFrom(installed, rights)).toMatchObject({ covered: 7, used: 3, gap: 0, surplus: 0 })
})

test('a user with more computers than devices per user takes another unit', () => {
  const installed = times(3, () => anInstallation({ personId: 'a' }))
  const right = (quantity: number) => [aRight({ metric: 'user', quantity, rights: { devicesPerUser: 2 } })]
  expect(positionFrom(installed, right(2))).toMatchObject({ covered: 3, used: 2 })
  expect(positionFrom(installed, right(1))).toMatchObject({ covered: 2, gap: 1 })
})

test('9: what is not determined takes no unit and leaves the status unknown', () => {
  const installed = on(4, { determined: false })
  expect(positionFrom(installed, [aRight({ quantity: 10 })])).toMatchObject({
    installed: 0,
    covered: 0,
    gap: 0,
    surplus: 10,
    undetermined: 4,
    status: 'unknown',
  })
})

test('10: one suite unit covers the suite; its second language is no installation of its own', () => {
  const rights = [aRight({ productId: 'suite' })]
  const installed = [anInstallation({ productId: 'suite' })]
  expect(positionFrom(installed, rights, { productId: 'suite' })).toMatchObject({
    installed: 1,
    covered: 1,
    gap: 0,
    surplus: 0,
  })
})

test('11: one set with ten licenses covers ten', () => {
  expect(positionFrom(on(10), [aRight({ quantity: 10 })])).toMatchObject({ covered: 10, gap: 0, surplus: 0 })
})

test('12: evaluation units cover nothing', () => {
  const rights = [aRight({ quantity: 18 }), aRight({ quantity: 5, term: 'evaluation', endsOn: '2026-12-31' })]
  expect(positionFrom(on(20), rights)).toMatchObject({ entitled: 18, covered: 18, gap: 2, surplus: 0 })
})

test('no row at all is zero, never unlimited', () => {
  expect(positionFrom(on(2), [])).toMatchObject({
    entitled: 0,
    covered: 0,
    gap: 2,
    reasons: { 'no-entitlement': 2 },
  })
})

test('claimed units count with evidence only, suspended ones exist and do not cover', () => {
  const rights = [
    aRight({ state: 'claimed' }),
    aRight({ state: 'claimed', hasEvidence: true }),
    aRight({ state: 'suspended' }),
  ]
  expect(positionFrom(on(3), rights)).toMatchObject({
    entitled: 1,
    covered: 1,
    gap: 2,
    reasons: { pool: 1, 'no-free-unit': 2 },
  })
  expect(positionFrom(on(1), [rights[2]!])).toMatchObject({ covered: 0, reasons: { suspended: 1 } })
})

test('maintenance covers every release dated within it, an upgrade right any', () => {
  const newest = on(1, { release: '2024' })
  const maintained = (maintenanceUntil: string) => [
    aRight({ rights: { upgrade: 'maintenance' }, maintenanceUntil }),
  ]
  expect(positionFrom(newest, maintained('2023-12-31'))).toMatchObject({
    covered: 0,
    reasons: { 'release-too-new': 1 },
  })
  expect(positionFrom(newest, maintained('2024-01-01'))).toMatchObject({ covered: 1 })
  expect(positionFrom(newest, [aRight({ rights: { upgrade: 'any' } })])).toMatchObject({ covered: 1 })
})

test('an assigned unit covers its computer before the pool is asked, and stays used when it covers nothing', () => {
  const right = aRight({ quantity: 2 })
  const assignments = [
    {
      entitlementId: right.id,
      unitNo: 2,
      computerId: 'c9',
      personId: null,
      inExcess: false,
      hasReason: false,
    },
  ]
  const installed = ['c1', 'c2', 'c9'].map((computerId) => anInstallation({ computerId }))
  const rows = cover({
    installations: installed,
    rights: [rightOn(today, right, releases)],
    assignments,
    parts: [],
  })
  expect(rows.map(({ reason, unitNo }) => [reason, unitNo])).toEqual([
    ['pool', 1],
    ['no-free-unit', null],
    ['assigned', 2],
  ])
  expect(positionFrom(installed.slice(0, 1), [right], { assignments })).toMatchObject({
    covered: 1,
    used: 2,
    surplus: 0,
  })
})

test('a contract’s right to another edition is used by assigning with a reason', () => {
  const right = aRight({ editionId: 'professional' })
  const assignment = { entitlementId: right.id, unitNo: 1, computerId: 'c1', personId: null, inExcess: false }
  const installed = [anInstallation({ computerId: 'c1' })]
  const covered = (hasReason: boolean) =>
    positionFrom(installed, [right], { assignments: [{ ...assignment, hasReason }] })
  expect(covered(false)).toMatchObject({ covered: 0, reasons: { 'other-edition': 1 } })
  expect(covered(true)).toMatchObject({ covered: 1, reasons: { assigned: 1 } })
})

test('a suite’s free unit covers all stand-alone parts of one computer', () => {
  const parts = ['office', 'word'].map((partId) => ({ suiteId: 'suite', partId }))
  const installed = ['c1', 'c1', 'c2'].map((computerId, place) =>
    anInstallation({ computerId, productId: place === 1 ? 'word' : 'office' }),
  )
  const facts = { parts, productId: 'office' }
  const rights = [aRight({ productId: 'suite' })]
  expect(positionFrom(installed, rights, facts)).toMatchObject({
    covered: 1,
    gap: 1,
    reasons: { suite: 1, 'no-entitlement': 1 },
  })
  expect(positionFrom(installed, rights, { ...facts, productId: 'word' })).toMatchObject({
    covered: 1,
    gap: 0,
  })
  expect(positionFrom(installed, rights, { ...facts, productId: 'suite' })).toMatchObject({
    entitled: 1,
    used: 1,
    surplus: 0,
  })
})

test('a site license covers the computers of its site, however many', () => {
  const right = aRight({ metric: 'custom-metric', siteId: 'site', quantity: null })
  const installed = [...on(3, { siteId: 'site' }), ...on(1, { siteId: 'elsewhere' })]
  expect(positionFrom(installed, [right])).toMatchObject({
    installed: 4,
    entitled: 3,
    covered: 3,
    used: 3,
    surplus: 0,
    gap: 1,
  })
})

test('units that no inventory counts are declared; without a declaration nobody knows', () => {
  const rights = [aRight({ metric: 'concurrent-user', quantity: 5 })]
  expect(positionFrom([], rights, { declared: 7 })).toMatchObject({
    installed: 7,
    entitled: 5,
    covered: 5,
    gap: 2,
    used: 5,
  })
  expect(positionFrom([], rights)).toMatchObject({ installed: 0, gap: 0, unknown: 1, status: 'unknown' })
})
