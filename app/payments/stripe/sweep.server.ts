import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { graceEnds } from '~/orders/dues/grace'
import { sendAnswers } from './answering.server'
import { lookAtBalanceHourly } from './balance.server'
import { expireCheckout, openCheckout } from './checkout.server'
import { takeMissed } from './missed.server'
import { type StripeRail, stripeRail } from './rail.server'
import { sendRefunds, tellUnlessAway } from './refunds.server'
import { seeSession } from './seeing.server'
import { driveAccounts } from '../transfers/accounts.server'
import { sendReversals } from '../transfers/reversing.server'
import { sendTransfers } from '../transfers/sending.server'
import { freeAvailable } from './transactions.server'

type Db = Kysely<Database>

/** What the worker does for the rail without being told: sends what was agreed to, asks for what was never answered. */
export async function tendStripe(db: Db) {
  const rail = stripeRail()
  if (!rail) return
  if (rail.transfers) await sendTransfers(db, rail)
  await sendReversals(db, rail)
  await sendRefunds(db, rail)
  await sendAnswers(db, rail)
  await driveAttempts(db, rail)
  await closeLate(db, rail)
  if (rail.transfers) await driveAccounts(db, rail)
  await sweepEvents(db, rail)
  await lookAtBalanceHourly(db, rail)
  await db.transaction().execute((tx) => freeAvailable(tx))
}

type Waiting = { id: string; state: string; sessionId: string | null }

/**
 * Tries that nobody has heard of: one without an answer asks again by its key, one whose page has stood for a quarter
 * of an hour is looked at. Each at most once in a few minutes.
 */
export async function driveAttempts(db: Db, rail: StripeRail) {
  const { rows } = await sql<Waiting>`
    update checkout_attempts set seen_at = clock_timestamp() where id in (
      select id from checkout_attempts where state in ('intended', 'open', 'processing')
        and coalesce(seen_at, asked_at) < clock_timestamp() - case when state = 'intended' then interval '1 minute' else interval '15 minutes' end
      order by coalesce(seen_at, asked_at) limit 20 for update skip locked)
    returning id, state, session_id`.execute(db)
  for (const attempt of rows) await driveAttempt(db, rail, attempt).catch(tellUnlessAway)
}

async function driveAttempt(db: Db, rail: StripeRail, { id, state, sessionId }: Waiting) {
  if (state === 'intended') return void (await openCheckout(db, rail, id))
  const session = await rail.stripe.checkout.sessions.retrieve(sessionId!, { expand: ['payment_intent'] })
  await db.transaction().execute((tx) => seeSession(tx, session))
}

/** Open pages of orders that nobody paid by the due and its grace are closed, so that the order can end (payments.md §2). */
export async function closeLate(db: Db, rail: StripeRail, now = new Date()) {
  const late = await db
    .selectFrom('orders')
    .innerJoin('checkoutAttempts', 'checkoutAttempts.orderId', 'orders.id')
    .select(['orders.id', 'orders.payDue'])
    .where('orders.state', '=', 'confirmed')
    .where('orders.received', '=', 0n)
    .where('orders.payDue', '<=', now)
    .where('checkoutAttempts.state', 'in', ['intended', 'open'])
    .orderBy('orders.payDue')
    .limit(20)
    .execute()
  if (late.length === 0) return
  const calendar = await loadCalendar(db)
  for (const { id, payDue } of late)
    if (now >= graceEnds(calendar, payDue!)) await expireCheckout(db, rail, id).catch(tellUnlessAway)
}

/** Every hour the list of events is read from an hour before the last one that is known: what was lost comes in. */
export async function sweepEvents(db: Db, rail: StripeRail) {
  const { rows } = await sql<{ since: Date }>`
    update stripe_sweeps set swept_at = clock_timestamp()
    where swept_at < clock_timestamp() - interval '1 hour'
    returning greatest(clock_timestamp() - interval '29 days',
      coalesce((select max(created) from stripe_events), clock_timestamp()) - interval '1 hour') as since`.execute(
    db,
  )
  if (rows.length === 0) return
  await takeMissed(db, rail, rows[0]!.since).catch(tellUnlessAway)
}
