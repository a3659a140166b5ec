import { moveAuthorizationsDue } from './authorizations/clock.server'
import { foldDeltas, refreshBands } from './pledges/figures.server'
import { freezeDue } from './pledges/freeze.server'
import { moveQualificationsDue } from './qualifications/clock.server'

/** What the clock moves in this room. */
export const clockMoves = [
  { name: 'rounds.freeze', run: freezeDue },
  { name: 'rounds.fold', run: foldDeltas },
  { name: 'rounds.bands', run: refreshBands },
  { name: 'rounds.qualifications', run: moveQualificationsDue },
  { name: 'rounds.authorizations', run: moveAuthorizationsDue },
]
