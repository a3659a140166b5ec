import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { keepUpload } from '~/people/upload.server'
import { officersOnly, type Tx } from '../commands.server'
import { authorizationLifecycle } from '../lifecycle'
import { databaseNow } from '../queries.server'
import type { AuthorizationMoveValues, AuthorizationValues } from './form'
import { findSubject } from './queries.server'
import { whyNotSubmit } from './submitting'

/**
 * A vendor hands in a publisher's letter. One that renews a confirmed letter leaves that standing until its end; one
 * that replaces what was not confirmed withdraws it. Refuses: publisher-itself, authorization-over, already-moved.
 */
export async function submitAuthorization(
  tx: Tx,
  actor: Actor,
  { subject, letter, renews = null, ...values }: AuthorizationValues,
) {
  refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
  const { publisherId, productId, publisherOrgId } =
    (await findSubject(tx, subject)) ?? refuse('subject-unknown', { field: 'subject' })
  const whyNot = whyNotSubmit(
    { ...values, publisherOrgId },
    actor.organizationId,
    dayOf(await databaseNow(tx)),
  )
  refuseIf(whyNot, { field: whyNot === 'publisher-itself' ? 'subject' : 'validUntil' })
  if (renews) await replace(tx, actor, renews)
  const { id } = await tx
    .insertInto('resellerAuthorizations')
    .values({
      ...values,
      vendorId: actor.organizationId,
      publisherId,
      productId,
      fileId: await keepUpload(tx, actor, letter),
      renewsId: renews,
      submittedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'authorization.submitted', id)
  await notifyAgencies(tx, ['officer'], {
    kind: 'authorization.submitted',
    href: `/authorizations/${id}`,
    event,
  })
  return id
}

// Only one's own; what the office has confirmed holds until its own end, or until it is withdrawn by itself.
async function replace(tx: Tx, actor: Actor, id: string) {
  const former = await tx
    .selectFrom('resellerAuthorizations')
    .select('state')
    .where('id', '=', id)
    .where('vendorId', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  const { state } = former ?? refuse('already-moved')
  refuseIf(state === 'withdrawn' ? 'already-moved' : null)
  if (state === 'submitted' || state === 'returned') await move(tx, id, 'withdraw', {})
}

/** Confirmed or sent back by an officer, withdrawn by its vendor; the other side is told. Refuses: already-moved, authorization-over. */
export async function moveAuthorization(tx: Tx, actor: Actor, id: string, values: AuthorizationMoveValues) {
  if (values.move === 'withdraw') {
    refuseIf(is(actor, 'vendor') ? null : 'not-your-move')
    await move(tx, id, 'withdraw', {}, actor.organizationId)
    return
  }
  officersOnly(actor)
  const decided = { decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()` }
  const { vendorId, validUntil, event } = await move(tx, id, values.move, {
    ...decided,
    reason: values.move === 'return' ? values.reason : null,
  })
  const isOver = validUntil < dayOf(await databaseNow(tx))
  refuseIf(values.move === 'confirm' && isOver ? 'authorization-over' : null)
  await notifyMembers(tx, vendorId, ['vendor'], {
    kind: values.move === 'confirm' ? 'authorization.confirmed' : 'authorization.returned',
    href: `/authorizations/${id}`,
    event,
  })
}

const kinds = {
  confirm: 'authorization.confirmed',
  return: 'authorization.returned',
  withdraw: 'authorization.withdrawn',
} as const

async function move(
  tx: Tx,
  id: string,
  name: keyof typeof kinds,
  set: Record<string, unknown>,
  vendorId?: string,
) {
  const { from, to } = authorizationLifecycle.moves[name]
  const moved = await tx
    .updateTable('resellerAuthorizations')
    .set({ ...set, state: to } as never)
    .where('id', '=', id)
    .where('state', 'in', from)
    .$if(vendorId !== undefined, (query) => query.where('vendorId', '=', vendorId!))
    .returning(['vendorId', 'validUntil'])
    .executeTakeFirst()
  const row = moved ?? refuse('already-moved')
  const event = await record(tx, kinds[name], id, {}, { org: row.vendorId })
  return { ...row, event }
}
