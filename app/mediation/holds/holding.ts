import { addDays, dayOf, deadline, startOf, type Calendar } from '~/kernel/workdays'
import type { DeadlineKey, DeadlineRule } from '../deadlines'
import type { Ground } from '../intake/grounds'

/** Above this the head decides as well, fen. */
export const headAbove = 50_000_000n

/** Held at most so many days longer than the longest case. */
const grace = 30

const longestWay: readonly DeadlineKey[] = [
  'admission',
  'response',
  'response_extension',
  'negotiation',
  'ranking',
  'appointment',
  'disclosure',
  'objection',
  'decision',
  'first_contact',
  'length_most',
  'text',
  'signing',
]

/** When a hold ends at the latest: every period of the procedure used to its last day, and thirty days. */
export function holdEnd(
  from: Date,
  rules: Readonly<Record<DeadlineKey, DeadlineRule>>,
  calendar: Calendar,
): Date {
  const last = longestWay.reduce(
    (day, key) => deadline(calendar, day, rules[key].amount, rules[key].unit).lastDay,
    dayOf(from),
  )
  return startOf(addDays(last, grace + 1))
}

type Request = { grounds: readonly Ground[]; hasEvidence: boolean; amount: bigint }

/** Who decides on a provisional hold at admission: the rule itself where the record shows the ground, else a person. */
export function whoDecides({ grounds, hasEvidence, amount }: Request): 'rule' | 'registrar' | 'head' {
  if (amount > headAbove) return 'head'
  const shown = grounds.some((ground) => ground === 'not_delivered' || ground === 'not_working')
  return shown && hasEvidence ? 'rule' : 'registrar'
}
