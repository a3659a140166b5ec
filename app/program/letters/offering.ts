import { addDays, addMonths, type Day } from '~/kernel/workdays'
import type { LetterState } from '../lifecycle'

/** So many days before its end a signed letter may be renewed, and its seller is reminded. */
export const renewalDays = 30

/** Why no letter is offered to a seller now; null when one may be. Days in Shanghai. */
export function whyNotOffer(letters: readonly { state: LetterState; expiresOn: Day }[], today: Day) {
  if (letters.some(({ state }) => state === 'offered')) return 'letter-waits'
  const stands = letters.some(
    ({ state, expiresOn }) => state === 'signed' && expiresOn > addDays(today, renewalDays),
  )
  return stands ? 'letter-stands' : null
}

/** A letter signed within its time stands until the day so many months after it was offered. */
export const endOf = (today: Day, months: number): Day => addMonths(today, months)
