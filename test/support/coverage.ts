import { cover, type Assignment, type Estate, type Installation } from '~/compliance/coverage'
import { positionOf, type Position } from '~/compliance/position'
import { isHeld, rightOn, type Release, type Right } from '~/compliance/rights'

export const today = '2026-11-24'
const ranks = ['2016', '2019', '2021', '2024']
export const releases: Release[] = ['office', 'suite', 'word'].flatMap((productId) =>
  ranks.map((code, place) => ({
    id: `${productId}-${code}`,
    productId,
    code,
    rank: place + 1,
    releasedOn: `${code}-01-01`,
  })),
)

let count = 0

export function aRight({
  release = '2021',
  ...facts
}: Partial<Right> & { release?: string | null } = {}): Right {
  count += 1
  const productId = facts.productId ?? 'office'
  return {
    id: `right-${count}`,
    no: `E-${String(count).padStart(6, '0')}`,
    productId,
    editionId: 'standard',
    releaseId: release && `${productId}-${release}`,
    metric: 'device',
    quantity: 1,
    siteId: null,
    state: 'active',
    hasEvidence: false,
    term: 'perpetual',
    startsOn: '2026-01-01',
    endsOn: null,
    maintenanceUntil: null,
    channel: 'unknown',
    purpose: 'commercial',
    boundComputerId: null,
    rights: {},
    ...facts,
  }
}

export function anInstallation({
  release = '2021',
  ...facts
}: Partial<Installation> & { release?: string } = {}): Installation {
  count += 1
  const computerNo = facts.computerNo ?? facts.computerId ?? `PC-${String(count).padStart(6, '0')}`
  return {
    id: `installation-${String(count).padStart(6, '0')}`,
    productId: 'office',
    editionId: 'standard',
    rank: ranks.indexOf(release) + 1,
    computerId: computerNo,
    computerNo,
    personId: null,
    siteId: null,
    determined: true,
    household: false,
    ...facts,
  }
}

export const times = <Thing>(many: number, make: (place: number) => Thing) =>
  Array.from({ length: many }, (_, place) => make(place))

/** The position of one product from plain rows. */
export function positionFrom(
  installations: readonly Installation[],
  rights: readonly Right[],
  facts: {
    productId?: string
    assignments?: readonly Assignment[]
    parts?: Estate['parts']
    declared?: number | null
    unknown?: number
  } = {},
): Position & { reasons: Record<string, number> } {
  const { productId = 'office', assignments = [], parts = [], declared = null, unknown = 0 } = facts
  const held = rights.filter(isHeld).map((right) => rightOn(today, right, releases))
  const allCoverage = cover({ installations, rights: held, assignments, parts })
  const own = new Set(installations.filter((it) => it.productId === productId).map(({ id }) => id))
  const coverage = allCoverage.filter(({ installationId }) => own.has(installationId))
  const position = positionOf({
    coverage,
    allCoverage,
    rights: held.filter((right) => right.productId === productId),
    assignments,
    declared,
    unknown,
    regularized: false,
  })
  const reasons: Record<string, number> = {}
  for (const { reason } of coverage) reasons[reason] = (reasons[reason] ?? 0) + 1
  return { ...position, reasons }
}
