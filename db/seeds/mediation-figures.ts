import { record } from '../../app/kernel/events.server.ts'
import { hourOf } from '../../app/kernel/workdays.ts'
import { nobody } from '../../app/people/actor.ts'
import { rowsOfVendors, toldOf } from '../../app/mediation/statistics/freezing.server.ts'
import { toldOfVendors } from '../../app/mediation/statistics/vendors.ts'
import { quarterOf } from '../../app/mediation/statistics/quarters.ts'
import { mediationBodies } from './cast/mediation-bodies.ts'
import { orgId } from './people.ts'
import { insertAll } from './telling.ts'
import type { Timeline } from './timeline.ts'

type Cells = Readonly<Record<string, number>>

// What the bodies' cases of the quarter before came to; those cases themselves are no part of the story.
const people = {
  outcome: { closed_fulfilled: 14, closed_impasse: 6, closed_no_response: 5, closed_withdrawn: 2 },
  answered: { true: 21, false: 6 },
  settled: { true: 15, false: 6 },
  amount: { none: 6, to_10k: 12, to_100k: 7, to_500k: 2 },
  form: { reissue: 9, refund: 6, true_up: 5, service: 2 },
  kept: { in_30: 11, in_90: 3, not: 1 },
  load: { one: 1, more: 1 },
  challenged: { true: 1, false: 13 },
  median_days: { '': 4 },
} satisfies Record<string, Cells>
const commercial = {
  outcome: { closed_fulfilled: 5, closed_impasse: 3, closed_declined: 1 },
  answered: { true: 8, false: 1 },
  settled: { true: 5, false: 3 },
  amount: { to_10k: 1, to_100k: 5, to_500k: 2, above: 1 },
  form: { refund: 3, pay: 2, service: 1 },
  kept: { in_30: 3, in_90: 2 },
  load: { to_three: 2 },
  challenged: { true: 0, false: 6 },
  median_days: { '': 5 },
} satisfies Record<keyof typeof people, Cells>

// And the vendors of those cases over twelve months; of two of them there are too few.
const ofVendors = [
  { key: 'yunfan', closed: 19, orders: 212, answered: 18, medianDays: 3, settled: 14, kept: 13 },
  { key: 'anxun', closed: 11, orders: 96, answered: 9, medianDays: 6, settled: 7, kept: 5 },
  { key: 'tuxing', closed: 6, orders: 31, answered: 5, medianDays: 4, settled: 3, kept: 3 },
  { key: 'qihang', closed: 3, orders: 44, answered: 2, medianDays: 8, settled: 1, kept: 1 },
  { key: 'jinshanxing', closed: 2, orders: 61, answered: 2, medianDays: 2, settled: 2, kept: 2 },
]

/** The last quarter that is over, frozen on its first day after as the house freezes it, small cells hidden. */
export function planFigures(story: Timeline) {
  const { db, clock } = story
  const [year, month] = clock.today.split('-').map(Number) as [number, number]
  const begun = `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  const before = new Date(Date.parse(`${begun}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const quarter = quarterOf(before)
  story.plan(hourOf(begun, 0.2), async () => {
    await story.as(null)
    const vendors = rowsOfVendors(
      toldOfVendors(ofVendors.map(({ key, ...its }) => ({ vendorId: orgId(key), ...its }))),
    )
    const bodies = mediationBodies.map(({ key }) => orgId(key))
    const figures = [
      ...toldOf(countsOf(sumOf(people, commercial))).map((told) => ({
        ...told,
        bodyId: null,
        vendorId: null,
      })),
      ...toldOf(countsOf(people)).map((told) => ({ ...told, bodyId: bodies[0]!, vendorId: null })),
      ...toldOf(countsOf(commercial)).map((told) => ({ ...told, bodyId: bodies[1]!, vendorId: null })),
      ...vendors,
    ]
    await insertAll(
      db,
      'mediationFigures',
      figures.map(({ figure, value, bodyId, vendorId }) => ({
        quarter,
        bodyId,
        vendorId,
        figure,
        value: value ?? 0,
        suppressed: value === null,
      })),
    )
    await record(
      db,
      'mediation.figures_frozen',
      nobody,
      { quarter, figures: figures.length },
      { org: nobody },
    )
  })
}

const countsOf = (figures: Readonly<Record<string, Cells>>) =>
  Object.entries(figures).flatMap(([figure, cells]) =>
    Object.entries(cells).map(([cell, n]) => ({ figure, cell, n })),
  )

/** Both bodies together; a median is not summed, so the larger body's stands for both. */
function sumOf(one: Readonly<Record<string, Cells>>, other: Readonly<Record<string, Cells>>) {
  const sum = (figure: string, cells: Cells): Cells => {
    if (figure === 'median_days') return cells
    const more = other[figure]!
    return Object.fromEntries(
      [...new Set([...Object.keys(cells), ...Object.keys(more)])].map((cell) => [
        cell,
        (cells[cell] ?? 0) + (more[cell] ?? 0),
      ]),
    )
  }
  return Object.fromEntries(Object.entries(one).map(([figure, cells]) => [figure, sum(figure, cells)]))
}
