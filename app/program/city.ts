import type { FunnelStep } from './funnel'

/** Enterprises of one district that stood alike at the end of a day, and how many of them took each step of the funnel. */
export type CityRow = {
  district: string | null
  nameZh: string | null
  nameEn: string | null
  status: string | null
} & Record<FunnelStep, number>

export type DistrictFigures = {
  district: string
  nameZh: string
  nameEn: string
  enterprises: number
  compliant: number
  gaps: number
}
export type StatusCount = { status: string; count: number }

const order = ['gap', 'unknown', 'not_inspected', 'regularized', 'compliant', 'not_applicable']
const clean = ['compliant', 'regularized']

/** The figures of the whole city, all from the same rows: by district, by status, and the funnel. */
export function cityFigures(rows: readonly CityRow[]) {
  return { districts: districtsOf(rows), statuses: statusesOf(rows), funnel: funnelOf(rows) }
}

function districtsOf(rows: readonly CityRow[]): DistrictFigures[] {
  const districts = new Map<string, DistrictFigures>()
  for (const { district, nameZh, nameEn, status, enterprises } of rows) {
    if (district === null) continue
    const its = districts.get(district) ?? { district, nameZh: nameZh!, nameEn: nameEn!, enterprises: 0, compliant: 0, gaps: 0 } // oxfmt-ignore
    its.enterprises += enterprises
    if (clean.includes(status ?? '')) its.compliant += enterprises
    if (status === 'gap') its.gaps += enterprises
    districts.set(district, its)
  }
  return [...districts.values()].toSorted((a, b) => (a.district < b.district ? -1 : 1))
}

function statusesOf(rows: readonly CityRow[]): StatusCount[] {
  const counts = new Map<string, number>()
  for (const { status, enterprises } of rows)
    if (status !== null) counts.set(status, (counts.get(status) ?? 0) + enterprises)
  return [...counts]
    .map(([status, count]) => ({ status, count }))
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
}

function funnelOf(rows: readonly CityRow[]): Record<FunnelStep, number> {
  const sum = (step: FunnelStep) => rows.reduce((total, row) => total + row[step], 0)
  return {
    enterprises: sum('enterprises'),
    inspected: sum('inspected'),
    found: sum('found'),
    pledged: sum('pledged'),
    bought: sum('bought'),
    compliant: sum('compliant'),
  }
}
