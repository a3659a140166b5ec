import { isInventoried } from '../listed'
import { organizationStatus, type OrganizationStatus } from '../status'
import type { WholeEstate } from './estate'
import type { Outcome } from './outcome'
import { positionFigures } from '../position'

export type Changed = { productId: string; before: Outcome | null; after: Outcome | null }

/** Every product whose figures would be others, what gets worse first. */
export function changesBetween(before: readonly Outcome[], after: readonly Outcome[]): Changed[] {
  const was = new Map(before.map((it) => [it.productId, it]))
  const now = new Map(after.map((it) => [it.productId, it]))
  return [...new Set([...was.keys(), ...now.keys()])]
    .map((productId) => ({
      productId,
      before: was.get(productId) ?? null,
      after: now.get(productId) ?? null,
    }))
    .filter((it) =>
      positionFigures.some((figure) => (it.before?.[figure] ?? 0) !== (it.after?.[figure] ?? 0)),
    )
    .toSorted((a, b) => rise(b) - rise(a) || (a.productId < b.productId ? -1 : 1))
}

const rise = ({ before, after }: Changed) => (after?.gap ?? 0) - (before?.gap ?? 0)

/** The organization's own status from its products in scope (compliance.md §4.2). */
export function statusOf(
  { machines }: WholeEstate,
  outcomes: readonly Outcome[],
  inScope: ReadonlySet<string>,
): OrganizationStatus {
  const inUse = machines.filter(({ isInUse }) => isInUse)
  return organizationStatus({
    statuses: outcomes.filter(({ productId }) => inScope.has(productId)).map(({ status }) => status),
    computersInUse: inUse.length,
    inventoried: inUse.filter(({ listed }) => isInventoried(listed)).length,
    everInventoried: inUse.filter(({ listed }) => listed.ever).length,
  })
}
