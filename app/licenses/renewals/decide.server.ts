import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { renewalLifecycle } from '../lifecycle'
import { coTermAfter } from './co-term'
import { findCoTerm } from './co-term.server'
import type { RenewalValues } from './form'

type Tx = Kysely<Database>

/**
 * Decides on a term that ends; what is wanted again becomes a line of demand by the event. Refuses: not-your-move,
 * already-moved, edition-unknown.
 */
export async function decideRenewal(tx: Tx, actor: Actor, values: RenewalValues) {
  const { from, to } = renewalLifecycle.moves[values.move]
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const its = await tx
    .selectFrom('renewals')
    .innerJoin('entitlements', 'entitlements.id', 'renewals.entitlementId')
    .select(['renewals.id', 'entitlements.editionId', 'entitlements.productId'])
    .where('renewals.id', '=', values.renewalId)
    .where('renewals.orgId', '=', actor.organizationId)
    .executeTakeFirst()
  if (!its) return refuse('already-moved')
  const productId = values.move === 'replace' ? await productOf(tx, values.editionId) : its.productId
  const wanted =
    values.move === 'drop'
      ? { reason: values.reason }
      : { quantity: values.quantity, editionId: values.move === 'replace' ? values.editionId : its.editionId }
  const decided = await tx
    .updateTable('renewals')
    .set({ ...wanted, state: to, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', values.renewalId)
    .where('state', 'in', from)
    .returning('neededBy')
    .executeTakeFirst()
  if (!decided) return refuse('already-moved')
  if (values.move === 'drop') return void (await record(tx, 'renewal.dropped', its.id, { renewal: its.id }))
  const coTerm = await findCoTerm(tx, actor.organizationId)
  const facts = {
    renewal: its.id,
    product: productId,
    quantity: values.quantity,
    neededBy: decided.neededBy,
    ...(coTerm !== null && { coTermOn: coTermAfter(coTerm, decided.neededBy) }),
  }
  await record(tx, 'renewal.decided', its.id, facts)
}

async function productOf(tx: Tx, editionId: string) {
  const edition = await tx
    .selectFrom('editions')
    .select('productId')
    .where('id', '=', editionId)
    .executeTakeFirst()
  return edition?.productId ?? refuse('edition-unknown', { field: 'editionId' })
}
