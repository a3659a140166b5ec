import { dayField } from '~/kernel/fields'
import { addDays } from '~/kernel/workdays'
import { warnDays } from './applying'
import type { CriteriaSet, Criterion, Requirement } from './criteria'

/** What a vendor has answered to one requirement. */
export type Response = { value: string | null; fileId: string | null }
export type Responses = Readonly<Record<string, Response | undefined>>

/** What an officer found wanting, by requirement, with the words for the vendor. */
export type Wanting = Readonly<Record<string, string | undefined>>

const largest = 1_000_000_000

export type Shortfall =
  | 'unanswered'
  | 'not-yes'
  | 'not-a-number'
  | 'too-little'
  | 'too-much'
  | 'not-a-day'
  | 'over'
  | 'no-evidence'
  | 'found-wanting'

/** What is missing for a requirement on a day (`YYYY-MM-DD`); null when it is met. */
export function shortfallOf(
  { code, type, evidence, least = 0, most = largest }: Requirement,
  responses: Responses,
  today: string,
  wanting: Wanting = {},
): Shortfall | null {
  const { value = null, fileId = null } = responses[code] ?? {}
  if (type === 'file') return fileId === null ? 'no-evidence' : found(code, wanting)
  if (value === null || value === '') return 'unanswered'
  if (type === 'yes' && value !== 'yes') return 'not-yes'
  if (type === 'number') {
    if (!/^\d{1,9}$/.test(value)) return 'not-a-number'
    if (Number(value) < least) return 'too-little'
    if (Number(value) > most) return 'too-much'
  }
  if (type === 'date') {
    if (!dayField.safeParse(value).success) return 'not-a-day'
    if (value < today) return 'over'
  }
  return evidence && fileId === null ? 'no-evidence' : found(code, wanting)
}

/** Whether a day that was answered is not over yet, but will be so soon that its vendor should see to it. */
export function endsSoon(
  { code, type }: Pick<Requirement, 'code' | 'type'>,
  responses: Responses,
  today: string,
) {
  const value = responses[code]?.value
  return type === 'date' && !!value && dayField.safeParse(value).success && value >= today && value < addDays(today, warnDays) // oxfmt-ignore
}

const found = (code: string, wanting: Wanting) =>
  wanting[code] === undefined ? null : ('found-wanting' as const)

/** Which requirements of a set are met: all criteria must be, each by one of its groups, a group by all it requires. */
export function checklistOf(set: CriteriaSet, responses: Responses, today: string, wanting: Wanting = {}) {
  const criteria = set.criteria.map((criterion: Criterion) => {
    const groups = criterion.groups.map((group) => {
      const requirements = group.requirements.map((requirement) => ({
        ...requirement,
        short: shortfallOf(requirement, responses, today, wanting),
        ending: endsSoon(requirement, responses, today),
      }))
      return { ...group, requirements, met: requirements.every(({ short }) => short === null) }
    })
    return { ...criterion, groups, met: groups.some(({ met }) => met) }
  })
  return { criteria, met: criteria.every(({ met }) => met) }
}

export type Checklist = ReturnType<typeof checklistOf>
export type ListedCriterion = Checklist['criteria'][number]
export type ListedRequirement = ListedCriterion['groups'][number]['requirements'][number]

/** The group of a criterion that lacks least, the first of several: what the vendor most likely means to meet. */
export const nearest = ({ groups }: ListedCriterion) =>
  groups.reduce((best, group) => (lacks(group) < lacks(best) ? group : best))

const lacks = ({ requirements }: ListedCriterion['groups'][number]) =>
  requirements.filter(({ short }) => short !== null).length

/** What is still missing, by the nearest group of every criterion that is not met. */
export const missingOf = ({ criteria }: Checklist): ListedRequirement[] =>
  criteria
    .filter(({ met }) => !met)
    .flatMap((criterion) => nearest(criterion).requirements.filter(({ short }) => short !== null))
