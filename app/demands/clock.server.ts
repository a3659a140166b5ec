import { expireLinesDue } from './reactions.server'
import { closeInterestDue } from './wishes.server'

/** What the clock moves in this room. */
export const clockMoves = [
  { name: 'demands.expire', run: expireLinesDue },
  { name: 'demands.close-interest', run: closeInterestDue },
]
