import { addMonths, dayOf, hourOf } from '~/kernel/workdays'
import type { PriceWatchState } from '../lifecycle'

/** Until when a price is protected 最惠价: so many months after the confirmation, to the end of that day. */
export const protectedUntil = (confirmedAt: Date | null, months: number): Date | null =>
  confirmedAt && months > 0 ? hourOf(addMonths(dayOf(confirmedAt), months), 24) : null

type Claim = { bought: boolean; until: Date | null; price: bigint; lowerPrice: bigint }

/** Why no lower price can be claimed now; null when it can. */
export function whyNotClaim({ bought, until, price, lowerPrice }: Claim, now: Date) {
  if (!bought) return 'watch-not-bought'
  if (!until || now >= until) return 'watch-over'
  return lowerPrice < price ? null : 'watch-not-lower'
}

type Watch = { state: PriceWatchState; answerDue: Date }

/** Why the vendor cannot answer now; null when it can. */
export function whyNotAnswer({ state, answerDue }: Watch, now: Date) {
  if (state !== 'raised') return 'already-moved'
  return now >= answerDue ? 'reply-too-late' : null
}

/** Why the office cannot decide now; null when it can: once the vendor has answered, or its time is over. */
export function whyNotDecide({ state, answerDue }: Watch, now: Date) {
  if (state === 'answered') return null
  if (state !== 'raised') return 'already-moved'
  return now >= answerDue ? null : 'reply-awaited'
}
