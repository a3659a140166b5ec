import type { Day } from '~/kernel/workdays'
import { type Checked, type Finding, points } from './checklist'

type Visit = { visitedOn: Day; checklist: Checked; finding: Finding; remark: string; photos: number }

/** Points that a finding of the kind rests on: one of them must have been found wrong. */
const shownBy: Record<Finding, readonly string[]> = {
  none: [],
  preinstalled: ['machines'],
  pirated_copies: ['shelf'],
  online: ['online'],
  other: points,
}

/** Why a visit may not be recorded like this; null when it may. What accuses someone says what was seen and shows it. */
export function whyNotRecord({ visitedOn, checklist, finding, remark, photos }: Visit, today: Day) {
  if (visitedOn > today) return 'visit-to-come'
  if (points.every((point) => (checklist[point] ?? 'skipped') === 'skipped')) return 'nothing-checked'
  const wrong = points.filter((point) => checklist[point] === 'bad')
  if (finding === 'none') return wrong.some((point) => point !== 'letter') ? 'wrong-without-finding' : null
  if (!wrong.some((point) => shownBy[finding].includes(point))) return 'finding-unshown'
  if (remark.trim().length < 4) return 'finding-without-words'
  return photos === 0 ? 'finding-without-photo' : null
}
