/** What an organization said a title is: ids of the catalog, or a class alone. */
export type Saying = {
  class: string
  productId: string | null
  editionId: string | null
  releaseId: string | null
}

export type Common = Saying & { state: 'offered' | 'active' | 'frozen' | 'refused' }

const ENOUGH = 2

/** The same in every part. */
export const isAlike = (one: Saying, other: Saying) =>
  one.class === other.class &&
  one.productId === other.productId &&
  one.editionId === other.editionId &&
  one.releaseId === other.releaseId

/** Both cannot be true: another product or class, or another edition or release where both name one. */
export const contradicts = (one: Saying, other: Saying) =>
  one.class !== other.class ||
  one.productId !== other.productId ||
  (one.editionId !== null && other.editionId !== null && one.editionId !== other.editionId) ||
  (one.releaseId !== null && other.releaseId !== null && one.releaseId !== other.releaseId)

/**
 * What follows from what organizations, each once, say of one title today (inventory.md §9.4): two alike and none
 * otherwise are offered to all, unless the office has refused just that; who contradicts what is offered or released
 * freezes it; an offer that too few still back is withdrawn.
 */
export function weigh(
  sayings: readonly Saying[],
  commons: readonly Common[],
): { move: 'offer'; saying: Saying } | { move: 'freeze' | 'withdraw' } | null {
  const common = commons.find(({ state }) => state !== 'refused')
  if (common?.state === 'frozen') return null
  if (common) {
    if (sayings.some((one) => contradicts(one, common))) return { move: 'freeze' }
    const backing = sayings.filter((one) => isAlike(one, common)).length
    return common.state === 'offered' && backing < ENOUGH ? { move: 'withdraw' } : null
  }
  const offered = sayings.find((one) => sayings.filter((other) => isAlike(one, other)).length >= ENOUGH)
  if (!offered || sayings.some((one) => contradicts(one, offered))) return null
  return commons.some((one) => isAlike(one, offered)) ? null : { move: 'offer', saying: offered }
}
