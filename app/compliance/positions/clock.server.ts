import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { dayOf, hourOf } from '~/kernel/workdays'
import { notifyAgencies } from '~/people/notify.server'

type Tx = Kysely<Database>

const atNight = 3

/** A day has begun: terms that started or ended, lists that grew too old (compliance.md §4.3). */
export async function turnDay(tx: Tx, now: Date) {
  await sql`select recalculate_due(shanghai_day(${now}))`.execute(tx)
}

/** From three in the morning, once a day, some organizations at a time: all positions against a count from the beginning; a difference is told and mended. */
export async function reconcilePositions(tx: Tx, now: Date) {
  const today = dayOf(now)
  if (now < hourOf(today, atNight)) return
  const { rows } = await sql<{ orgId: string; productId: string }>`
    select * from reconcile_positions(${today}::date)`.execute(tx)
  for (const { orgId, productId } of rows) {
    const event = await record(tx, 'compliance.position_differed', orgId, {
      organization: orgId,
      product: productId,
    })
    await notifyAgencies(tx, ['officer', 'auditor'], {
      kind: 'compliance.position_differed',
      href: `/office/compliance/${orgId}`,
      event,
    })
  }
}
