import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { isClosed } from '../lifecycle'
import { findCase } from '../queries.server'
import { findChannel } from './channels.server'
import { type Channel, freshChannelKey, openText } from './cipher.server'
import type { ExpertDeed, TalkValues } from './form'
import { expertPath, pathOf, type Side, sideIn } from './kinds'
import { postMessage, saveDraft, tellReaders } from './messages.server'
import { readTalkOf } from './talk.server'

type Db = Kysely<Database>
type ExpertChannel = Channel & { side: Side; expertName: string; endedAt: Date | null }

// No event tells of an expert: that one was asked is known in their channel alone.

const expertChannels = (db: Db, caseId: string) =>
  db
    .selectFrom('channels')
    .innerJoin('persons', 'persons.id', 'channels.expertId')
    .where('channels.caseId', '=', caseId)
    .where('channels.kind', '=', 'expert')
    .where('channels.destroyedAt', 'is', null)
    .select(['channels.id', 'channels.caseId', 'channels.kind', 'channels.no', 'channels.wrappedKey'])
    .select(['channels.side', 'channels.endedAt', 'persons.name as expertName'])
    .orderBy('channels.no')

/** The experts whose channels one reads; undefined for whoever has none and may ask none. */
export async function readExperts(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  const side = its ? sideIn(its.roles) : null
  const reads = side !== null || its?.roles.some((role) => role === 'mediator' || role === 'expert')
  if (!its || !reads || its.state === 'draft') return undefined
  const rows = await expertChannels(db, caseId).execute()
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    side: isClosed(its.state) ? null : side,
    experts: rows.map(({ id, no, side: asked, endedAt, expertName }) => ({
      id,
      no,
      side: asked!,
      endedAt,
      name: expertName,
    })),
  }
}

export type ExpertRow = NonNullable<Awaited<ReturnType<typeof readExperts>>>['experts'][number]

/** A side asks an expert, or lets one go. Refuses: not-your-move, not-now, expert-unknown, expert-of-party, expert-mediated, seat-taken. */
export async function doExpertDeed(tx: Db, caseId: string, deed: ExpertDeed) {
  if (deed.move === 'end') return void (await sql`select end_expert(${deed.channelId}::uuid)`.execute(tx))
  const { rows } = await sql<{ no: number | null }>`select next_expert_no(${caseId}::uuid) as no`.execute(tx)
  const no = rows[0]!.no ?? refuse('not-your-move')
  const key = freshChannelKey({ caseId, kind: 'expert', no })
  await sql`select invite_expert(${caseId}::uuid, ${deed.address}, ${no}, ${key})`.execute(tx)
}

/** The channel of the expert of this number, for its readers. */
export async function findExpertChannel(db: Db, caseId: string, no: number) {
  return (await expertChannels(db, caseId).where('channels.no', '=', no).executeTakeFirst()) as
    | ExpertChannel
    | undefined
}

/** One expert's channel as its reader has it; undefined for everybody else. */
export async function readExpertTalk(db: Db, actor: Actor, caseId: string, no: number, before?: number) {
  const its = await findCase(db, caseId)
  const channel = its && (await findExpertChannel(db, caseId, no))
  if (!its || !channel) return undefined
  const releases = await listReleases(db, channel)
  return {
    ...(await readTalkOf(db, actor, its, channel, before)),
    released: releases.filter((one) => one.jointMessageId).map((one) => one.messageId),
    waiting: releases.filter((one) => !one.jointMessageId).map((one) => one.messageId),
    mayRelease: releaserOf(its.roles, channel.side) !== null,
    no,
    expertName: channel.expertName,
    ended: channel.endedAt !== null,
  }
}

/** Writes to the expert, or as the expert. Refuses: case-unknown, channel-closed. */
export async function speakWithExpert(tx: Db, actor: Actor, caseId: string, no: number, values: TalkValues) {
  const channel = (await findExpertChannel(tx, caseId, no)) ?? refuse('case-unknown')
  if (values.move === 'draft') return saveDraft(tx, actor, channel, values.body)
  await postMessage(tx, actor, channel, values.body)
  await tellReaders(tx, channel, expertPath(no))
}

/** A message of an expert's channel as it would leave, for the side that asked and the mediator. */
export async function findExpertReleasable(db: Db, caseId: string, no: number, messageId: string) {
  const its = await findCase(db, caseId)
  const channel = its && (await findExpertChannel(db, caseId, no))
  if (!its || !channel || isClosed(its.state)) return undefined
  const by = releaserOf(its.roles, channel.side)
  const message = await db
    .selectFrom('messages')
    .select(['id', 'bodyCt'])
    .where('id', '=', messageId)
    .where('channelId', '=', channel.id)
    .executeTakeFirst()
  if (!message || by === null) return undefined
  return {
    its: { id: its.id, number: its.number },
    title: its.number,
    no,
    expertName: channel.expertName,
    channel,
    by,
    body: openText(channel, 'messages', message.id, message.bodyCt),
  }
}

/**
 * One of the two whose word it takes says that a message may go to everybody; with the second one its exact text becomes
 * a joint message. Refuses: case-unknown, released-before.
 */
export async function releaseOfExpert(tx: Db, actor: Actor, caseId: string, no: number, messageId: string) {
  const { channel, by, body } =
    (await findExpertReleasable(tx, caseId, no, messageId)) ?? refuse('case-unknown')
  await sql`select pg_advisory_xact_lock(hashtextextended(${messageId}, 0))`.execute(tx)
  const said = (await listReleases(tx, channel)).find((one) => one.messageId === messageId)
  refuseIf(said?.[by] ? 'released-before' : null)
  if (!said)
    return void (await tx
      .insertInto('expertReleases')
      .values({ messageId, channelId: channel.id, [by]: actor.personId })
      .execute())
  const joint = (await findChannel(tx, caseId, 'joint'))!
  const jointMessageId = await postMessage(tx, actor, joint, body)
  await tx
    .updateTable('expertReleases')
    .set({ [by]: actor.personId, jointMessageId })
    .where('messageId', '=', messageId)
    .execute()
  await tellReaders(tx, joint, pathOf.joint)
}

const releaserOf = (roles: readonly string[], side: Side) =>
  roles.includes('mediator')
    ? ('mediatorYesBy' as const)
    : roles.includes(side)
      ? ('sideYesBy' as const)
      : null

const listReleases = (db: Db, { id }: Channel) =>
  db.selectFrom('expertReleases').selectAll().where('channelId', '=', id).execute()
