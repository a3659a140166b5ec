import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { partyOf } from './confirm.server'
import { openUnits, whyNotDeliver } from './delivering'
import type { DeliveryValues } from './form'
import { lockOrder, moveOrder } from './lock.server'
import { listOtherVendors } from './queries.server'
import { workdays } from './periods'
import { tellSide } from './tell.server'

type Tx = Kysely<Database>

/**
 * Records what the vendor has handed over, one `deliveries` row per line; entitlements follow in this transaction
 * by trigger. With the last unit the order is delivered. Answers the note and its deliveries, to which keys belong.
 * Refuses: order-unknown, not-paid-yet, order-takes-no-delivery, nothing-handed-over, line-unknown, more-than-ordered,
 * term-end-wrong, end-before-start, subcontractor-wrong.
 */
export async function sendDelivery(
  tx: Tx,
  actor: Actor,
  orderId: string,
  { remark, subcontractorId, lines: handed }: DeliveryValues,
) {
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  if (partyOf(actor, order) !== 'vendor') refuse('order-unknown')
  const lines = await tx
    .selectFrom('orderLines')
    .select(['id', 'term', 'quantity', 'delivered', 'canceled'])
    .where('orderId', '=', orderId)
    .execute()
  refuseIf(whyNotDeliver(order, lines, handed))
  if (subcontractorId && !(await isOtherVendor(tx, subcontractorId, order.vendorId)))
    refuse('subcontractor-wrong', { field: 'subcontractorId' })
  const acceptDue = deadline(await loadCalendar(tx), dayOf(now), workdays.accept, 'wd').dueAt
  const note = await tx
    .insertInto('deliveryNotes')
    .values({ orderId, remark, subcontractorId, sentBy: actor.personId, sentAt: now, acceptDue })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  const deliveries = await tx
    .insertInto('deliveries')
    .values(
      handed.map(({ lineId, ...facts }) => ({ noteId: note.id, orderId, orderLineId: lineId, ...facts })),
    )
    .returning(['id', 'orderLineId', 'quantity'])
    .execute()
  const about = { org: order.enterpriseId, round: order.roundId }
  const event = await record(tx, 'order.handed_over', orderId, { order: orderId, note: note.id }, about)
  await tellSide(tx, order, 'enterprise', 'order.delivered', event)
  const handedOver = (lineId: string) => handed.find((line) => line.lineId === lineId)?.quantity ?? 0
  if (lines.every((line) => openUnits(line) === handedOver(line.id))) {
    await moveOrder(tx, orderId, 'deliver', { deliveredAt: now })
    await record(tx, 'order.delivered', orderId, { order: orderId, note: note.id }, about)
  }
  return { ...note, deliveries }
}

const isOtherVendor = async (tx: Tx, id: string, vendorId: string) =>
  (await listOtherVendors(tx, vendorId)).some((vendor) => vendor.id === id)

/** The vendor takes back a note that nobody has decided on. Refuses: order-unknown, already-moved. */
export async function withdrawDelivery(tx: Tx, actor: Actor, noteId: string) {
  const { orderId } =
    (await tx.selectFrom('deliveryNotes').select('orderId').where('id', '=', noteId).executeTakeFirst()) ??
    refuse('order-unknown')
  const { lockedAt: now, ...order } = await lockOrder(tx, orderId)
  if (partyOf(actor, order) !== 'vendor') refuse('order-unknown')
  await decideNote(tx, noteId, { state: 'withdrawn', decidedBy: actor.personId, decidedAt: now })
  if (order.state === 'delivered') await moveOrder(tx, orderId, 'reject', { deliveredAt: null })
  await record(
    tx,
    'order.delivery_withdrawn',
    orderId,
    { order: orderId, note: noteId },
    { org: order.enterpriseId, round: order.roundId },
  )
}

type Decision = {
  state: 'accepted' | 'rejected' | 'withdrawn'
  decidedBy: string | null
  decidedAt: Date
  reason?: string
  reasonFileId?: string | null
  redeliveryDue?: Date
}

export async function decideNote(tx: Tx, noteId: string, decision: Decision) {
  const decided = await tx
    .updateTable('deliveryNotes')
    .set(decision)
    .where('id', '=', noteId)
    .where('state', '=', 'sent')
    .returning('id')
    .executeTakeFirst()
  if (!decided) refuse('already-moved')
}
