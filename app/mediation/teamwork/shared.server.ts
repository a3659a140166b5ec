import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { findChannel } from '../channels/channels.server'
import { openText, sealText } from '../channels/cipher.server'
import { pathOf, type Side } from '../channels/kinds'
import { tellReaders } from '../channels/messages.server'
import { speak } from '../channels/talk.server'
import type { NewOfferValues } from '../offers/form'
import { makeOfferOrProposal } from '../offers/making.server'
import type { SharedDeed, SharedKind } from './form'
import { whyNotApprove, whyNotPost } from './posting'

type Tx = Kysely<Database>
type At = { caseId: string; side: Side; now: Date }
export type Content = { body: string } | NewOfferValues

// A draft lies in the team's channel under its key: no event, notice or count tells anybody else of it.

/** The words of a draft as they are kept: what was typed, as JSON, sealed for its row. */
const contentOf = (deed: Extract<SharedDeed, { move: 'save' }>): Content => {
  if ('body' in deed) return { body: deed.body }
  const { move: _, version: __, needsSecond: ___, ...terms } = deed
  return terms
}

/** Begins a draft of a side, or keeps what was changed in it; whoever changed it cannot be its second person. Refuses: case-unknown, shared-closed, shared-changed. */
export async function saveShared(
  tx: Tx,
  actor: Actor,
  { caseId, side }: At,
  kind: SharedKind,
  draftId: string | null,
  deed: Extract<SharedDeed, { move: 'save' }>,
) {
  const channel = (await findChannel(tx, caseId, `team_${side}`)) ?? refuse('case-unknown')
  const id = draftId ?? (await freshId(tx))
  const bodyCt = sealText(channel, 'side_drafts', id, JSON.stringify(contentOf(deed)))
  if (draftId === null) {
    await tx
      .insertInto('sideDrafts')
      .values({
        id,
        caseId,
        channelId: channel.id,
        kind,
        bodyCt,
        needsSecond: deed.needsSecond,
        editedBy: actor.personId,
      })
      .execute()
  } else {
    const draft = await lock(tx, caseId, draftId)
    refuseIf(whyNotPost({ ...draft, needsSecond: false }, deed.version))
    await tx
      .updateTable('sideDrafts')
      .set({ bodyCt, version: draft.version + 1, editedBy: actor.personId, editedAt: sql`clock_timestamp()` })
      .where('id', '=', draftId)
      .execute()
  }
  await tellReaders(tx, channel, `${pathOf[`team_${side}`]}/drafts/${id}`)
  return id
}

/** A second person has read this version. Refuses: shared-closed, shared-changed, own-words. */
export async function approveShared(
  tx: Tx,
  actor: Actor,
  { caseId, side }: At,
  draftId: string,
  version: number,
) {
  const draft = await lock(tx, caseId, draftId)
  refuseIf(whyNotApprove(draft, version, actor.personId))
  await tx
    .updateTable('sideDrafts')
    .set({ approvedBy: actor.personId, approvedVersion: version })
    .where('id', '=', draftId)
    .execute()
  const channel = (await findChannel(tx, caseId, `team_${side}`))!
  await tellReaders(tx, channel, `${pathOf[`team_${side}`]}/drafts/${draftId}`)
}

/**
 * What stands in the draft goes out, in the name of whoever posts it: into the joint talks, or as the side's offer. Refuses:
 * shared-closed, shared-changed, second-needed, and as speak and makeOffer.
 */
export async function postShared(tx: Tx, actor: Actor, at: At, draftId: string, version: number) {
  const { caseId, side, now } = at
  const draft = await lock(tx, caseId, draftId)
  refuseIf(whyNotPost(draft, version))
  const channel = (await findChannel(tx, caseId, `team_${side}`))!
  const content = JSON.parse(openText(channel, 'side_drafts', draftId, draft.bodyCt)) as Content
  if ('body' in content) await speak(tx, actor, caseId, 'joint', { move: 'send', body: content.body }, now)
  else await makeOfferOrProposal(tx, actor, { caseId, roles: [side], now }, content)
  await close(tx, draftId, 'posted', actor)
}

/** The side gives it up. Refuses: shared-closed, shared-changed. */
export async function dropShared(tx: Tx, actor: Actor, { caseId }: At, draftId: string, version: number) {
  const draft = await lock(tx, caseId, draftId)
  refuseIf(whyNotPost({ ...draft, needsSecond: false }, version))
  await close(tx, draftId, 'dropped', actor)
}

const close = (tx: Tx, id: string, state: 'posted' | 'dropped', actor: Actor) =>
  tx
    .updateTable('sideDrafts')
    .set({ state, closedBy: actor.personId, closedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute()

// The case's row first, as an offer takes it.
async function lock(tx: Tx, caseId: string, draftId: string) {
  await tx.selectFrom('cases').select('id').where('id', '=', caseId).forUpdate().execute()
  const draft = await tx
    .selectFrom('sideDrafts')
    .where('id', '=', draftId)
    .where('caseId', '=', caseId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  return draft ?? refuse('case-unknown')
}

/** One of the deeds of a draft's page; the rules behind each refuse. */
export async function doSharedDeed(
  tx: Tx,
  actor: Actor,
  at: At,
  { id, kind }: { id: string; kind: SharedKind },
  deed: SharedDeed,
) {
  switch (deed.move) {
    case 'save':
      return void (await saveShared(tx, actor, at, kind, id, deed))
    case 'approve':
      return approveShared(tx, actor, at, id, deed.version)
    case 'post':
      return postShared(tx, actor, at, id, deed.version)
    default:
      return void (await dropShared(tx, actor, at, id, deed.version))
  }
}
