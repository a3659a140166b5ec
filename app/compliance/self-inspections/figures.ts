import type { sourceTypes } from '~/licenses/entitlements/form'
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

/** Where the right to a software comes from 来源类型, as the official form has it. */
export type SourceType = (typeof sourceTypes)[number]

/** A line of the official form: one edition and release from one source; sums of lines are the product's figures. */
export type SoftwareFigures = {
  no: string
  productId: string
  nameZh: string
  nameEn: string
  category: string
  domestic: boolean
  version: string
  versionEn: string
  sources: SourceType[]
  sets: number
  licenses: number
  installed: number
  covered: number
  gap: number
  /** fen */
  amount: string | null
  licenseNos: string[]
  /** the latest end; null: perpetual, or no license at all */
  validUntil: Day | null
  evidence: string[]
}

/** Computers in use of one class, owned or leased, connected or not. */
export type ComputerGroup = {
  class: 'desktop' | 'laptop' | 'server' | 'other'
  tenure: 'owned' | 'leased'
  network: 'connected' | 'isolated'
  computers: number
}

/** The unit as it is registered on the day. */
export type UnitFigures = {
  scale: string | null
  ownership: string | null
  sectorZh: string | null
  sectorEn: string | null
  districtZh: string | null
  districtEn: string | null
}

/**
 * What the form states of a day; frozen when it is submitted. Forms that were submitted before the known share, the lines by
 * edition, the groups of computers and the unit were told lack them.
 */
export type Figures = {
  products: ProductFigures[]
  computers: ComputerFigures
  known?: Known
  software?: SoftwareFigures[]
  groups?: ComputerGroup[]
  unit?: UnitFigures
}

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
