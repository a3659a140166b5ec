import type { Day } from '~/kernel/workdays'

type Visit = {
  district: string | null
  visitOn: Day | null
  state: string
  conclusion: string | null
}

export type DistrictResult = {
  district: string | null
  drawn: number
  visited: number
  passed: number
  rectify: number
  failed: number
}

/** What came out so far, by district and, as the last row, in all; whatever is counted passed stands in `visited` too. */
export function resultsOf(visits: readonly Visit[]): { districts: DistrictResult[]; all: DistrictResult } {
  const all = noResult(null)
  const districts = new Map<string | null, DistrictResult>()
  for (const { district, state, conclusion } of visits) {
    const its = districts.get(district) ?? noResult(district)
    districts.set(district, its)
    for (const row of [its, all]) {
      row.drawn += 1
      if (['visiting', 'concluded', 'closed'].includes(state)) row.visited += 1
      if (conclusion === 'passed' || conclusion === 'rectify' || conclusion === 'failed') row[conclusion] += 1
    }
  }
  return { districts: [...districts.values()], all }
}

const noResult = (district: string | null) => ({
  district,
  drawn: 0,
  visited: 0,
  passed: 0,
  rectify: 0,
  failed: 0,
})

/** The visits of each day in the order in which a team goes from one to the next; those without a day last. */
export function routeOf<One extends { visitOn: Day | null }>(visits: readonly One[]) {
  const days = new Map<Day | null, One[]>()
  for (const visit of visits) days.set(visit.visitOn, [...(days.get(visit.visitOn) ?? []), visit])
  return [...days]
    .map(([day, ofDay]) => ({ day, visits: ofDay }))
    .toSorted((a, b) => (a.day ?? '9999').localeCompare(b.day ?? '9999'))
}
