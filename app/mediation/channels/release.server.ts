import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { isClosed } from '../lifecycle'
import { findCase } from '../queries.server'
import { findChannel } from './channels.server'
import { type Channel, openText } from './cipher.server'
import { pathOf, type Side, sideIn } from './kinds'
import { postMessage, tellReaders } from './messages.server'

type Db = Kysely<Database>

/** A message of one's own side in its caucus, as it would leave; undefined for everybody else. */
export async function findReleasable(db: Db, caseId: string, side: Side, messageId: string) {
  const its = await findCase(db, caseId)
  const caucus = its && sideIn(its.roles) === side && (await findChannel(db, caseId, `caucus_${side}`))
  if (!its || !caucus || isClosed(its.state)) return undefined
  const message = await db
    .selectFrom('messages')
    .innerJoin('caseSeats as seat', 'seat.personId', 'messages.authorId')
    .where('messages.id', '=', messageId)
    .where('messages.channelId', '=', caucus.id)
    .where('seat.caseId', '=', caseId)
    .where('seat.side', '=', side)
    .select(['messages.id', 'messages.bodyCt'])
    .executeTakeFirst()
  if (!message) return undefined
  const body = openText(caucus, 'messages', message.id, message.bodyCt)
  return { its: { id: its.id, number: its.number }, title: its.number, caucus, body }
}

/**
 * Takes one message out of a caucus: its exact text becomes a new joint message of whoever releases it, without a word
 * of its origin. That it was done is written down in the caucus alone. Refuses: case-unknown, released-before.
 */
export async function releaseMessage(tx: Db, actor: Actor, caseId: string, side: Side, messageId: string) {
  const { caucus, body } = (await findReleasable(tx, caseId, side, messageId)) ?? refuse('case-unknown')
  refuseIf((await listReleased(tx, caucus)).includes(messageId) ? 'released-before' : null)
  const joint = (await findChannel(tx, caseId, 'joint'))!
  const jointMessageId = await postMessage(tx, actor, joint, body)
  await tx
    .insertInto('caucusReleases')
    .values({ caucusMessageId: messageId, channelId: caucus.id, jointMessageId, by: actor.personId })
    .execute()
  await tellReaders(tx, joint, pathOf.joint)
}

/** Which messages of a caucus were released. */
export async function listReleased(db: Db, { id }: Channel) {
  const rows = await db
    .selectFrom('caucusReleases')
    .select('caucusMessageId')
    .where('channelId', '=', id)
    .execute()
  return rows.map(({ caucusMessageId }) => caucusMessageId)
}
