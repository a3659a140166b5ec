import type { Meaning } from '~/design/meaning'
import type { Obligation } from '../settlements/fulfilling.server'

/** How the state of a promise looks, wherever one is listed. */
export const obligationMeanings: Record<Obligation['state'], Meaning> = {
  open: 'info',
  met: 'ok',
  late: 'risk',
  breached: 'risk',
  released: 'quiet',
}
