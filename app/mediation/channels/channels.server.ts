import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Channel, freshChannelKey } from './cipher.server'
import type { CaseChannelKind } from './kinds'

type Db = Kysely<Database>

/** The channel of this kind that the actor reads now; undefined for everyone who has no seat in it. */
export async function findChannel(
  db: Db,
  caseId: string,
  kind: CaseChannelKind,
): Promise<Channel | undefined> {
  return (await db
    .selectFrom('channels')
    .select(['id', 'caseId', 'kind', 'no', 'wrappedKey'])
    .where('caseId', '=', caseId)
    .where('kind', '=', kind)
    .where('destroyedAt', 'is', null)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst()) as Channel | undefined
}

/** Who reads a channel, by name: shown before anything is typed. */
export function listReaders(db: Db, channelId: string) {
  return db
    .selectFrom('channelMembers as reader')
    .innerJoin('channels', 'channels.id', 'reader.channelId')
    .innerJoin('caseSeats as seat', (join) =>
      join.onRef('seat.caseId', '=', 'channels.caseId').onRef('seat.personId', '=', 'reader.personId'),
    )
    .innerJoin('persons', 'persons.id', 'reader.personId')
    .where('reader.channelId', '=', channelId)
    .where('reader.validUntil', 'is', null)
    .where('seat.validUntil', 'is', null)
    .distinctOn('persons.id')
    .select(['persons.id', 'persons.name', 'seat.side', 'seat.capacity'])
    .orderBy('persons.id')
    .execute()
}

/** Opens whatever channel a case has not yet: the same seven in every case, so that one being there tells nothing. */
export async function openChannels(tx: Db, caseId: string) {
  const { rows } = await sql<{
    kind: CaseChannelKind
    no: number
  }>`select kind, no from channels_to_open(${caseId}::uuid)`.execute(tx)
  for (const { kind, no } of rows)
    await sql`select open_channel(${caseId}::uuid, ${kind}, ${freshChannelKey({ caseId, kind, no })}, ${no})`.execute(
      tx,
    )
}
