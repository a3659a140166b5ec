import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'

/** The way off is offered without being asked for: rectification accepted and genuine software delivered (compliance.md §10). */
export async function offerRemovals(tx: Kysely<Database>) {
  const { rows } = await sql<{ id: string; orgId: string }>`select * from offer_removals()`.execute(tx)
  for (const { id, orgId } of rows) {
    const event = await record(tx, 'blacklist.removal_offered', id, { entry: id }, { org: orgId })
    const kind = 'blacklist.removal_offered'
    await notifyAgencies(tx, ['officer'], { kind, href: `/office/blacklist/${id}`, event })
    await notifyMembers(tx, orgId, ['approver', 'head'], {
      kind: 'blacklist.way_off',
      href: `/blacklist/entries/${id}`,
      event,
    })
  }
}
