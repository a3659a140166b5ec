/** A name on the roster; `place` is its position there. */
export type RosterEntry = {
  mediatorId: string
  place: number
  openCases: number
  maxOpen: number
  isActive: boolean
}

export const rankedAtMost = 5

/** Why a mediator cannot be ranked or appointed; null when they can. */
export function whyNotSelect(
  { isActive, openCases, maxOpen }: RosterEntry,
  isBodyLicensed: boolean,
): 'body-license-expired' | 'mediator-inactive' | 'mediator-full' | null {
  if (!isBodyLicensed) return 'body-license-expired'
  if (!isActive) return 'mediator-inactive'
  if (openCases >= maxOpen) return 'mediator-full'
  return null
}

/** Why a secret ranking cannot be handed in; null when it can. */
export function whyNotRank(ranking: readonly string[], selectable: readonly string[]) {
  if (ranking.length === 0) return 'ranking-empty'
  if (ranking.length > rankedAtMost) return 'ranking-too-long'
  if (new Set(ranking).size < ranking.length) return 'ranked-twice'
  if (ranking.some((mediatorId) => !selectable.includes(mediatorId))) return 'not-selectable'
  return null
}

/**
 * The name that both sides have ranked with the lowest sum of ranks; at a tie the one with fewer open cases, then
 * the earlier on the roster. Null when they have none in common: then the body appoints.
 */
export function matchRankings(
  one: readonly string[],
  other: readonly string[],
  roster: readonly RosterEntry[],
): string | null {
  const common = roster.filter(({ mediatorId }) => one.includes(mediatorId) && other.includes(mediatorId))
  const sum = ({ mediatorId }: RosterEntry) => one.indexOf(mediatorId) + other.indexOf(mediatorId)
  const best = common.toSorted((a, b) => sum(a) - sum(b) || a.openCases - b.openCases || a.place - b.place)
  return best[0]?.mediatorId ?? null
}
