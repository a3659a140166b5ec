/** An open need as the board pools it. */
export type Need = {
  editionId: string | null
  classId: string | null
  /** of an edition: its product, and the classes that it belongs to */
  productId: string | null
  classIds: readonly string[]
  metric: string
  term: string
  termMonths: number | null
  organizations: number
  quantity: number
}

export type Grounds = 'same-class' | 'same-product'

/** Needs that are proposed to be bought as one: as any member of a class, or as the edition that most of them ask for. */
export type Proposal = {
  grounds: Grounds
  into: { classId: string; editionId: null } | { classId: null; editionId: string }
  needs: Need[]
  quantity: number
}

/**
 * Which needs are alike enough to be bought as one lot: those of one class, however they name it; else those of one
 * product in different editions or terms, as the edition of the largest. One need stands in one proposal at most, a need
 * alone in none; the largest proposal first.
 */
export function proposeMerges(needs: readonly Need[]): Proposal[] {
  const classes = [...new Set(needs.flatMap(classesOf))].toSorted()
  const free = new Set(needs)
  const byClass = classes
    .map((id) => ({ id, needs: needs.filter((need) => classesOf(need).includes(id)) }))
    .toSorted((a, b) => total(b.needs) - total(a.needs) || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, needs: some }) => {
      const its = some.filter((need) => free.has(need))
      if (its.length < 2) return []
      for (const need of its) free.delete(need)
      return [proposal('same-class', { classId: id, editionId: null }, its)]
    })
  const left = [...free].filter(({ productId }) => productId !== null)
  const byProduct = Object.values(Object.groupBy(left, ({ productId }) => productId!))
    .filter((some = []) => some.length > 1)
    .map((some = []) => {
      const its = some.toSorted(largestFirst)
      return proposal('same-product', { classId: null, editionId: its[0]!.editionId! }, its)
    })
  return [...byClass, ...byProduct].toSorted((a, b) => b.quantity - a.quantity || (keyOf(a) < keyOf(b) ? -1 : 1)) // oxfmt-ignore
}

const classesOf = ({ classId, classIds }: Need) => (classId ? [classId] : classIds)
const total = (needs: readonly Need[]) => needs.reduce((sum, { quantity }) => sum + quantity, 0)
const largestFirst = (a: Need, b: Need) => b.quantity - a.quantity || (needKey(a) < needKey(b) ? -1 : 1)

const proposal = (grounds: Grounds, into: Proposal['into'], needs: readonly Need[]): Proposal => ({
  grounds,
  into,
  needs: needs.toSorted(largestFirst),
  quantity: total(needs),
})

/** What tells one need of the board from another. */
export const needKey = ({ editionId, classId, metric, term, termMonths }: Omit<Need, 'productId' | 'classIds' | 'organizations' | 'quantity'>) =>
  [editionId ? `edition:${editionId}` : `class:${classId}`, metric, term, termMonths ?? ''].join(':') // oxfmt-ignore

/** What a proposal is known by: what it is bought as. */
export const keyOf = ({ into }: Pick<Proposal, 'into'>) =>
  into.classId ? `class:${into.classId}` : `edition:${into.editionId}`

/** In what the needs of a proposal differ, so that the reason can be told. */
export function differencesOf({ needs }: Pick<Proposal, 'needs'>): ('edition' | 'metric' | 'term')[] {
  const differ = (of: (need: Need) => unknown) => new Set(needs.map(of)).size > 1
  return [
    ...(differ(({ editionId, classId }) => editionId ?? classId) ? (['edition'] as const) : []),
    ...(differ(({ metric }) => metric) ? (['metric'] as const) : []),
    ...(differ(({ term, termMonths }) => `${term}${termMonths}`) ? (['term'] as const) : []),
  ]
}
