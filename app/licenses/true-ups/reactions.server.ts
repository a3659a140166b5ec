import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { notifyMembers } from '~/people/notify.server'

type Tx = Kysely<Database>
type Happening = { id: string; orgId: string | null; facts: Record<string, any> }

/** `compliance.gap_found`: what an award still holds a price for is proposed at that price (§6.3). */
export async function proposeTrueUp(tx: Tx, { id, orgId, facts }: Happening) {
  const organization: string = facts.organization ?? orgId
  const { rows } = await sql<{ id: string }>`
    select propose_true_ups(${organization}::uuid, ${facts.product}::uuid, ${id}::uuid) as id`.execute(tx)
  for (const { id: trueUp } of rows) {
    const event = await record(tx, 'true_up.proposed', trueUp, { trueUp }, { org: organization })
    await notifyMembers(tx, organization, ['asset_manager'], {
      kind: 'true_up.proposed',
      href: '/licenses/true-ups',
      event,
    })
  }
}

/** The day after the last one on which the price was held: what nobody decided on has expired. */
export async function expireTrueUps(tx: Tx, now: Date) {
  const expired = await tx
    .updateTable('trueUps')
    .set({ state: 'expired', decidedAt: now })
    .where('state', 'in', ['proposed', 'edited'])
    .where(sql<boolean>`held_until < shanghai_day(${now})`)
    .returning(['id', 'orgId'])
    .execute()
  for (const { id, orgId } of expired) {
    const event = await record(tx, 'true_up.expired', id, { trueUp: id }, { org: orgId })
    await notifyMembers(tx, orgId, ['asset_manager'], {
      kind: 'true_up.expired',
      href: '/licenses/true-ups',
      event,
    })
  }
}
