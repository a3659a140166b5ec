import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { storeFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { addMonths, dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import {
  answerDue,
  correctionDue,
  isCorrectionAsked,
  mayAskRemoval,
  publicAt,
  whyNotCorrect,
  whyNotList,
  whyNotNotice,
  whyNotPropose,
  whyNotRemove,
} from './due-process'
import type { EntryValues, ProposalValues } from './form'
import { findFacts } from './queries.server'

type Tx = Kysely<Database>

const reviewMonths = 12

/**
 * Proposes an enterprise or a vendor on a penalty decision; nobody in public learns of it. Answers the entry's id. Refuses:
 * not-your-move, organization-unknown, proposed-already and the codes of `whyNotPropose`.
 */
export async function proposeEntry(
  tx: Tx,
  actor: Actor,
  { file, ...values }: ProposalValues,
  now: Date,
): Promise<string> {
  refuseIf(is(actor, 'officer', 'inspector') ? null : 'not-your-move')
  const organization = await punished(tx, values.uscc)
  const decision = {
    number: values.decisionNo,
    decidedOn: values.decidedOn,
    authority: values.authority,
    ground: values.ground,
    uscc: values.uscc,
    hasFile: file.size > 0,
  }
  refuseIf(
    whyNotPropose(decision, { verified: organization.state === 'verified', uscc: organization.uscc }, now),
  )
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { organizationId: orgId, personId } = actor
  const kept = await storeFile(tx, { name: file.name, bytes, orgId, personId })
  const added = await tx
    .insertInto('blacklistEntries')
    .values({
      ...values,
      orgId: organization.id,
      fileId: kept.id,
      fileSha256: kept.sha256,
      proposedBy: personId,
    })
    .onConflict((on) => on.columns(['orgId', 'decisionNo']).where('state', '<>', 'dropped').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return refuse('proposed-already', { field: 'decisionNo' })
  const { id } = added
  await note(tx, actor, id, 'propose', null)
  await record(tx, 'blacklist.proposed', id, { entry: id, organization: organization.id })
  await notifyAgencies(tx, ['officer'], { kind: 'blacklist.proposed', href: `/office/blacklist/${id}` })
  return id
}

// A decision names whom it names: whoever proposes need not oversee it.
async function punished(tx: Tx, uscc: string) {
  const { rows } = await sql<{ id: string; uscc: string; state: string }>`
    select * from organization_of_decision(${uscc})`.execute(tx)
  return rows[0] ?? refuse('organization-unknown', { field: 'uscc' })
}

/** One step of an entry by an officer. Refuses by the rules of due-process.ts and `already-moved`. */
export async function moveEntry(tx: Tx, actor: Actor, entryId: string, values: EntryValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const its = await lockEntry(tx, entryId)
  if (values.move === 'notice') return giveNotice(tx, actor, its, values.finalOn, now)
  if (values.move === 'list') return list(tx, actor, its, values.considered, now)
  if (values.move === 'drop') return drop(tx, actor, its, values.reason)
  if (values.move === 'keep') return keep(tx, actor, its, values.reason, now)
  if (values.move === 'correct') return proposeCorrection(tx, actor, its, values.correction)
  if (values.move === 'confirm_correction') return confirmCorrection(tx, actor, its, now)
  if (values.move === 'refuse_correction') return refuseCorrection(tx, actor, its, values.reason)
  return remove(tx, actor, its, values.ground, now)
}

async function lockEntry(tx: Tx, entryId: string) {
  const its = await tx
    .selectFrom('blacklistEntries')
    .selectAll()
    .where('id', '=', entryId)
    .forUpdate()
    .executeTakeFirst()
  return its ?? refuse('entry-unknown')
}

type Locked = Awaited<ReturnType<typeof lockEntry>>

const change = (tx: Tx, id: string) => tx.updateTable('blacklistEntries').where('id', '=', id)
const clock = sql<Date>`clock_timestamp()`
const addressees = ['approver', 'head', 'asset_manager', 'vendor', 'signatory'] as const
export const speakers = ['approver', 'head', 'vendor'] as const
const yearOf = (now: Date) => Number(dayOf(now).slice(0, 4))
const hearingOf = (id: string) => `/blacklist/entries/${id}`

async function giveNotice(tx: Tx, actor: Actor, its: Locked, finalOn: string, now: Date) {
  refuseIf(whyNotNotice({ ...its, finalOn }, now), { field: 'finalOn' })
  const due = answerDue(now, await loadCalendar(tx))
  await change(tx, its.id)
    .set({ state: 'noticed', finalOn, noticedBy: actor.personId, noticedAt: now, answerDue: due })
    .execute()
  await note(tx, actor, its.id, 'notice', null)
  const event = await record(tx, 'blacklist.noticed', its.id, { entry: its.id }, { org: its.orgId })
  const told = { kind: 'blacklist.noticed', href: hearingOf(its.id), event }
  await notifyMembers(tx, its.orgId, addressees, told)
}

async function list(tx: Tx, actor: Actor, its: Locked, considered: string, now: Date) {
  refuseIf(whyNotList({ ...its, considered }, actor.personId, now))
  const at = publicAt(now, await loadCalendar(tx))
  await change(tx, its.id)
    .set({
      state: 'listed',
      considered,
      listedBy: actor.personId,
      listedAt: now,
      publicAt: at,
      reviewOn: addMonths(dayOf(now), reviewMonths),
    })
    .execute()
  await note(tx, actor, its.id, 'list', considered)
  const facts = { organization: its.orgId, entry: its.id }
  const event = await record(tx, 'blacklist.listed', its.id, facts, { org: its.orgId })
  const told = { kind: 'blacklist.listed', href: hearingOf(its.id), event }
  await notifyMembers(tx, its.orgId, addressees, told)
}

async function drop(tx: Tx, actor: Actor, its: Locked, reason: string) {
  refuseIf(its.state === 'proposed' || its.state === 'noticed' ? null : 'already-moved')
  await change(tx, its.id).set({ state: 'dropped', dropReason: reason }).execute()
  await note(tx, actor, its.id, 'drop', reason)
  await record(tx, 'blacklist.dropped', its.id, { entry: its.id }, { org: its.orgId })
}

/** The yearly adjustment keeps an entry with a reason until next year's. Refuses: already-moved, reviewed-already. */
async function keep(tx: Tx, actor: Actor, its: Locked, reason: string, now: Date) {
  refuseIf(its.state === 'listed' ? null : 'already-moved')
  const batch = yearOf(now)
  const reviewed = await tx
    .selectFrom('blacklistReviews')
    .select('id')
    .where('entryId', '=', its.id)
    .where('batch', '=', batch)
    .executeTakeFirst()
  refuseIf(reviewed ? 'reviewed-already' : null)
  await tx
    .insertInto('blacklistReviews')
    .values({ entryId: its.id, batch, outcome: 'keep', reason, by: actor.personId })
    .execute()
  await change(tx, its.id)
    .set({ reviewOn: addMonths(dayOf(now), reviewMonths) })
    .execute()
  await note(tx, actor, its.id, 'keep', reason)
  await record(tx, 'blacklist.kept', its.id, { entry: its.id, batch }, { org: its.orgId })
}

async function proposeCorrection(tx: Tx, actor: Actor, its: Locked, correction: string) {
  refuseIf(its.state === 'listed' ? null : 'already-moved')
  await change(tx, its.id).set({ correction, correctionBy: actor.personId }).execute()
  await note(tx, actor, its.id, 'correct', correction)
  await record(tx, 'blacklist.correction_proposed', its.id, { entry: its.id }, { org: its.orgId })
}

/** The page shows from now on that the ground was corrected, and on which day. */
async function confirmCorrection(tx: Tx, actor: Actor, its: Locked, now: Date) {
  refuseIf(whyNotCorrect(its, actor.personId))
  await change(tx, its.id)
    .set({
      ground: its.correction!,
      correctedOn: dayOf(now),
      correction: null,
      correctionBy: null,
      correctionAsked: null,
      correctionAskedAt: null,
      correctionDue: null,
      correctionRefused: null,
    })
    .execute()
  await note(tx, actor, its.id, 'confirm_correction', null)
  const event = await record(tx, 'blacklist.corrected', its.id, { entry: its.id }, { org: its.orgId })
  await notifyMembers(tx, its.orgId, addressees, {
    kind: 'blacklist.corrected',
    href: hearingOf(its.id),
    event,
  })
}

/** What the enterprise asked to have corrected stays as it is, with the reason. Refuses: already-moved. */
async function refuseCorrection(tx: Tx, actor: Actor, its: Locked, reason: string) {
  refuseIf(isCorrectionAsked(its) ? null : 'already-moved')
  await change(tx, its.id).set({ correctionRefused: reason }).execute()
  await note(tx, actor, its.id, 'refuse_correction', reason)
  const kind = 'blacklist.correction_refused'
  const event = await record(tx, kind, its.id, { entry: its.id }, { org: its.orgId })
  await notifyMembers(tx, its.orgId, addressees, { kind, href: hearingOf(its.id), event })
}

/** Two officers take an entry off: the first consents, the second removes; neither may have proposed it. */
async function remove(tx: Tx, actor: Actor, its: Locked, ground: 'rectified' | 'annulled', now: Date) {
  const { rectified, bought } = await findFacts(tx, its.id)
  const removal = {
    state: its.state,
    proposedBy: its.proposedBy,
    firstBy: its.removalFirstBy,
    firstGround: its.removedGround,
    ground,
    rectificationAccepted: rectified,
    purchaseDelivered: bought,
  }
  refuseIf(whyNotRemove(removal, actor.personId))
  await note(tx, actor, its.id, its.removalFirstBy ? 'remove' : 'consent_removal', ground)
  if (!its.removalFirstBy) {
    await change(tx, its.id).set({ removalFirstBy: actor.personId, removedGround: ground }).execute()
    await record(tx, 'blacklist.removal_consented', its.id, { entry: its.id }, { org: its.orgId })
    return
  }
  await change(tx, its.id).set({ state: 'removed', removedBy: actor.personId, removedAt: clock }).execute()
  await tx
    .insertInto('blacklistReviews')
    .values({ entryId: its.id, batch: yearOf(now), outcome: 'remove', reason: ground, by: actor.personId })
    .onConflict((on) => on.columns(['entryId', 'batch']).doNothing())
    .execute()
  const facts = { organization: its.orgId, entry: its.id }
  const event = await record(tx, 'blacklist.removed', its.id, facts, { org: its.orgId })
  const told = { kind: 'blacklist.removed', href: hearingOf(its.id), event }
  await notifyMembers(tx, its.orgId, addressees, told)
}

/** The organization is heard before anything is public. Refuses: not-your-move, already-moved, answer-too-late. */
export async function answerNotice(tx: Tx, actor: Actor, entryId: string, answer: string, now: Date) {
  refuseIf(is(actor, ...speakers) ? null : 'not-your-move')
  const its = await ownEntry(tx, actor, entryId)
  refuseIf(its.state === 'noticed' ? null : 'already-moved')
  refuseIf(its.answerDue && now < its.answerDue ? null : 'answer-too-late')
  await change(tx, its.id).set({ answer, answeredAt: now }).execute()
  await note(tx, actor, its.id, 'answer', null)
  await record(tx, 'blacklist.answered', its.id, { entry: its.id })
  await notifyAgencies(tx, ['officer'], { kind: 'blacklist.answered', href: `/office/blacklist/${its.id}` })
}

/** Asks to be taken off, once both facts hold. Refuses: not-your-move, removal-facts-missing, already-moved. */
export async function askRemoval(tx: Tx, actor: Actor, entryId: string, now: Date) {
  refuseIf(is(actor, ...speakers) ? null : 'not-your-move')
  const its = await ownEntry(tx, actor, entryId)
  const { rectified, bought } = await findFacts(tx, its.id)
  const facts = { ...its, firstBy: null, firstGround: null, ground: 'rectified' as const }
  refuseIf(its.state === 'listed' && !its.removalAskedAt ? null : 'already-moved')
  refuseIf(
    mayAskRemoval({ ...facts, rectificationAccepted: rectified, purchaseDelivered: bought })
      ? null
      : 'removal-facts-missing',
  )
  await change(tx, its.id).set({ removalAskedAt: now }).execute()
  await note(tx, actor, its.id, 'ask_removal', null)
  await record(tx, 'blacklist.removal_asked', its.id, { entry: its.id })
  await notifyAgencies(tx, ['officer'], {
    kind: 'blacklist.removal_asked',
    href: `/office/blacklist/${its.id}`,
  })
}

/** Says what is wrong with what is public; answered within five working days. Refuses: not-your-move, already-moved. */
export async function askCorrection(tx: Tx, actor: Actor, entryId: string, asked: string, now: Date) {
  refuseIf(is(actor, ...speakers) ? null : 'not-your-move')
  const its = await ownEntry(tx, actor, entryId)
  refuseIf(its.state === 'listed' && !isCorrectionAsked(its) ? null : 'already-moved')
  const due = correctionDue(now, await loadCalendar(tx))
  await change(tx, its.id)
    .set({ correctionAsked: asked, correctionAskedAt: now, correctionDue: due, correctionRefused: null })
    .execute()
  await note(tx, actor, its.id, 'ask_correction', asked)
  const kind = 'blacklist.correction_asked'
  await record(tx, kind, its.id, { entry: its.id })
  await notifyAgencies(tx, ['officer'], { kind, href: `/office/blacklist/${its.id}` })
}

async function ownEntry(tx: Tx, actor: Actor, entryId: string) {
  const its = await lockEntry(tx, entryId)
  return its.orgId === actor.organizationId ? its : refuse('entry-unknown')
}

async function note(tx: Tx, actor: Actor, entryId: string, move: string, reason: string | null) {
  await tx.insertInto('blacklistMoves').values({ entryId, move, by: actor.personId, reason }).execute()
}
