import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuseIf } from '~/kernel/refusal'
import { addDays, type Day, dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import type { Action } from '../self-inspections/figures'
import type { Inspection } from '../inspections/queries.server'
import type { SelfInspection } from '../self-inspections/queries.server'

type Tx = Kysely<Database>

const usualDays = 30
const actionOf = {
  buy: 'buy',
  join: 'buy',
  uninstall: 'uninstall',
  replace: 'replace',
  other: 'document',
} as const

/** A self-inspection accepted with gaps becomes an order 整改通知书: what the enterprise planned, with its days. */
export async function issueFromSelfInspection(tx: Tx, actor: Actor, its: SelfInspection, now: Date) {
  const gaps = (its.frozen?.products ?? []).filter(({ gap }) => gap > 0)
  if (gaps.length === 0) return
  const planned = its.actions.filter(({ productId }) => gaps.some((gap) => gap.productId === productId))
  const usual = addDays(dayOf(now), usualDays)
  const dueOn = planned.reduce((last, action) => (action.dueOn > last ? action.dueOn : last), usual)
  const { id } = await tx
    .insertInto('rectifications')
    .values({ orgId: its.orgId, sourceKind: 'self_inspection', sourceId: its.id, dueOn })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addItems(tx, id, its, planned, usual)
  await suggestDemand(tx, its.orgId, planned)
  await tx
    .updateTable('rectifications')
    .set({ state: 'issued', issuedBy: actor.personId, issuedAt: now })
    .where('id', '=', id)
    .execute()
  const facts = { inspection: its.id, items: planned.length }
  const event = await record(tx, 'rectification.issued', id, facts, { org: its.orgId })
  const told = { kind: 'rectification.issued', href: `/rectifications/${id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

/**
 * An inspection that ends with 限期整改 becomes an order: what the enterprise lacks in the inspected categories is bought
 * or taken off, and what was found without standing in the register is explained.
 */
export async function issueFromInspection(
  tx: Tx,
  actor: Actor,
  its: Inspection,
  dueOn: Day | null,
  now: Date,
) {
  const due = dueOn ?? addDays(dayOf(now), usualDays)
  refuseIf(due > dayOf(now) ? null : 'order-due-passed', { field: 'dueOn' })
  const { id } = await tx
    .insertInto('rectifications')
    .values({ orgId: its.orgId, sourceKind: 'inspection', sourceId: its.id, dueOn: due })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql`
    insert into rectification_items (rectification_id, action, product_id, quantity, due_on)
    select ${id}::uuid, 'buy', g.product_id, g.gap, ${due}::date from inspected_gaps(${its.id}::uuid) g returning id`.execute(
    tx,
  )
  await sql`
    insert into rectification_items (rectification_id, action, title, due_on)
    select ${id}::uuid, 'document', t.title, ${due}::date
    from (select left(concat_ws(' · ', k.computer_no, v.software, v.reason), 300) as title
          from inspection_computers k join verdicts v on v.inspection_computer_id = k.id
          where k.inspection_id = ${its.id}::uuid and not k.set_aside and v.verdict = 'cannot_tell'
             or k.inspection_id = ${its.id}::uuid and not k.set_aside and v.verdict = 'unlicensed' and ${rows.length === 0}
          order by k.order_no, v.category) t`.execute(tx)
  await tx
    .updateTable('rectifications')
    .set({ state: 'issued', issuedBy: actor.personId, issuedAt: now })
    .where('id', '=', id)
    .execute()
  const facts = { inspection: its.id, items: rows.length }
  const event = await record(tx, 'rectification.issued', id, facts, { org: its.orgId })
  const told = { kind: 'rectification.issued', href: `/rectifications/${id}`, event }
  await notifyMembers(tx, its.orgId, ['asset_manager', 'approver', 'head'], told)
}

/** What it means to buy, alone or in a round, is suggested as a need: a draft that only the enterprise sees. */
async function suggestDemand(tx: Tx, orgId: string, planned: readonly Action[]) {
  for (const { action, productId, quantity, dueOn } of planned) {
    if (actionOf[action] !== 'buy') continue
    const line = randomUUID()
    const facts = { line, organization: orgId, product: productId, units: quantity, neededBy: dueOn }
    await record(tx, 'demand.suggested', line, facts, { org: orgId })
  }
}

async function addItems(tx: Tx, id: string, its: SelfInspection, planned: readonly Action[], usual: string) {
  const names = new Map(its.frozen!.products.map((product) => [product.productId, product.nameZh]))
  const items = planned.map(({ productId, action, quantity, owner, dueOn }) => ({
    kind: actionOf[action],
    product: productId,
    quantity,
    due: dueOn > usual ? dueOn : usual,
    note: action === 'other' ? `${names.get(productId) ?? ''} ${quantity}（${owner}）` : null,
  }))
  await sql`
    insert into rectification_items (rectification_id, action, product_id, quantity, due_on, baseline, title)
    select ${id}::uuid, i.kind, case when i.kind <> 'document' then i.product end, case when i.kind <> 'document' then i.quantity end, i.due,
           case when i.kind in ('uninstall', 'replace') then installed_now(${its.orgId}::uuid, i.product) end, i.note
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i (kind text, product uuid, quantity int, due date, note text)`.execute(
    tx,
  )
}
