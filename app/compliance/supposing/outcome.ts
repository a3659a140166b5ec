import { cover } from '../coverage'
import { untold } from '../listed'
import { positionOf, type Position } from '../position'
import { isDeclared, isHeld, rightOn, type RightToday } from '../rights'
import { familiesOf, productsOf, type WholeEstate } from './estate'

export type Outcome = Position & { productId: string }

/** The position of every product, counted from the beginning by the rule that the database counts by. */
export function outcomesOf(whole: WholeEstate): Outcome[] {
  const rights = whole.rights.filter(isHeld).map((right) => rightOn(whole.day, right, whole.releases))
  const [untoldSoftware, untoldSystems] = [untold(whole.machines, false), untold(whole.machines, true)]
  const stale = (productId: string) => (whole.systems.has(productId) ? untoldSystems : untoldSoftware)
  const askedFor = productsOf(whole)
  return familiesOf(whole).flatMap((family) => {
    const own = new Set(family)
    const isOwn = ({ productId }: { productId: string }) => own.has(productId)
    const installations = whole.installations.filter(isOwn)
    const held = rights.filter(isOwn)
    const ids = new Set(held.map(({ id }) => id))
    const assignments = whole.assignments.filter(({ entitlementId }) => ids.has(entitlementId))
    const allCoverage = cover({ installations, rights: held, assignments, parts: whole.parts })
    const productOf = new Map(installations.map(({ id, productId }) => [id, productId]))
    const coverageOf = Map.groupBy(allCoverage, ({ installationId }) => productOf.get(installationId)!)
    return family.map((productId) => {
      const its = held.filter((right) => right.productId === productId)
      const asked = whole.questions.filter((question) => question.productId === productId)
      const position = positionOf({
        coverage: coverageOf.get(productId) ?? [],
        allCoverage,
        rights: its,
        assignments,
        declared: declaredUnits(whole, productId, its),
        unknown:
          new Set(asked.map(({ computerId }) => computerId)).size +
          (askedFor.has(productId) ? stale(productId) : 0),
        regularized: whole.regularized.has(productId),
      })
      return { productId, ...position }
    })
  })
}

/** Units in use where no list can count them: declared, or computed from the sizes of the computers; null: unknown. */
function declaredUnits(whole: WholeEstate, productId: string, rights: readonly RightToday[]): number | null {
  const declared = whole.declared.get(productId)
  if (declared !== undefined) return declared
  const [measure] = rights
    .filter((right) => right.obstacle === null && isDeclared(right))
    .filter(({ metric }) => metric === 'core-points' || metric === 'processor-points')
    .toSorted((a, b) => (a.no < b.no ? -1 : 1))
  if (!measure) return null
  const on = new Set(
    whole.installations.filter((it) => it.productId === productId).map(({ computerId }) => computerId),
  )
  const sizes = whole.machines
    .filter(({ id }) => on.has(id))
    .map(({ cores, sockets }) => (measure.metric === 'core-points' ? cores : sockets))
  if (sizes.length === 0 || sizes.includes(null)) return null
  const { minimum = 0, factor = 1 } = measure.rights as { minimum?: number; factor?: number }
  return Math.ceil(sizes.reduce<number>((sum, size) => sum + Math.max(size!, minimum) * factor, 0))
}
