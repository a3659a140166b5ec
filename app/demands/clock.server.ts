import { expireLinesDue } from './reactions.server'
import { refreshWishBands } from './wishes/bands.server'
import { closeInterestDue } from './wishes/commands.server'

/** What the clock moves in this room. */
export const clockMoves = [
  { name: 'demands.expire', run: expireLinesDue },
  { name: 'demands.bands', run: refreshWishBands },
  { name: 'demands.close-interest', run: closeInterestDue },
]
