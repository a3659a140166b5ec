import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { receiveEvent } from './events.server'
import type { StripeRail } from './rail.server'

/** Takes in what Stripe has told since then, the oldest first; what is known already changes nothing. */
export async function takeMissed(db: Kysely<Database>, rail: StripeRail, since: Date) {
  const missed = await rail.stripe.events
    .list({ created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 })
    .autoPagingToArray({ limit: 10_000 })
  for (const event of missed.toReversed()) await receiveEvent(db, rail, event)
  return missed.length
}
