import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { blacklistAdjustmentLifecycle } from '../lifecycle'
import { adjustmentDue } from './adjusting'
import { moveEntry } from './commands.server'
import type { AdjustmentValues } from './form'

type Tx = Kysely<Database>

const page = '/office/blacklist/adjustment'
const clock = sql<Date>`clock_timestamp()`

/** On 1 December the year's adjustment opens by itself, once. */
export async function openDue(tx: Tx, now: Date) {
  const year = adjustmentDue(now)
  if (year !== null) await open(tx, year, null)
}

async function open(tx: Tx, year: number, openedBy: string | null) {
  const opened = await tx
    .insertInto('blacklistAdjustments')
    .values({ year, openedBy })
    .onConflict((on) => on.column('year').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return false
  const event = await record(tx, 'blacklist.adjustment_opened', opened.id, { adjustment: opened.id, year })
  await notifyAgencies(tx, ['officer'], { kind: 'blacklist.adjustment_opened', href: page, event })
  return true
}

/**
 * One step of the year's adjustment. Refuses: not-your-move, already-moved, adjustment-opened, adjustment-unknown,
 * entries-unreviewed, second-person-needed and what a review refuses.
 */
export async function moveAdjustment(tx: Tx, actor: Actor, values: AdjustmentValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  if (values.move === 'open') {
    const opened = await open(tx, values.year, actor.personId)
    return refuseIf(opened ? null : 'adjustment-opened')
  }
  const its = await findRunning(tx)
  if (values.move === 'keep') {
    refuseIf(its.state === 'open' ? null : 'already-moved')
    return moveEntry(tx, actor, values.entryId, { move: 'keep', reason: values.reason }, now)
  }
  if (values.move === 'submit') return submit(tx, actor, its.id, values.note)
  if (values.move === 'return') return giveBack(tx, actor, its.id, values.reason)
  return publish(tx, its)
}

async function findRunning(tx: Tx) {
  const its = await tx
    .selectFrom('blacklistAdjustments')
    .select(['id', 'year', 'state'])
    .where('state', '<>', 'published')
    .orderBy('year')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return its ?? refuse('adjustment-unknown')
}

async function submit(tx: Tx, actor: Actor, id: string, note: string) {
  const { rows } = await sql`select from unreviewed_entries(${id}::uuid)`.execute(tx)
  refuseIf(rows.length > 0 ? 'entries-unreviewed' : null)
  await change(tx, id, 'submit', {
    note,
    submittedBy: actor.personId,
    submittedAt: clock,
    returnedReason: null,
  })
  const event = await record(tx, 'blacklist.adjustment_submitted', id, { adjustment: id })
  await notifyAgencies(tx, ['officer'], { kind: 'blacklist.adjustment_submitted', href: page, event })
}

async function giveBack(tx: Tx, actor: Actor, id: string, returnedReason: string) {
  await change(tx, id, 'return', { returnedReason })
  await record(tx, 'blacklist.adjustment_returned', id, { adjustment: id })
}

/** The notice is public with this; those who stay on the list are told. */
async function publish(tx: Tx, { id, year }: { id: string; year: number }) {
  await sql`select publish_adjustment(${id}::uuid)`.execute(tx)
  const event = await record(tx, 'blacklist.adjusted', id, { adjustment: id, year })
  const kept = await tx
    .selectFrom('blacklistReviews')
    .innerJoin('blacklistEntries', 'blacklistEntries.id', 'blacklistReviews.entryId')
    .select(['blacklistEntries.id', 'blacklistEntries.orgId'])
    .where('batch', '=', year)
    .where('outcome', '=', 'keep')
    .where('blacklistEntries.state', '=', 'listed')
    .execute()
  for (const entry of kept) {
    const notice = { kind: 'blacklist.kept', href: `/blacklist/entries/${entry.id}`, event }
    await notifyMembers(tx, entry.orgId, ['approver', 'head', 'vendor', 'signatory'], notice)
  }
}

async function change(tx: Tx, id: string, move: 'submit' | 'return', set: Record<string, unknown>) {
  const { from, to } = blacklistAdjustmentLifecycle.moves[move]
  const changed = await tx
    .updateTable('blacklistAdjustments')
    .set({ state: to, ...set })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!changed) refuse('already-moved')
}
