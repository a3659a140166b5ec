import { revokeDoubtful } from '~/licenses/certificates/reactions.server'
import { openDue } from './blacklist/adjustment.server'
import { offerRemovals } from './blacklist/removals.server'
import { remindOfCampaigns } from './campaigns/clock.server'
import { forgetOriginals } from './inventories/originals.server'
import { closeHeard } from './inspections/closing.server'
import { keepQuarters } from './pilots/clock.server'
import { reconcilePositions, turnDay } from './positions/clock.server'
import { noticeOrders } from './rectifications/clock.server'
import { escalateReviews } from './self-inspections/clock.server'

/** What the calendar and arriving facts do with the official procedure. */
export const clockMoves = [
  { name: 'compliance.day', run: turnDay },
  { name: 'compliance.reconciliation', run: reconcilePositions },
  { name: 'compliance.campaigns', run: remindOfCampaigns },
  { name: 'compliance.reviews', run: escalateReviews },
  { name: 'compliance.rectifications', run: noticeOrders },
  { name: 'compliance.inspections', run: closeHeard },
  { name: 'compliance.pilots', run: keepQuarters },
  { name: 'compliance.removals', run: offerRemovals },
  { name: 'compliance.blacklist', run: openDue },
  { name: 'compliance.certificates', run: revokeDoubtful },
  { name: 'compliance.originals', run: forgetOriginals },
]
