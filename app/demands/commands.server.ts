import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { findCheapestEdition, findEdition, listEditions } from '~/catalog/queries.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addDays, dayOf } from '~/kernel/workdays'
import { type Actor, is, nobody } from '~/people/actor'
import type { DemandValues, DraftValues, LineValues } from './form'
import { demandLineLifecycle } from './lifecycle'
import { whyNotOpen } from './opening'

type Tx = Kysely<Database>

const mayPlan = (actor: Actor) =>
  refuseIf(is(actor, 'buyer', 'asset_manager', 'approver') ? null : 'not-your-move')

/** A need entered by hand, as a draft that only one's own organization sees. */
export async function addLine(tx: Tx, actor: Actor, { subject, ...values }: DemandValues, now: Date) {
  mayPlan(actor)
  refuseIf(whyNotOpen(values, dayOf(now)), { field: 'neededBy' })
  const { id } = await tx
    .insertInto('demandLines')
    .values({
      ...subject,
      ...(await soldAs(tx, subject, values)),
      orgId: actor.organizationId,
      quantity: values.quantity,
      neededBy: values.neededBy,
      note: values.note || null,
      source: 'own',
      draftedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'demand.drafted', id, { quantity: values.quantity, source: 'own' })
  return id
}

// What the form leaves open is as the edition, or the first member of the class, is usually sold.
async function soldAs(
  tx: Tx,
  subject: DemandValues['subject'],
  { metric, term, termMonths }: Pick<DemandValues, 'metric' | 'term' | 'termMonths'>,
) {
  const usual = subject.editionId
    ? await findEdition(tx, subject.editionId)
    : (await listEditions(tx, { classId: subject.classId! }))[0]
  if (!usual) return refuse('subject-unknown', { field: 'subject' })
  return term
    ? { metric: metric ?? usual.metric, term, termMonths: termMonths ?? null }
    : { metric: metric ?? usual.metric, term: usual.term, termMonths: usual.termMonths }
}

/** Changes a draft; what is open is withdrawn and drafted anew instead. */
export async function changeDraft(tx: Tx, actor: Actor, lineId: string, values: DraftValues, now: Date) {
  mayPlan(actor)
  refuseIf(whyNotOpen(values, dayOf(now)), { field: 'neededBy' })
  const changed = await tx
    .updateTable('demandLines')
    .set({ ...values, note: values.note || null })
    .where('id', '=', lineId)
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  await record(tx, 'demand.changed', lineId, { quantity: values.quantity })
}

/** Opens drafts: from now on the office counts them, and they gather with those of others. */
export async function openLines(tx: Tx, actor: Actor, lineIds: readonly string[], now: Date) {
  mayPlan(actor)
  const opened = await tx
    .updateTable('demandLines')
    .set({ state: 'open', openedAt: now })
    .where('id', 'in', lineIds)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', demandLineLifecycle.moves.open.from)
    .returning(['id', 'quantity', 'neededBy'])
    .execute()
  refuseIf(opened.length === lineIds.length ? null : 'already-moved')
  for (const line of opened) {
    refuseIf(whyNotOpen(line, dayOf(now)))
    await record(tx, 'demand.opened', line.id, { quantity: line.quantity })
  }
}

export async function withdrawLines(tx: Tx, actor: Actor, lineIds: readonly string[]) {
  mayPlan(actor)
  const withdrawn = await tx
    .updateTable('demandLines')
    .set({ state: 'withdrawn', wishId: null })
    .where('id', 'in', lineIds)
    .where('orgId', '=', actor.organizationId)
    .where('state', 'in', demandLineLifecycle.moves.withdraw.from)
    .returning('id')
    .execute()
  refuseIf(withdrawn.length === lineIds.length ? null : 'already-moved')
  for (const { id } of withdrawn) await record(tx, 'demand.withdrawn', id)
}

/** One move on the page of a line; answers the code of what was done. */
export async function moveLine(
  tx: Tx,
  actor: Actor,
  lineId: string,
  { move, ...values }: LineValues,
  now: Date,
) {
  if (move === 'change') await changeDraft(tx, actor, lineId, values as DraftValues, now)
  if (move === 'open') await openLines(tx, actor, [lineId], now)
  if (move === 'withdraw') await withdrawLines(tx, actor, [lineId])
  return move === 'change' ? 'saved' : `lines-${move}`
}

/** Lines join the pledge of their own organization on a lot; called in the pledge's transaction. */
export async function poolLines(tx: Tx, orgId: string, lotId: string, lineIds: readonly string[]) {
  if (lineIds.length === 0) return
  const pooled = await tx
    .updateTable('demandLines')
    .set({ state: 'pooled', roundLotId: lotId })
    .where('id', 'in', lineIds)
    .where('orgId', '=', orgId)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  refuseIf(pooled.length === lineIds.length ? null : 'lines-taken')
}

/** What a lot pooled is open again: its pledge was withdrawn, dropped or not served, or the lot came to nothing. */
export async function reopenLines(tx: Tx, of: { lotIds: readonly string[]; orgId?: string }) {
  if (of.lotIds.length === 0) return
  await tx
    .updateTable('demandLines')
    .set({ state: 'open', roundLotId: null })
    .where('roundLotId', 'in', of.lotIds)
    .where('state', '=', 'pooled')
    .$if(of.orgId !== undefined, (query) => query.where('orgId', '=', of.orgId!))
    .execute()
}

/** The newest and the oldest release that is to be covered: whatever is bought allows the older one by downgrade. */
export type Releases = { releaseId: string; downToId: string }

type Suggestion = {
  orgId: string
  productId: string
  /** the cheapest where nothing says which */
  editionId?: string
  /** any where nothing says which */
  releases?: Releases
  quantity: number
  neededBy?: string
  /** the day on which all subscriptions of the enterprise are to end */
  coTermOn?: string | null
  source: 'gap' | 'renewal'
  lineId?: string
}

const usualDaysUntilNeeded = 60

/**
 * Drafts a line for a product that somebody's figures ask for: the edition that they name, else its cheapest. A draft for the same edition
 * and from the same kind of source takes the new quantity instead of standing twice, though never less than was promised of it elsewhere; a
 * line named takes it before any other.
 */
export async function suggestLine(tx: Tx, suggestion: Suggestion, now: Date) {
  const { orgId, productId, quantity, source, editionId, lineId, releases } = suggestion
  const edition = editionId ? await findEdition(tx, editionId) : await findCheapestEdition(tx, productId)
  if (!edition) return null
  const neededBy = suggestion.neededBy ?? addDays(dayOf(now), usualDaysUntilNeeded)
  const standing = await tx
    .selectFrom('demandLines')
    .select('id')
    .where('orgId', '=', orgId)
    .where((row) =>
      lineId
        ? row.or([row('id', '=', lineId), row('editionId', '=', edition.id)])
        : row('editionId', '=', edition.id),
    )
    .where('source', '=', source)
    .where('state', '=', 'draft')
    .orderBy(sql`id is not distinct from ${lineId ?? null}::uuid`, 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (standing) {
    await tx
      .updateTable('demandLines')
      .set({
        quantity: sql<number>`greatest(${quantity}::int, promised_units(id))`,
        coTermOn: suggestion.coTermOn ?? null,
        ...(suggestion.neededBy && { neededBy: sql<string>`least(needed_by, ${suggestion.neededBy}::date)` }),
        ...releases,
      })
      .where('id', '=', standing.id)
      .execute()
    return standing.id
  }
  const { id } = await tx
    .insertInto('demandLines')
    .values({
      ...(lineId && { id: lineId }),
      orgId,
      editionId: edition.id,
      metric: edition.metric,
      term: edition.term,
      termMonths: edition.termMonths,
      quantity,
      neededBy,
      coTermOn: suggestion.coTermOn ?? null,
      source,
      ...releases,
      draftedBy: nobody,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'demand.drafted', id, { quantity, source }, { org: orgId })
  return id
}
