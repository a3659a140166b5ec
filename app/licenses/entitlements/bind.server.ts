import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'

type Tx = Kysely<Database>

/**
 * Binds units of a right to the computers that they came with, each a right of its own from then on (compliance.md §3.2).
 * SQL refuses: entitlement-unknown, nobody-chosen, no-free-unit (then none is bound).
 */
export async function bindUnits(tx: Tx, entitlementId: string, computerIds: readonly string[]) {
  await sql`select bind_units(${entitlementId}::uuid, ${sql.val([...computerIds])}::uuid[])`.execute(tx)
}

/** Takes back a binding that was put down by mistake. Refuses: entitlement-unknown. */
export async function unbind(tx: Tx, actor: Actor, entitlementId: string) {
  const { rows } = await sql<{ computer: string }>`
    update entitlements set bound_computer_id = null
    where id = ${entitlementId}::uuid and org_id = ${actor.organizationId} and bound_computer_id is not null and state in ('active', 'claimed')
    returning old.bound_computer_id as computer`.execute(tx)
  const [freed] = rows
  if (!freed) return refuse('entitlement-unknown')
  await record(tx, 'license.unbound', entitlementId, { entitlement: entitlementId, computer: freed.computer })
}
