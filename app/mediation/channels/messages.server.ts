import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { type AnyChannel, type Channel, openText, sealText } from './cipher.server'

type Db = Kysely<Database>

export const messagesAtOnce = 50

/** What was written in a channel, oldest first, up to the newest fifty before `before`. */
export async function listMessages(db: Db, channel: AnyChannel, before?: number) {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('persons', 'persons.id', 'messages.authorId')
    .where('channelId', '=', channel.id)
    .$if(before !== undefined, (query) => query.where('no', '<', before!))
    .select([
      'messages.id',
      'messages.no',
      'messages.bodyCt',
      'messages.at',
      'messages.authorId',
      'persons.name',
    ])
    .select((message) =>
      message
        .selectFrom('caseSeats as seat')
        .whereRef('seat.personId', '=', 'messages.authorId')
        .where('seat.caseId', '=', channel.caseId)
        .select('seat.side')
        .orderBy('seat.validFrom')
        .limit(1)
        .as('side'),
    )
    .orderBy('messages.no', 'desc')
    .limit(messagesAtOnce)
    .execute()
  return rows.toReversed().map(({ bodyCt, ...message }) => ({
    ...message,
    body: openText(channel, 'messages', message.id, bodyCt),
  }))
}

/**
 * Writes into a channel; the draft there is used up. No event tells of it: the log would show when a caucus is busy.
 * Refuses: channel-closed.
 */
export async function postMessage(tx: Db, actor: Actor, channel: AnyChannel, text: string) {
  const id = await freshId(tx)
  await sql`select pg_advisory_xact_lock(hashtextextended(${channel.id}, 0))`.execute(tx)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('messages')
    .columns(['id', 'channelId', 'no', 'authorId', 'bodyCt'])
    .expression((query) =>
      query
        .selectFrom('channels')
        .where('channels.id', '=', channel.id)
        .where('channels.endedAt', 'is', null)
        .where('channels.destroyedAt', 'is', null)
        .select((row) => [
          sql<string>`${id}::uuid`.as('id'),
          'channels.id as channelId',
          sql<number>`1 + coalesce((select max(no) from messages where channel_id = ${channel.id}), 0)`.as(
            'no',
          ),
          sql<string>`${actor.personId}::uuid`.as('authorId'),
          row.val(sealText(channel, 'messages', id, text)).as('bodyCt'),
        ]),
    )
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) refuse('channel-closed')
  await tx
    .deleteFrom('drafts')
    .where('channelId', '=', channel.id)
    .where('personId', '=', actor.personId)
    .execute()
  return id
}

/** What the actor began to write here and has not sent. */
export async function findDraft(db: Db, actor: Actor, channel: AnyChannel): Promise<string> {
  const draft = await db
    .selectFrom('drafts')
    .select('bodyCt')
    .where('channelId', '=', channel.id)
    .where('personId', '=', actor.personId)
    .executeTakeFirst()
  return draft ? openText(channel, 'drafts', actor.personId, draft.bodyCt) : ''
}

export async function saveDraft(tx: Db, actor: Actor, channel: AnyChannel, text: string) {
  const bodyCt = sealText(channel, 'drafts', actor.personId, text)
  await tx
    .insertInto('drafts')
    .values({ channelId: channel.id, personId: actor.personId, bodyCt })
    .onConflict((conflict) =>
      conflict.columns(['channelId', 'personId']).doUpdateSet({ bodyCt, at: sql<Date>`clock_timestamp()` }),
    )
    .execute()
}

/** Tells the other readers of a channel that something was written; the notice names neither channel nor author. */
export async function tellReaders(tx: Db, channel: Channel, path: string) {
  await sql`select notify_readers(${channel.id}::uuid, ${`/cases/${channel.caseId}/${path}`})`.execute(tx)
}
