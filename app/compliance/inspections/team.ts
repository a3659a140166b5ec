import type { Day } from '~/kernel/workdays'

type Plan = { team: readonly string[]; visitOn: Day; pool: readonly string[]; interested: readonly string[] }
type Period = { startsOn: Day; endsOn: Day }

/** Why a visit may not be announced so; null when it may: two of the pool, none with an interest, within the period. */
export function whyNotAnnounce(
  { team, visitOn, pool, interested }: Plan,
  { startsOn, endsOn }: Period,
  today: Day,
) {
  if (new Set(team).size < 2) return 'team-of-two'
  if (!team.every((id) => pool.includes(id))) return 'team-outside-pool'
  if (interested.length > 0) return 'team-interested'
  if (visitOn < startsOn || visitOn > endsOn || visitOn < today) return 'visit-outside-period'
  return null
}
