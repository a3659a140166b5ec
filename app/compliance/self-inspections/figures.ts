import type { Known } from '../known/share'
import type { Day } from '~/kernel/workdays'

/** One software product as the position has it: computed, never typed. */
export type ProductFigures = {
  productId: string
  slug: string
  nameZh: string
  nameEn: string
  category: string
  domestic: boolean
  installed: number
  entitled: number
  covered: number
  gap: number
  surplus: number
  undetermined: number
  unknown: number
  licenseNos: string[]
  validUntil: Day | null
}

export type ComputerFigures = {
  desktop: number
  laptop: number
  server: number
  other: number
  leased: number
  isolated: number
  /** in use */
  inUse: number
  inventoried: number
  /** with an enabled, up-to-date antivirus */
  protected: number
}

/** What the form states of a day; frozen when it is submitted. */
/** Forms that were submitted before the known share was told lack it. */
export type Figures = { products: ProductFigures[]; computers: ComputerFigures; known?: Known }

/** What only people know of the enterprise. */
export type Declared = {
  head?: string | null
  contact?: string | null
  headcount?: number | null
  isolated?: number | null
  isolatedBasis?: string | null
  coverageReason?: string | null
  remark?: string | null
}

export const actions = ['buy', 'join', 'uninstall', 'replace', 'other'] as const
export type Action = {
  productId: string
  action: (typeof actions)[number]
  quantity: number
  owner: string
  dueOn: Day
}

export const leastCoverage = 0.95

/** Which share of the computers in use has a young inventory; 1 for none. */
export const coverageOf = ({ inUse, inventoried }: ComputerFigures) => (inUse === 0 ? 1 : inventoried / inUse)

/** The first product whose gap no action closes in full. */
export const unanswered = (products: readonly ProductFigures[], planned: readonly Action[]) =>
  products.find(
    ({ productId, gap }) =>
      planned
        .filter((action) => action.productId === productId)
        .reduce((sum, { quantity }) => sum + quantity, 0) < gap,
  )

/** Why the form may not be handed in; null when it may. `gap-without-action` is about `unanswered`. */
export function whyNotSubmit(
  { products, computers }: Figures,
  { coverageReason }: Declared,
  planned: readonly Action[],
): 'coverage-needs-reason' | 'gap-without-action' | null {
  if (coverageOf(computers) < leastCoverage && !coverageReason?.trim()) return 'coverage-needs-reason'
  return unanswered(products, planned) ? 'gap-without-action' : null
}
