import { type Kysely, sql } from 'kysely'
import Stripe from 'stripe'
import type { Database } from '~db/schema'
import { closeBreak, openBreak } from '../break.server'
import { type Effect, effectOf } from './effects.server'
import { apiVersion, type StripeRail } from './rail.server'
import type { Parked } from './seeing.server'

type Db = Kysely<Database>

/**
 * Takes in a signed event: Stripe is asked where the event alone is not enough, then the event and its effect are kept
 * in one transaction. A known one changes nothing; one that cannot be understood is parked for the office.
 */
export async function receiveEvent(db: Db, rail: StripeRail, event: Stripe.Event): Promise<void> {
  const known = await db.selectFrom('stripeEvents').select('id').where('id', '=', event.id).executeTakeFirst()
  if (known) return
  const effect = await effectOrPark(rail, event)
  await db.transaction().execute((tx) => takeIn(tx, event, effect))
}

/** Keeps an event with its effect; a known one changes nothing. */
export async function takeIn(tx: Db, event: Stripe.Event, effect: Effect) {
  if (await keep(tx, event)) await apply(tx, event, effect)
}

/** An officer asks that a kept event is looked at again: what it means is asked of Stripe anew. */
export async function replayEvent(db: Db, rail: StripeRail, eventId: string): Promise<void> {
  const event = await rail.stripe.events.retrieve(eventId).catch((error: unknown) => {
    // Stripe keeps events for thirty days; what it told is here, and how things stand is asked anew all the same.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return keptEvent(db, eventId)
    throw error
  })
  const effect = await effectOrPark(rail, event)
  await db.transaction().execute(async (tx) => {
    await keep(tx, event)
    await sql`select id from stripe_events where id = ${eventId} for update`.execute(tx)
    await apply(tx, event, effect)
  })
}

async function keptEvent(db: Db, eventId: string) {
  const { payload } = await db
    .selectFrom('stripeEvents')
    .select('payload')
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow()
  return payload as unknown as Stripe.Event
}

async function effectOrPark(rail: StripeRail, event: Stripe.Event): Promise<Effect> {
  if (event.livemode !== (rail.mode === 'live')) return async () => 'other-mode'
  if (event.api_version !== apiVersion) return async () => 'other-version'
  return effectOf(rail, event)
}

async function apply(tx: Db, event: Stripe.Event, effect: Effect) {
  const parked = await effect(tx)
  await tx
    .updateTable('stripeEvents')
    .set({ parked, handledAt: parked ? null : sql<Date>`clock_timestamp()` })
    .where('id', '=', event.id)
    .execute()
  if (parked) await openBreak(tx, { kind: 'event-parked', subject: event.id, currency: null })
  else await closeBreak(tx, 'event-parked', event.id)
}

/** Answers whether it was new. */
async function keep(tx: Db, event: Stripe.Event): Promise<boolean> {
  const { rows } = await sql`
    insert into stripe_events (id, type, created, livemode, api_version, object_id, payload)
    values (${event.id}, ${event.type}, ${new Date(event.created * 1000)}, ${event.livemode}, ${event.api_version},
      ${objectIdOf(event)}, ${JSON.stringify(event)}::jsonb)
    on conflict (id) do nothing returning id`.execute(tx)
  return rows.length > 0
}

const objectIdOf = (event: Stripe.Event) => (event.data.object as { id?: string }).id ?? null

export type { Parked }
