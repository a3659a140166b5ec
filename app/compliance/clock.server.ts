import { offerRemovals } from './blacklist/removals.server'

/** What the calendar and arriving facts do with the official procedure. */
export const clockMoves = [{ name: 'compliance.removals', run: offerRemovals }]
