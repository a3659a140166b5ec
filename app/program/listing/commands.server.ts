import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { recommend, removeRecommendation } from '~/catalog/commands.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { listProposalLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { ProposalMoveValues, ProposalValues, ReviewValues } from './form'
import { whyNotAccept, whyNotPropose } from './proposing'
import { findProposal, listedUntil, reviewsList } from './queries.server'

type Tx = Kysely<Database>
type Asked<Move> = Extract<ProposalMoveValues, { move: Move }>

const placeOf = (proposalId: string) => `/recommended/proposals/${proposalId}`
const clockTime = sql<Date>`clock_timestamp()`

/** A vendor or an agency proposes an edition. Refuses not-verified, already-recommended, proposal-exists. */
export async function propose(tx: Tx, actor: Actor, { editionId, reason }: ProposalValues, now: Date) {
  refuseIf(is(actor, 'vendor', 'liaison', 'officer') ? null : 'not-your-move')
  const own = await tx
    .selectFrom('organizations')
    .select('state')
    .where('id', '=', actor.organizationId)
    .executeTakeFirst()
  refuseIf(own?.state === 'verified' ? null : 'not-verified')
  const listed = await listedUntil(tx, editionId)
  refuseIf(whyNotPropose(listed?.until ?? null, dayOf(now)), { field: 'editionId' })
  const made = await tx
    .insertInto('listProposals')
    .values({ editionId, orgId: actor.organizationId, reason, at: clockTime })
    .onConflict((conflict) =>
      conflict.column('editionId').where('state', 'in', ['submitted', 'in_review']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!made) return refuse('proposal-exists', { field: 'editionId' })
  const event = await record(tx, 'listing.proposed', made.id, { edition: editionId })
  await tellReviewers(tx, made.id, event)
  await notifyAgencies(tx, ['officer'], { kind: 'listing.proposed', href: placeOf(made.id), event })
  return made.id
}

async function tellReviewers(tx: Tx, proposalId: string, event: string) {
  const reviewers = await tx
    .selectFrom('agencies')
    .select('orgId')
    .distinct()
    .where('reviewsList', '=', true)
    .execute()
  for (const { orgId } of reviewers)
    await notifyMembers(tx, orgId, ['liaison'], {
      kind: 'listing.proposed',
      href: placeOf(proposalId),
      event,
    })
}

/** One step of a proposal's way. */
export function moveProposal(tx: Tx, actor: Actor, id: string, asked: ProposalMoveValues, now: Date) {
  switch (asked.move) {
    case 'review':
      return review(tx, actor, id, asked)
    case 'accept':
      return accept(tx, actor, id, asked, now)
    case 'reject':
      return reject(tx, actor, id, asked.reason)
    case 'remove':
      return remove(tx, actor, id, asked.reason)
  }
}

/** The reviewing agency finds how the product meets the criteria; of the agency that proposed it, nobody does. */
async function review(tx: Tx, actor: Actor, id: string, { criteria, review: text }: ReviewValues) {
  const proposal = (await findProposal(tx, id)) ?? refuse('already-moved')
  refuseIf((await reviewsList(tx, actor)) ? null : 'not-your-move')
  refuseIf(proposal.orgId === actor.organizationId ? 'own-proposal' : null)
  await moveRow(tx, actor, 'listProposals', listProposalLifecycle, 'review', id, {
    criteria: JSON.stringify(criteria),
    review: text,
    reviewedBy: actor.personId,
    reviewedAt: clockTime,
  })
  const event = await record(tx, 'listing.reviewed', id, {}, { org: proposal.orgId })
  await notifyAgencies(tx, ['officer'], { kind: 'listing.reviewed', href: placeOf(id), event })
}

/** The office lists the edition until a day; what stood there before gives way. Refuses own-review, criteria-unmet, ends-too-soon. */
async function accept(tx: Tx, actor: Actor, id: string, asked: Asked<'accept'>, now: Date) {
  const { decisionNo, until, reason } = asked
  const proposal = (await findProposal(tx, id)) ?? refuse('already-moved')
  refuseIf(proposal.state === 'in_review' ? null : 'already-moved')
  refuseIf(whyNotAccept(proposal, actor.personId))
  const today = dayOf(now)
  refuseIf(until > today ? null : 'ends-too-soon', { field: 'until' })
  const before = await listedUntil(tx, proposal.editionId)
  if (before) await endEntry(tx, actor, before.id, 'renewed')
  const entry = { editionId: proposal.editionId, listedOn: today, until, decisionNo }
  const entryId = await recommend(tx, actor, entry)
  await moveRow(tx, actor, 'listProposals', listProposalLifecycle, 'accept', id, {
    ...decidedBy(actor, reason),
    decisionNo,
    validUntil: until,
    entryId,
  })
  await tell(tx, 'listing.accepted', id, proposal.orgId)
}

/** An entry that a renewal replaces; its own proposal ends with it. */
async function endEntry(tx: Tx, actor: Actor, entryId: string, reason: string) {
  await removeRecommendation(tx, actor, entryId, reason)
  await tx
    .updateTable('listProposals')
    .set({ state: 'removed', removal: reason, removedAt: clockTime })
    .where('entryId', '=', entryId)
    .where('state', '=', 'accepted')
    .execute()
}

async function reject(tx: Tx, actor: Actor, id: string, reason: string) {
  const { orgId } = await moveRow(tx, actor, 'listProposals', listProposalLifecycle, 'reject', id, decidedBy(actor, reason)) // oxfmt-ignore
  await tell(tx, 'listing.rejected', id, orgId)
}

/** Takes a product off the list before its time. */
async function remove(tx: Tx, actor: Actor, id: string, reason: string) {
  const { orgId } = await moveRow(tx, actor, 'listProposals', listProposalLifecycle, 'remove', id, {
    removal: reason,
    removedAt: clockTime,
  })
  const { entryId } = (await findProposal(tx, id))!
  await removeRecommendation(tx, actor, entryId!, reason)
  await tell(tx, 'listing.removed', id, orgId)
}

const decidedBy = ({ personId }: Actor, reason: string) => ({
  decidedBy: personId,
  decidedAt: clockTime,
  decision: reason,
})

type Told = 'listing.accepted' | 'listing.rejected' | 'listing.removed'

export async function tell(tx: Tx, kind: Told, id: string, orgId: string) {
  const event = await record(tx, kind, id, {}, { org: orgId })
  await notifyMembers(tx, orgId, ['vendor', 'liaison'], { kind, href: placeOf(id), event })
}
