import { sha256Hex } from '~/kernel/sha256'
import type { Day } from '~/kernel/workdays'

/** Whom a campaign calls; an empty list means all. */
export type Scope = {
  districts: readonly string[]
  sectors: readonly string[]
  ownerships: readonly string[]
  statuses: readonly string[]
}

export type Candidate = {
  uscc: string
  district: string | null
  sector: string | null
  ownership: string | null
  status: string
}

const among = (list: readonly string[], value: string | null) =>
  list.length === 0 || (value !== null && list.includes(value))

/** Whether the campaign calls this enterprise; a sector `C` holds `C34`. */
export const isCalled = ({ districts, sectors, ownerships, statuses }: Scope, its: Candidate) =>
  among(districts, its.district) &&
  (sectors.length === 0 || sectors.some((sector) => its.sector?.startsWith(sector))) &&
  among(ownerships, its.ownership) &&
  among(statuses, its.status)

/** A district may set an earlier day, never a later one. */
export function dueOf(
  { dueOn, districtDues }: { dueOn: Day; districtDues: Record<string, Day> },
  district: string | null,
) {
  const own = district === null ? undefined : districtDues[district]
  return own !== undefined && own < dueOn ? own : dueOn
}

/** The list as it was when the campaign opened: sorted credit codes, one per line. */
export const frameOf = (codes: readonly string[]) =>
  sha256Hex(
    codes
      .toSorted()
      .map((code) => `${code}\n`)
      .join(''),
  )

/** Why a campaign may not open with these; null when it may. */
export function whyNotOpen({ dueOn, called }: { dueOn: Day; called: number }, today: Day) {
  if (dueOn < today) return 'campaign-due-passed'
  return called === 0 ? 'campaign-calls-nobody' : null
}
