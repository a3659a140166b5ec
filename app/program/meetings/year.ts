import type { Day } from '~/kernel/workdays'

type Meeting = { kind: 'plenary' | 'liaison'; state: string; day: Day }

/**
 * What a year of the joint conference lacks: it meets in plenary once or twice a year. `no-plenary` when none was held
 * or is planned, `plenary-unheld` when the last quarter begins with none held; null when all is well.
 */
export function lackOf(meetings: readonly Meeting[], today: Day): 'no-plenary' | 'plenary-unheld' | null {
  const year = today.slice(0, 4)
  const plenaries = meetings.filter(
    ({ kind, state, day }) => kind === 'plenary' && state !== 'canceled' && day.startsWith(year),
  )
  if (plenaries.length === 0) return 'no-plenary'
  const held = plenaries.some(({ state }) => state === 'held' || state === 'minutes_approved')
  return !held && today >= `${year}-10-01` ? 'plenary-unheld' : null
}

/** A resolution that nobody finished by its day. */
export const isOverdue = ({ state, dueOn }: { state: string; dueOn: Day }, today: Day) =>
  state === 'open' && today > dueOn
