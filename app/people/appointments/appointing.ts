export const duties = ['leader', 'liaison'] as const
export type Duty = (typeof duties)[number]

type Appointment = { personId: string | null; dueOn: string }

/** Where the naming of a unit's leader or liaison stands on a day. */
export function standingOf(
  its: Appointment | undefined,
  today: string,
): 'named' | 'due' | 'late' | 'unasked' {
  if (!its) return 'unasked'
  if (its.personId) return 'named'
  return its.dueOn < today ? 'late' : 'due'
}

/** Why this person is not named; null when they are: someone of the unit who holds the duty, and not who holds it already. */
export function whyNotAppoint(
  personId: string,
  able: readonly { id: string }[],
  standing: Appointment | undefined,
) {
  if (!able.some(({ id }) => id === personId)) return 'not-of-unit'
  return standing?.personId === personId ? 'appointed-already' : null
}
