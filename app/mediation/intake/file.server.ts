import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { findBody } from '../bodies/bodies.server'
import { openChannels } from '../channels/channels.server'
import { isLicensed } from '../deadlines'
import { beginPeriod } from '../deadlines.server'
import { attachSnapshots } from '../evidence/snapshots.server'
import { placeProvisional } from '../holds/holds.server'
import { moveCase, recordOfCase } from '../moves.server'
import { makeFirstOffer } from '../offers/offers.server'
import { tellBody } from '../telling.server'
import { countFilings } from './filings.server'
import type { DraftValues, ObjectionValues } from './form'
import { type Matter, objectionsAtMost, whyNotFile, whyNotObject } from './grounds'
import { isReviewed } from './reviewing'
import { findOpenCase, type Subject } from './subject.server'

type Tx = Kysely<Database>

/**
 * Begins a case as a draft that its author alone sees, with its channels and its first objection. Refuses: party-unknown, subject-in-case,
 * body-license-expired, ground-of-other-type, remedy-of-other-type, amount-needed, refund-above-paid, quantity-above-line.
 */
export async function draftCase(
  tx: Tx,
  actor: Actor,
  asked: Subject | undefined,
  values: DraftValues,
  now: Date,
) {
  const subject = asked ?? refuse('party-unknown', { field: 'uscc' })
  refuseIf((await findOpenCase(tx, actor, subject)) && 'subject-in-case')
  refuseIf(whyNotObject(subject.type, values, subject.bought))
  const body = (await findBody(tx, values.bodyId)) ?? refuse('body-license-expired', { field: 'bodyId' })
  refuseIf(isLicensed(body, now) ? null : 'body-license-expired', { field: 'bodyId' })
  const id = await freshId(tx)
  await tx
    .insertInto('cases')
    .values({
      id,
      number: sql<string>`fresh_case_number()`,
      type: subject.type,
      claimantId: actor.organizationId,
      respondentId: subject.respondentId,
      bodyId: body.orgId,
      draftedBy: actor.personId,
      currency: subject.bought?.currency ?? 'CNY',
    })
    .execute()
  await tx
    .insertInto('caseSeats')
    .values({ caseId: id, personId: actor.personId, side: 'claimant', capacity: 'representative' })
    .execute()
  await openChannels(tx, id)
  await insertObjection(tx, id, subject, values)
  await beginPeriod(tx, id, 'draft', now)
  await recordOfCase(tx, 'case.drafted', id, { type: subject.type })
  return id
}

/** One more objection against the same respondent. Refuses as above, and draft-only, other-respondent, objections-too-many. */
export async function addObjection(
  tx: Tx,
  actor: Actor,
  caseId: string,
  subject: Subject,
  values: ObjectionValues,
) {
  const draft = await lockDraft(tx, caseId)
  refuseIf(
    draft.respondentId === subject.respondentId && draft.type === subject.type ? null : 'other-respondent',
  )
  const open = await findOpenCase(tx, actor, subject)
  refuseIf(open && open !== caseId ? 'subject-in-case' : null)
  refuseIf(whyNotObject(subject.type, values, subject.bought))
  await insertObjection(tx, caseId, subject, values)
}

/** Takes an objection out of the draft; its number is free again. Refuses: draft-only. */
export async function dropObjection(tx: Tx, caseId: string, objectionId: string) {
  await lockDraft(tx, caseId)
  await tx.deleteFrom('objections').where('caseId', '=', caseId).where('id', '=', objectionId).execute()
  await sumUp(tx, caseId)
}

/** An address at which the respondent can be reached, if the claimant knows a better one. Refuses: draft-only. */
export async function nameContact(tx: Tx, caseId: string, respondentContact: string | null) {
  await lockDraft(tx, caseId)
  await tx.updateTable('cases').set({ respondentContact }).where('id', '=', caseId).execute()
}

/**
 * Files the case: the first offer is made, what the platform knows becomes evidence, the disputed money of those lines
 * alone is held, all in one transaction. Refuses: draft-only, matter-*, objection-missing, objections-too-many,
 * offer-missing, contact-missing, body-license-expired, subject-in-case.
 */
export async function fileCase(tx: Tx, actor: Actor, caseId: string, matter: Matter, now: Date) {
  const draft = await lockDraft(tx, caseId)
  const body = await findBody(tx, draft.bodyId)
  refuseIf(body && isLicensed(body, now) ? null : 'body-license-expired')
  refuseIf(whyNotFile({ matter, ...(await readiness(tx, caseId)) }))
  refuseIf((await isDisputed(tx, actor, caseId)) ? 'subject-in-case' : null)
  const moved = await moveCase(tx, caseId, 'file', { facts: { type: draft.type } })
  await makeFirstOffer(tx, caseId)
  await attachSnapshots(tx, actor, caseId, 'claimant')
  await placeProvisional(tx, caseId, moved.stateSince)
  if (isReviewed(await countFilings(tx, caseId))) await tellBody(tx, moved, null, ['head'])
  return moved
}

/** Another draft about the same thing was filed in the meantime. */
async function isDisputed(tx: Tx, actor: Actor, caseId: string) {
  const { rows } = await sql`
    select from objections o join cases c on c.id = o.case_id where c.id = ${caseId}
      and open_case_on(o.subject_kind, o.subject_id, ${actor.organizationId}::uuid, c.respondent_id) is not null`.execute(
    tx,
  )
  return rows.length > 0
}

/** What stands in the way of filing, as facts. */
export async function readiness(db: Tx, caseId: string) {
  const { rows } = await sql<{ objections: number; hasFirstOffer: boolean; isReachable: boolean }>`
    select (select count(*)::int from objections where case_id = ${caseId}) as objections,
      exists (select from offers where case_id = ${caseId} and side = 'claimant' and no = 1) as "hasFirstOffer",
      reachable(${caseId}::uuid) as "isReachable"`.execute(db)
  return rows[0]!
}

async function insertObjection(tx: Tx, caseId: string, { kind, id }: Subject, values: ObjectionValues) {
  const { ground, remedy, amount, quantity, text } = values
  const { rows } = await sql<{ free: number | null }>`
    select min(no) as free from generate_series(1, ${objectionsAtMost}) as no
    where no not in (select o.no from objections o where o.case_id = ${caseId})`.execute(tx)
  await tx
    .insertInto('objections')
    .values({
      caseId,
      no: rows[0]!.free ?? refuse('objections-too-many'),
      subjectKind: kind,
      subjectId: id,
      ground,
      remedy,
      amount: amount ?? 0n,
      quantity,
      text,
    })
    .execute()
  await sumUp(tx, caseId)
}

const sumUp = (tx: Tx, caseId: string) =>
  tx
    .updateTable('cases')
    .set({
      amount: sql<bigint>`(select coalesce(sum(amount), 0)::bigint from objections where case_id = ${caseId})`,
    })
    .where('id', '=', caseId)
    .execute()

async function lockDraft(tx: Tx, caseId: string) {
  const draft = await tx
    .selectFrom('cases')
    .select(['id', 'type', 'respondentId', 'bodyId', 'state'])
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  return draft?.state === 'draft' ? draft : refuse('draft-only')
}
