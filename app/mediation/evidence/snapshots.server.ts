import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { sha256 } from '~/kernel/sha256'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { findChannel } from '../channels/channels.server'
import { sealText } from '../channels/cipher.server'
import type { Side } from '../channels/kinds'

type Tx = Kysely<Database>
type Snapshot = {
  subjectKind: 'order' | 'purchase_record' | 'entitlement'
  subjectId: string
  no: string
  body: string
}

/**
 * Takes what the platform knows of the disputed lines into the joint evidence: canonical bytes with their digest, kept
 * for good, whatever becomes of the rows behind them. The same row is taken once per case.
 */
export async function attachSnapshots(tx: Tx, actor: Actor, caseId: string, side: Side) {
  const channel = (await findChannel(tx, caseId, 'joint'))!
  const { rows } = await sql<Snapshot>`
    select subject_kind as "subjectKind", subject_id as "subjectId", no, body from case_snapshots(${caseId}::uuid) s
    where not exists (select from evidence_items i where i.channel_id = ${channel.id} and i.subject_id = s.subject_id)
    order by array_position(array['order', 'purchase_record', 'entitlement'], subject_kind), no`.execute(tx)
  for (const { subjectKind, subjectId, no, body } of rows) {
    const id = await freshId(tx)
    await tx
      .insertInto('evidenceItems')
      .values({
        id,
        caseId,
        channelId: channel.id,
        no: nextNo(channel.id),
        kind: 'platform_record',
        titleCt: sealText(channel, 'evidence_items', id, no),
        bySide: side,
        subjectKind,
        subjectId,
        by: actor.personId,
      })
      .execute()
    await tx
      .insertInto('evidenceVersions')
      .values({
        itemId: id,
        no: 1,
        sha256: sha256(body),
        bytes: BigInt(Buffer.byteLength(body)),
        mediaType: 'application/json',
        source: 'platform',
        record: body,
        by: actor.personId,
      })
      .execute()
  }
}

/** Evidence is numbered per channel: a gap would tell of another one. */
export const nextNo = (channelId: string) =>
  sql<number>`(select 1 + coalesce(max(no), 0) from evidence_items where channel_id = ${channelId})`
