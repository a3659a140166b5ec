import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cover, type Installation } from '~/compliance/coverage'
import { rightOn, whyNotCover, type Right, type RightToday } from '~/compliance/rights'
import { anInstallation, aRight, positionFrom, releases, today } from '../support/coverage'

const release = fc.constantFrom('2016', '2019', '2021', '2024')
const ends = fc.constantFrom(null, '2026-11-23', today, '2026-12-31')
const downgrade = fc.constantFrom(null, '2016', '2019')
const upgrade = fc.constantFrom('none', 'any')

const installation = fc
  .record({
    release,
    editionId: fc.constantFrom('standard', 'professional'),
    computerId: fc.constantFrom('c1', 'c2', 'c3', 'c4'),
    personId: fc.constantFrom(null, 'p1', 'p2'),
    determined: fc.constantFrom(true, true, true, false),
  })
  .map((facts) => anInstallation(facts))

const deviceRight = fc
  .record({
    release,
    quantity: fc.integer({ min: 1, max: 3 }),
    endsOn: ends,
    downgradeFrom: downgrade,
    upgrade,
  })
  .map(({ downgradeFrom, upgrade, endsOn, ...facts }) =>
    aRight({
      ...facts,
      endsOn,
      term: endsOn ? 'subscription' : 'perpetual',
      rights: { downgradeFrom, upgrade },
    }),
  )

const anyRight = fc
  .tuple(deviceRight, fc.constantFrom('device', 'user', 'oem'), fc.constantFrom('c1', 'c2'))
  .map(([right, kind, computerId]): Right =>
    kind === 'oem'
      ? { ...right, quantity: 1, channel: 'oem', boundComputerId: computerId }
      : { ...right, metric: kind, rights: { ...right.rights, devicesPerUser: 2 } },
  )

const estate = fc.record({
  installations: fc.array(installation, { maxLength: 8 }),
  rights: fc.array(anyRight, { maxLength: 5 }),
})

const onDay = (rights: readonly Right[]) => rights.map((right) => rightOn(today, right, releases))

test('on device metrics no other way of giving out the units covers more', () => {
  // One edition, few units: the cases in which the order of giving matters must be common.
  const small = fc.record({
    installations: fc.array(
      installation.map((it) => ({ ...it, editionId: 'standard' })),
      { minLength: 2, maxLength: 6 },
    ),
    rights: fc.array(
      deviceRight.map((it) => ({ ...it, quantity: 1 })),
      { minLength: 2, maxLength: 5 },
    ),
  })
  fc.assert(
    fc.property(small, ({ installations, rights }) => {
      const covered = cover({ installations, rights: onDay(rights), assignments: [], parts: [] })
      expect(covered.filter(({ entitlementId }) => entitlementId).length).toBe(
        most(installations, onDay(rights)),
      )
    }),
    { numRuns: 1000 },
  )
})

/** The largest matching by trying every unit for every installation. */
function most(installations: readonly Installation[], rights: readonly RightToday[]): number {
  const [first, ...rest] = installations
  if (!first) return 0
  const without = most(rest, rights)
  const withOne = rights
    .filter((right) => right.quantity! > 0 && first.determined && !whyNotCover(right, first))
    .map(
      (used) =>
        1 +
        most(
          rest,
          rights.map((right) => (right === used ? { ...right, quantity: right.quantity! - 1 } : right)),
        ),
    )
  return Math.max(without, ...withOne)
}

test('every installation has one answer, and no unit is given out above its number', () => {
  fc.assert(
    fc.property(estate, ({ installations, rights }) => {
      const today = onDay(rights)
      const rows = cover({ installations, rights: today, assignments: [], parts: [] })
      expect(rows.map(({ installationId }) => installationId).toSorted()).toEqual(
        installations.map(({ id }) => id).toSorted(),
      )
      for (const right of today) {
        const units = rows.filter(({ entitlementId }) => entitlementId === right.id)
        const numbers = new Set(units.map(({ unitNo }) => unitNo))
        expect(numbers.size).toBeLessThanOrEqual(right.quantity!)
        if (right.metric !== 'user') expect(units.length).toBe(numbers.size)
        if (right.obstacle) expect(units).toEqual([])
      }
    }),
  )
})

test('what covers an installation has no reason against it, and a refusal has one', () => {
  fc.assert(
    fc.property(estate, ({ installations, rights }) => {
      const today = onDay(rights)
      for (const row of cover({ installations, rights: today, assignments: [], parts: [] })) {
        const installed = installations.find(({ id }) => id === row.installationId)!
        const right = today.find(({ id }) => id === row.entitlementId)
        if (right) expect(whyNotCover(right, installed)).toBeNull()
        else expect(['pool', 'bound', 'assigned', 'suite']).not.toContain(row.reason)
      }
    }),
  )
})

test('installed is covered and gap, entitled is used and surplus, and none is negative', () => {
  fc.assert(
    fc.property(estate, ({ installations, rights }) => {
      const { installed, covered, gap, entitled, used, surplus } = positionFrom(installations, rights)
      expect(installed).toBe(covered + gap)
      expect(entitled).toBe(used + surplus)
      expect(Math.min(gap, surplus, covered, used)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('the order in which rows are read does not matter', () => {
  const shuffled = estate.chain((all) =>
    fc.record({
      all: fc.constant(all),
      installations: fc.shuffledSubarray(all.installations, { minLength: all.installations.length }),
      rights: fc.shuffledSubarray(all.rights, { minLength: all.rights.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ all, installations, rights }) => {
      const of = (it: { installations: Installation[]; rights: Right[] }) =>
        cover({ installations: it.installations, rights: onDay(it.rights), assignments: [], parts: [] })
      expect(of({ installations, rights })).toEqual(of(all))
    }),
  )
})

test('one more unit never opens a gap', () => {
  fc.assert(
    fc.property(estate, deviceRight, ({ installations, rights }, more) => {
      const covered = (all: Right[]) => positionFrom(installations, all).covered
      // Rights of users may be taken by other computers of theirs; devices alone are monotone.
      const devices = rights.filter(({ metric, channel }) => metric === 'device' && channel !== 'oem')
      expect(covered([...devices, more])).toBeGreaterThanOrEqual(covered(devices))
    }),
  )
})
