import type { Locale } from '~/kernel/locale'
import type { Manner } from '../../support/browser'
import type { Newcomer } from '../../support/newcomers'
import { walkToAward } from './award'
import { walkToBids } from './bidding'
import { walkThroughDispute } from './dispute'
import { walkToDemand } from './needs'
import { walkInPublic } from './publicity'
import { walkToDelivery } from './purchase'
import { walkToPledge } from './round'
import { Walk } from './walk'

/** One purchase, from an enterprise's inventory to its compliance and a settled case. */
export function walkFromNeedToPeace(manner: Manner & { locale: Locale }, enterprise: Newcomer) {
  const walk = new Walk(manner, enterprise)
  walkToDemand(walk)
  walkToPledge(walk)
  walkToBids(walk)
  walkToAward(walk)
  walkToDelivery(walk)
  walkThroughDispute(walk)
  walkInPublic(walk)
}
