import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { findLogEntry } from '~/kernel/log.server'
import { signed } from '~/kernel/signing.server'
import { receivingKinds, receiptText } from './receipt'

type Db = Kysely<Database>

/** Of what the envelopes are part. */
export type Sealer = { bidId: string } | { pledgeId: string } | { bundleOf: string } | { seedOf: string }

const those = (of: Sealer) =>
  'bidId' in of
    ? sql`bid_id = ${of.bidId}`
    : 'pledgeId' in of
      ? sql`pledge_id = ${of.pledgeId} and state in ('waiting', 'current')`
      : 'bundleOf' in of
        ? sql`round_id = ${of.bundleOf} and kind = 'bundle' and state = 'current'`
        : sql`round_id = ${of.seedOf} and kind = 'seed' and state = 'current'`

/** Envelopes as their author keeps them: hashes, size and the moment of arrival to the microsecond. */
export async function listReceived(db: Db, of: Sealer) {
  const { rows } = await sql<{
    item: string
    kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'seed' | 'file'
    round: string
    lot: string | null
    envelopeHash: string
    commitment: string
    bytes: number
    receivedAt: string
  }>`
    select id as item, kind, round_id as round, lot_id as lot, encode(envelope_hash, 'hex') as envelope_hash,
           encode(commitment, 'hex') as commitment, octet_length(canonical(envelope)) as bytes,
           to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as received_at
    from sealed_items where ${those(of)} order by kind, received_at desc, id`.execute(db)
  return rows
}

export type Received = Awaited<ReturnType<typeof listReceived>>[number]

/**
 * `receipt/1`, signed: proof that this envelope came in at this moment, with its place in the log once a checkpoint
 * covers it; checked without the platform. A file of a bid is named by its item, everything else by its kind.
 */
export async function findReceiptOf(db: Db, of: Sealer, which: string) {
  const facts = (await listReceived(db, of)).find(({ kind, item }) =>
    kind === 'file' ? item === which : kind === which,
  )
  if (!facts) return undefined
  const subject = Object.values(of)[0]!
  const { rows } = await sql<{ id: string }>`
    select e.id from events e join event_bodies b on b.event_id = e.id
    where subject_id = ${subject} and kind = any (${sql.val([...receivingKinds])})
      and (b.body::jsonb ->> ${facts.kind} = ${facts.envelopeHash}
        or b.body::jsonb -> 'files' @> to_jsonb(${facts.envelopeHash}::text)) order by e.id limit 1`.execute(
    db,
  )
  const text = receiptText(facts, rows[0] ? await findLogEntry(db, rows[0].id) : null)
  return { ...(JSON.parse(text) as Record<string, unknown>), signature: signed(text) }
}
