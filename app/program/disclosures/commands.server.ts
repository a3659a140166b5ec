import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { bringUpToDate } from '~/compliance/positions/queries.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import type { DisclosureValues, FollowUpValues } from './form'
import { findStanding } from './queries.server'
import { whyNotState } from './stating'

type Tx = Kysely<Database>

/** Enters what was disclosed of an enterprise; answers its id. Refuses not-your-move, disclosure-to-come, not-listed, disclosure-known. */
export async function enterDisclosure(tx: Tx, actor: Actor, values: DisclosureValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  refuseIf(values.onDay > dayOf(now) ? 'disclosure-to-come' : null, { field: 'onDay' })
  const its = await tx.selectFrom('organizations').select('listing').where('id', '=', values.orgId).executeTakeFirst() // oxfmt-ignore
  refuseIf(its && its.listing !== 'none' ? null : 'not-listed', { field: 'orgId' })
  const entered = await tx
    .insertInto('disclosures')
    .values({ ...values, by: actor.personId })
    .onConflict((on) => on.columns(['orgId', 'onDay', 'kind', 'source']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!entered) return refuse('disclosure-known', { field: 'source' })
  const event = await record(
    tx,
    'disclosure.entered',
    entered.id,
    { kind: values.kind },
    { org: values.orgId },
  )
  await notifyMembers(tx, values.orgId, ['approver', 'head'], {
    kind: 'disclosure.entered',
    href: '/disclosures',
    event,
  })
  return entered.id
}

/** What was done about it; a line is added, none is rewritten. Refuses not-your-move. */
export async function followUp(
  tx: Tx,
  actor: Actor,
  its: { id: string; orgId: string },
  { text }: FollowUpValues,
) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  await tx
    .insertInto('disclosureFollowUps')
    .values({ disclosureId: its.id, orgId: its.orgId, text, by: actor.personId })
    .execute()
  await record(tx, 'disclosure.followed_up', its.id, {}, { org: its.orgId })
}

/**
 * A pre-IPO enterprise takes its compliance statement, as `compliance` has it this moment; answers its id. Refuses
 * not-your-move, the codes of `whyNotState` (asked again by the database), statement-of-today.
 */
export async function takeStatement(tx: Tx, actor: Actor): Promise<string> {
  refuseIf(is(actor, 'approver', 'head') ? null : 'not-your-move')
  await bringUpToDate(tx)
  refuseIf(whyNotState(await findStanding(tx, actor)))
  const { rows } = await sql<{ id: string; no: string }>`select id, no from issue_statement()`.execute(tx)
  const { id, no } = rows[0]!
  await record(tx, 'compliance_statement.issued', id, { no })
  return id
}
