import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import type { Actor } from '~/people/actor'
import { findChannel, listReaders } from '../channels/channels.server'
import { openText } from '../channels/cipher.server'
import { type Side, sideIn } from '../channels/kinds'
import { isClosed } from '../lifecycle'
import { isTalking } from '../offers/reading.server'
import { findCase, listObjections } from '../queries.server'
import type { SharedKind } from './form'
import { isApproved, whyNotApprove, whyNotPost } from './posting'
import type { Content } from './shared.server'

type Db = Kysely<Database>

/** The team of a side at work on a case: its channel and people; undefined for everybody who is not of it. */
async function findTeam(db: Db, caseId: string, side: Side) {
  const its = await findCase(db, caseId)
  const channel = its && sideIn(its.roles) === side && (await findChannel(db, caseId, `team_${side}`))
  if (!its || !channel || its.state === 'draft') return undefined
  const readers = await listReaders(db, channel.id)
  return {
    channel,
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles, currency: its.currency },
    title: its.number,
    side,
    readers: readers.map(({ id, name }) => ({ id, name })),
    talking: isTalking(its.state),
    open: !isClosed(its.state),
  }
}

/** The drafts that a side is at, and those that came to an end. */
export async function listShared(db: Db, caseId: string, side: Side) {
  const channel = await findChannel(db, caseId, `team_${side}`)
  if (!channel) return []
  const rows = await db
    .selectFrom('sideDrafts as draft')
    .innerJoin('persons', 'persons.id', 'draft.editedBy')
    .where('draft.channelId', '=', channel.id)
    .selectAll('draft')
    .select('persons.name as editor')
    .orderBy('draft.editedAt', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    editor: row.editor,
    editedAt: row.editedAt,
    needsSecond: row.needsSecond,
    isApproved: isApproved(row),
  }))
}

export type SharedRow = Awaited<ReturnType<typeof listShared>>[number]

/** What a new draft of this kind begins with; an offer is drafted while offers are made. */
export async function readNewShared(db: Db, caseId: string, side: Side, kind: SharedKind) {
  const team = await findTeam(db, caseId, side)
  if (!team?.open || (kind === 'offer' && !team.talking)) return undefined
  const { channel: _, ...shown } = team
  return { ...shown, kind, objections: (await listObjections(db, caseId)).map(({ no }) => no) }
}

/** One draft with its words, who has changed and approved it, and what the reader may do. */
export async function readShared(db: Db, actor: Actor, caseId: string, side: Side, draftId: string) {
  const team = uuidForm.test(draftId) ? await findTeam(db, caseId, side) : undefined
  const row =
    team &&
    (await db
      .selectFrom('sideDrafts as draft')
      .innerJoin('persons as editor', 'editor.id', 'draft.editedBy')
      .leftJoin('persons as second', 'second.id', 'draft.approvedBy')
      .leftJoin('persons as closer', 'closer.id', 'draft.closedBy')
      .where('draft.id', '=', draftId)
      .where('draft.channelId', '=', team.channel.id)
      .selectAll('draft')
      .select(['editor.name as editorName', 'second.name as secondName', 'closer.name as closerName'])
      .executeTakeFirst())
  if (!team || !row) return undefined
  const { channel, ...shown } = team
  const { bodyCt, ...draft } = row
  return {
    ...shown,
    draft: { ...draft, isApproved: isApproved(draft) },
    content: JSON.parse(openText(channel, 'side_drafts', draft.id, bodyCt)) as Content,
    whyNotPost: whyNotPost(draft, draft.version),
    mayApprove:
      team.open && !isApproved(draft) && whyNotApprove(draft, draft.version, actor.personId) === null,
    objections: (await listObjections(db, caseId)).map(({ no }) => no),
  }
}

export type SharedRead = NonNullable<Awaited<ReturnType<typeof readShared>>>
