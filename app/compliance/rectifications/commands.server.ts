import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { storeFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { rectificationLifecycle, type RectificationMove } from '../lifecycle'
import { whyNotAccept, whyNotExtend, whyNotHandIn } from './carrying-out'
import type { RectificationValues } from './form'
import { findOrder, listItems, type Order } from './queries.server'

type Tx = Kysely<Database>
type Values<Move extends RectificationValues['move']> = Extract<RectificationValues, { move: Move }>

/** One step of an order. Refuses: not-your-move, already-moved, items-open, items-not-met and the codes of `whyNotExtend`. */
export async function moveOrder(tx: Tx, actor: Actor, id: string, values: RectificationValues, now: Date) {
  const its = await locked(tx, id)
  if (values.move === 'evidence') return showEvidence(tx, actor, its, values)
  mayMove(actor, its, values.move)
  if (values.move === 'begin') return begin(tx, its, values)
  if (values.move === 'submit') return handIn(tx, actor, its, now)
  if (values.move === 'accept') return accept(tx, actor, its, now)
  if (values.move === 'extend') return extend(tx, actor, its, values)
  const state = rectificationLifecycle.moves[values.move].to
  await write(tx, id, { state, reason: values.reason, decidedBy: actor.personId, decidedAt: now })
  await tell(tx, its, `rectification.${state}`)
}

/** The enterprise’s own moves by its own people, the others by whoever answers for it. */
function mayMove(actor: Actor, its: Order, move: RectificationMove) {
  const { from, by } = rectificationLifecycle.moves[move]
  const own = move === 'begin' || move === 'submit'
  refuseIf(is(actor, ...by) && own === (actor.organizationId === its.orgId) ? null : 'not-your-move')
  refuseIf((from as readonly string[]).includes(its.state) ? null : 'already-moved')
}

async function begin(tx: Tx, its: Order, { plan, owner }: Values<'begin'>) {
  await write(tx, its.id, { state: 'in_progress', plan, owner })
  await record(tx, 'rectification.begun', its.id)
}

/** Evidence of one item, a file or a sentence; facts speak for themselves. Refuses: not-your-move, already-moved,
 * item-unknown, evidence-missing. */
async function showEvidence(tx: Tx, actor: Actor, its: Order, { itemId, note, file }: Values<'evidence'>) {
  refuseIf(
    is(actor, 'asset_manager', 'approver') && actor.organizationId === its.orgId ? null : 'not-your-move',
  )
  refuseIf(['in_progress', 'returned'].includes(its.state) ? null : 'already-moved')
  refuseIf(note || file ? null : 'evidence-missing')
  const { organizationId: orgId, personId } = actor
  const kept =
    file &&
    (await storeFile(tx, {
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      orgId,
      personId,
    }))
  const shown = await tx
    .updateTable('rectificationItems')
    .set({ note: note ?? null, checkState: 'evidenced', ...(kept && { evidenceFileId: kept.id }) })
    .where('id', '=', itemId)
    .where('rectificationId', '=', its.id)
    .returning('id')
    .executeTakeFirst()
  refuseIf(shown ? null : 'item-unknown')
  await record(tx, 'rectification.evidenced', its.id, { item: itemId })
}

async function handIn(tx: Tx, actor: Actor, its: Order, now: Date) {
  refuseIf(whyNotHandIn(await listItems(tx, its.id)))
  await write(tx, its.id, { state: 'submitted', submittedBy: actor.personId, submittedAt: now })
  const kind = 'rectification.submitted'
  const event = await record(tx, kind, its.id)
  const href = `/rectifications/${its.id}`
  await notifyAgencies(tx, ['officer'], { kind, href, event })
  await sql`select notify_responsible(${its.orgId}::uuid, '{inspector}', ${kind}, ${href}, ${event}::uuid)`.execute(
    tx,
  )
}

async function accept(tx: Tx, actor: Actor, its: Order, now: Date) {
  refuseIf(whyNotAccept(await listItems(tx, its.id)))
  await write(tx, its.id, { state: 'accepted', decidedBy: actor.personId, decidedAt: now })
  await tell(tx, its, 'rectification.accepted')
}

/** The whole order has more time, and with it whatever of it was due earlier. */
async function extend(tx: Tx, actor: Actor, its: Order, { dueOn, reason }: Values<'extend'>) {
  refuseIf(whyNotExtend(its, dueOn, actor.personId), { field: 'dueOn' })
  await write(tx, its.id, { state: 'in_progress', dueOn, reason, extended: true, noticed: [] })
  await tx
    .updateTable('rectificationItems')
    .set({ dueOn })
    .where('rectificationId', '=', its.id)
    .where('dueOn', '<', dueOn)
    .execute()
  await tell(tx, its, 'rectification.extended')
}

async function write(tx: Tx, id: string, set: Record<string, unknown>) {
  await tx.updateTable('rectifications').set(set).where('id', '=', id).execute()
}

async function tell(tx: Tx, its: Order, kind: string) {
  const event = await record(tx, kind, its.id, {}, { org: its.orgId })
  const told = { kind, href: `/rectifications/${its.id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

async function locked(tx: Tx, id: string): Promise<Order> {
  await tx.selectFrom('rectifications').select('id').where('id', '=', id).forUpdate().execute()
  return (await findOrder(tx, id)) ?? refuse('rectification-unknown')
}
