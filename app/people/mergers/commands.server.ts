import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { storeFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '../actor'
import { organizationLifecycle } from '../lifecycle'
import { notifyMembers } from '../notify.server'
import { findOrganization } from '../queries.server'
import type { MergerValues } from './form'
import { whyNotGoOn, whyNotMerge } from './merging'

const { merge } = organizationLifecycle.moves

/**
 * The business register has merged an enterprise into another, which goes on in its place: `organization.merged` lets
 * everything that it holds follow. Not undone. Refuses: not-your-move, already-moved, only-enterprises-merge,
 * successor-unknown, successor-is-self, merged-in-future.
 */
export async function mergeOrganization(
  tx: Kysely<Database>,
  actor: Actor,
  orgId: string,
  { uscc, mergedOn, notice }: MergerValues,
  today: string,
) {
  refuseIf(is(actor, ...merge.by) ? null : 'not-your-move')
  const its = (await findOrganization(tx, actor, orgId)) ?? refuse('already-moved')
  refuseIf(whyNotMerge(its))
  const successor = await lockSuccessor(tx, uscc)
  refuseIf(whyNotGoOn(its, successor), { field: 'uscc' })
  refuseIf(mergedOn > today ? 'merged-in-future' : null, { field: 'mergedOn' })
  const bytes = new Uint8Array(await notice.arrayBuffer())
  const { organizationId, personId } = actor
  const file = await storeFile(tx, { name: notice.name, bytes, orgId: organizationId, personId })
  const into = successor!.id
  const merged = await tx
    .updateTable('organizations')
    .set({ state: merge.to, mergedInto: into, mergedOn, mergerFileId: file.id, returnedReason: null })
    .where('id', '=', orgId)
    .where('state', 'in', merge.from)
    .returning('id')
    .executeTakeFirst()
  refuseIf(merged ? null : 'already-moved')
  const facts = { from: orgId, into }
  const told = { kind: 'organization.merged', facts: { into: successor!.name } }
  const event = await record(tx, 'organization.merged', orgId, facts, { org: orgId })
  await notifyMembers(tx, orgId, ['approver', 'asset_manager'], { ...told, href: '/organization', event })
  await record(tx, 'organization.succeeded', into, facts, { org: into })
}

// Locked, so that of two enterprises which are merged into each other at once one remains.
const lockSuccessor = (tx: Kysely<Database>, uscc: string) =>
  tx
    .selectFrom('organizations')
    .select(['id', 'kind', 'state', 'name'])
    .where('uscc', '=', uscc)
    .forUpdate()
    .executeTakeFirst()
