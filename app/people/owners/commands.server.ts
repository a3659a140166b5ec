import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '../actor'
import type { OwnersDeed } from './form'

type Tx = Kysely<Database>
const whole = 10_000

/**
 * What the register says of who owns an organization. `organization.ownership_changed` lets conflict checks run again.
 * Refuses: not-your-move, owner-unknown, owner-is-self, owner-stands, shares-over-whole, already-moved.
 */
export async function changeOwners(tx: Tx, actor: Actor, orgId: string, deed: OwnersDeed) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  // Of two shares told at once the second one sees the first.
  await tx.selectFrom('organizations').select('id').where('id', '=', orgId).forUpdate().execute()
  const ownerId = deed.move === 'own' ? await addOwner(tx, orgId, deed) : await endOwner(tx, orgId, deed)
  await record(tx, 'organization.ownership_changed', orgId, { owner: ownerId, owned: orgId }, { org: orgId })
}

async function addOwner(
  tx: Tx,
  orgId: string,
  { uscc, shareBps, since }: Extract<OwnersDeed, { move: 'own' }>,
) {
  const owner = await tx.selectFrom('organizations').select('id').where('uscc', '=', uscc).executeTakeFirst()
  const { id } = owner ?? refuse('owner-unknown', { field: 'uscc' })
  refuseIf(id === orgId ? 'owner-is-self' : null, { field: 'uscc' })
  const standing = await tx
    .selectFrom('ownerships')
    .select(['ownerId', 'shareBps'])
    .where('ownedId', '=', orgId)
    .where('until', 'is', null)
    .execute()
  refuseIf(standing.some(({ ownerId }) => ownerId === id) ? 'owner-stands' : null, { field: 'uscc' })
  const sum = standing.reduce((total, one) => total + one.shareBps, shareBps)
  refuseIf(sum > whole ? 'shares-over-whole' : null, { field: 'shareBps' })
  // One that was ended by mistake goes on.
  await tx
    .insertInto('ownerships')
    .values({ ownerId: id, ownedId: orgId, shareBps, since })
    .onConflict((row) => row.columns(['ownerId', 'ownedId', 'since']).doUpdateSet({ shareBps, until: null }))
    .execute()
  return id
}

async function endOwner(tx: Tx, orgId: string, { ownerId, since }: Extract<OwnersDeed, { move: 'end' }>) {
  const ended = await tx
    .updateTable('ownerships')
    .set({ until: sql<string>`greatest(since, shanghai_day() - 1)` })
    .where('ownerId', '=', ownerId)
    .where('ownedId', '=', orgId)
    .where('since', '=', since)
    .where('until', 'is', null)
    .returning('ownerId')
    .executeTakeFirst()
  refuseIf(ended ? null : 'already-moved')
  return ownerId
}
