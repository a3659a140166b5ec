import type { Day } from '~/kernel/workdays'
import { isInTerm } from '~/licenses/terms'

/** A release of a product; ranks rise with time (catalog order). */
export type Release = { id: string; productId: string; code: string; rank: number; releasedOn: Day | null }

/** An entitlement as far as it decides what it may cover. */
export type Right = {
  id: string
  no: string
  productId: string
  editionId: string
  releaseId: string | null
  metric: string
  /** null only for a site */
  quantity: number | null
  siteId: string | null
  state: string
  hasEvidence: boolean
  term: 'perpetual' | 'subscription' | 'evaluation'
  startsOn: Day
  endsOn: Day | null
  maintenanceUntil: Day | null
  channel: string
  purpose: 'commercial' | 'academic' | 'household'
  boundComputerId: string | null
  rights: { downgradeFrom?: string | null; upgrade?: string; devicesPerUser?: number }
}

export const refusals = [
  'other-product',
  'other-edition',
  'suspended',
  'not-in-term',
  'evaluation',
  'academic',
  'household',
  'release-too-new',
  'release-too-old',
  'bound-elsewhere',
] as const
export type Refusal = (typeof refusals)[number]

/** A right with what follows from it on a day: the ranks it covers and what keeps it from counting. */
export type RightToday = Right & {
  lo: number
  hi: number
  obstacle: Refusal | null
  bound: boolean
  devices: number
}

export type Installed = { productId: string; editionId: string | null; rank: number; computerId: string }

const declaredMetrics = ['concurrent-user', 'client-access', 'core-points', 'processor-points']

/** Metrics whose units no inventory counts; they are declared or computed. */
export const isDeclared = ({ metric, siteId }: Pick<Right, 'metric' | 'siteId'>) =>
  declaredMetrics.includes(metric) || (metric === 'custom-metric' && siteId === null)

/** Rights that exist at all: what is claimed without evidence, revoked, superseded or retired is zero. */
export const isHeld = ({ state, hasEvidence }: Pick<Right, 'state' | 'hasEvidence'>) =>
  state === 'active' || state === 'suspended' || (state === 'claimed' && hasEvidence)

/**
 * What a right is worth on a day. It covers ranks lo to hi: lo is the release it may be downgraded to, hi its
 * own, the newest dated within maintenance, or any (compliance.md §3.2).
 */
export function rightOn(day: Day, right: Right, releases: readonly Release[]): RightToday {
  const bound = right.channel === 'oem' || right.metric === 'appliance' || right.boundComputerId !== null
  const isPersonal = right.metric === 'user' || right.metric === 'named-user'
  const devices = isPersonal ? Math.max(1, right.rights.devicesPerUser ?? 1) : 1
  return { ...right, ...ranksOf(right, releases), obstacle: obstacleOn(day, right), bound, devices }
}

/** Why a right does not cover an installation on its day; null when it does. */
export function whyNotCover(right: RightToday, installed: Installed): Refusal | null {
  if (right.productId !== installed.productId) return 'other-product'
  if (right.editionId !== installed.editionId) return 'other-edition'
  if (right.obstacle) return right.obstacle
  if (installed.rank > right.hi) return 'release-too-new'
  if (installed.rank < right.lo) return 'release-too-old'
  if (right.bound && right.boundComputerId !== installed.computerId) return 'bound-elsewhere'
  return null
}

function obstacleOn(day: Day, right: Right): Refusal | null {
  if (right.state === 'suspended') return 'suspended'
  if (!isInTerm(right, day)) return 'not-in-term'
  if (right.term === 'evaluation') return 'evaluation'
  return right.purpose === 'commercial' ? null : right.purpose
}

function ranksOf(right: Right, releases: readonly Release[]): { lo: number; hi: number } {
  const products = releases.filter(({ productId }) => productId === right.productId)
  const own = products.find(({ id }) => id === right.releaseId)?.rank
  if (own === undefined) return { lo: -Infinity, hi: Infinity }
  const older = products.find(({ code }) => code === right.rights.downgradeFrom)?.rank ?? own
  const { maintenanceUntil } = right
  const maintained = products
    .filter(
      ({ releasedOn }) => releasedOn !== null && maintenanceUntil !== null && releasedOn <= maintenanceUntil,
    )
    .map(({ rank }) => rank)
  const upgrades: Record<string, number> = { any: Infinity, maintenance: Math.max(own, ...maintained) }
  return { lo: Math.min(own, older), hi: upgrades[right.rights.upgrade ?? 'none'] ?? own }
}
