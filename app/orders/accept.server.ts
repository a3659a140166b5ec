import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { keepUpload } from '~/people/upload.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf, deadline } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { whyNotDecide } from './accepting'
import { partyOf } from './confirm.server'
import { decideNote } from './deliver.server'
import { type LockedOrder, lockOrder, moveOrder } from './lock.server'
import { workdays } from './periods'
import { tellSide } from './tell.server'

type Tx = Kysely<Database>

const waits = sql<boolean>`acceptance_waits(delivery_notes.id)`.as('waits')

/** The enterprise accepts a note; with the last one the order is accepted. Refuses: order-unknown, acceptance-over, already-moved. */
export async function acceptDelivery(tx: Tx, actor: Actor, noteId: string) {
  const { note, order } = await lockNote(tx, actor, noteId)
  await accept(tx, order, note.id, actor.personId)
}

type Rejection = { reason: string; evidence?: File | null | undefined }

/** The enterprise sends a note back with its reason; the vendor delivers again within five working days. Refuses as above. */
export async function rejectDelivery(tx: Tx, actor: Actor, noteId: string, { reason, evidence }: Rejection) {
  const { note, order } = await lockNote(tx, actor, noteId)
  const redeliveryDue = deadline(
    await loadCalendar(tx),
    dayOf(order.lockedAt),
    workdays.redeliver,
    'wd',
  ).dueAt
  await decideNote(tx, note.id, {
    state: 'rejected',
    decidedBy: actor.personId,
    decidedAt: order.lockedAt,
    reason,
    reasonFileId: evidence ? await keepUpload(tx, actor, evidence) : null,
    redeliveryDue,
  })
  if (order.state === 'delivered')
    await moveOrder(tx, order.id, 'reject', { deliverDue: redeliveryDue, deliveredAt: null })
  const facts = { order: order.id, note: note.id }
  const event = await record(tx, 'order.rejected', order.id, facts, aboutOf(order))
  await tellSide(tx, order, 'vendor', 'order.rejected', event)
}

/** Accepts by the clock the notes whose period is over, unless their money or their order waits for a case. */
export async function acceptOverdue(tx: Tx, now: Date) {
  const overdue = await tx
    .selectFrom('deliveryNotes')
    .innerJoin('orders', 'orders.id', 'deliveryNotes.orderId')
    .where('deliveryNotes.state', '=', 'sent')
    .where('acceptDue', '<=', now)
    .where(sql<boolean>`not acceptance_waits(delivery_notes.id)`)
    .select(['deliveryNotes.id', 'deliveryNotes.orderId'])
    .orderBy('acceptDue')
    .limit(200)
    // The note too: one that was accepted meanwhile is not among them any more.
    .forUpdate(['orders', 'deliveryNotes'])
    .skipLocked()
    .execute()
  for (const { id, orderId } of overdue) await accept(tx, await lockOrder(tx, orderId), id, null)
}

async function accept(tx: Tx, order: LockedOrder, noteId: string, by: string | null) {
  await decideNote(tx, noteId, { state: 'accepted', decidedBy: by, decidedAt: order.lockedAt })
  const open = await hasOpenUnits(tx, order.id, 'accepted')
  if (!open) {
    await moveOrder(tx, order.id, 'accept', { acceptedAt: order.lockedAt })
    await dateDues(tx, order)
  }
  const event = await record(
    tx,
    'order.accepted',
    order.id,
    { order: order.id, note: noteId, whole: !open },
    aboutOf(order),
  )
  await tellSide(tx, order, 'vendor', 'order.accepted', event)
}

/** What is left of a reduced order may have been delivered, or even accepted, already: then it moves on. */
export async function finishIfServed(tx: Tx, order: LockedOrder) {
  if (order.state === 'confirmed' || (await hasOpenUnits(tx, order.id, 'delivered'))) return
  if (order.state === 'funded') await moveOrder(tx, order.id, 'deliver', { deliveredAt: order.lockedAt })
  if (await hasOpenUnits(tx, order.id, 'accepted')) return
  await moveOrder(tx, order.id, 'accept', { acceptedAt: order.lockedAt })
  await dateDues(tx, order)
  await record(tx, 'order.accepted', order.id, { order: order.id, whole: true }, aboutOf(order))
}

async function hasOpenUnits(tx: Tx, orderId: string, counted: 'delivered' | 'accepted') {
  const open = await tx
    .selectFrom('orderLines')
    .select('id')
    .where('orderId', '=', orderId)
    .where(sql<boolean>`${sql.ref(counted)} < quantity - canceled`)
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

async function dateDues(tx: Tx, order: LockedOrder) {
  const calendar = await loadCalendar(tx)
  const dues = await tx
    .selectFrom('orderDues')
    .select(['id', 'workdays'])
    .where('orderId', '=', order.id)
    .where('rule', '=', 'accepted')
    .execute()
  for (const { id, workdays } of dues)
    await tx
      .updateTable('orderDues')
      .set({ dueAt: deadline(calendar, dayOf(order.lockedAt), workdays, 'wd').dueAt })
      .where('id', '=', id)
      .execute()
}

async function lockNote(tx: Tx, actor: Actor, noteId: string) {
  const known =
    (await tx.selectFrom('deliveryNotes').select('orderId').where('id', '=', noteId).executeTakeFirst()) ??
    refuse('order-unknown')
  const order = await lockOrder(tx, known.orderId)
  if (partyOf(actor, order) !== 'enterprise') refuse('order-unknown')
  const note = await tx
    .selectFrom('deliveryNotes')
    .select(['id', 'state', 'acceptDue', waits])
    .where('id', '=', noteId)
    .executeTakeFirstOrThrow()
  refuseIf(whyNotDecide(note, order.lockedAt))
  return { note, order }
}

const aboutOf = ({ enterpriseId, roundId }: LockedOrder) => ({ org: enterpriseId, round: roundId })
