import type { Day } from '~/kernel/workdays'
import type { Assignment, Installation } from '../coverage'
import type { Listed } from '../listed'
import { isHeld, type Release, type Right } from '../rights'

/** A computer as far as it counts: who uses it and where, and its size for servers. */
export type Machine = {
  id: string
  no: string
  department: string | null
  personId: string | null
  siteId: string | null
  cores: number | null
  sockets: number | null
  isInUse: boolean
  listed: Listed
}

/** Everything that an organization's positions are counted from. */
export type WholeEstate = {
  day: Day
  machines: readonly Machine[]
  installations: readonly Installation[]
  rights: readonly Right[]
  releases: readonly Release[]
  assignments: readonly Assignment[]
  parts: readonly { suiteId: string; partId: string }[]
  /** units that somebody declared, by product */
  declared: ReadonlyMap<string, number>
  /** products that are operating systems: other lists tell of them */
  systems: ReadonlySet<string>
  /** computers that run something unrecognized which may be a product */
  questions: readonly { productId: string; computerId: string }[]
  /** products whose gap of the last 24 months is on record */
  regularized: ReadonlySet<string>
}

/** An edition as it is usually sold. */
export type Sold = {
  id: string
  productId: string
  metric: string
  term: Right['term']
  termMonths: number | null
  household: boolean
  rights: Right['rights']
  /** fen for a unit; null without a reference price */
  price: bigint | null
}

/** What an order still brings. */
export type Coming = {
  orderId: string
  lineId: string
  editionId: string
  releaseId: string | null
  metric: string
  term: Right['term']
  quantity: number
  startsOn: Day | null
  endsOn: Day | null
  termMonths: number | null
  rights: Right['rights'] & { purpose?: Right['purpose'] }
}

export type Market = { editions: readonly Sold[]; coming: readonly Coming[] }

/** Products that are seen, held, declared or asked about; lists that are missing raise no question of any other. */
export const productsOf = ({ installations, rights, declared, questions }: WholeEstate) =>
  new Set([
    ...installations.map(({ productId }) => productId),
    ...rights.filter(isHeld).map(({ productId }) => productId),
    ...declared.keys(),
    ...questions.map(({ productId }) => productId),
  ])

/** Products that share units stand together: a suite, its parts, and the other suites of those parts. */
export function familiesOf(whole: WholeEstate): string[][] {
  const { parts } = whole
  const rest = productsOf(whole)
  return [...rest].flatMap((root) => {
    if (!rest.has(root)) return []
    const family = new Set([root])
    for (const member of family)
      for (const { suiteId, partId } of parts) {
        if (suiteId === member) family.add(partId)
        if (partId === member) family.add(suiteId)
      }
    for (const member of family) rest.delete(member)
    return [[...family]]
  })
}
