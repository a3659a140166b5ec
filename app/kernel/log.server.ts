import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { signCheckpoint } from './checkpoint'
import { signingKey } from './ed25519'
import { consistencyProof, inclusionProof, root } from './merkle'

type Db = Kysely<Database>

/** The name under which this log signs (trust.md §7). */
export const logOrigin = () => `muster/${new URL(env.PUBLIC_ORIGIN).host}`

const every = 60_000

/** What the worker does with the log: seals what happened, and says at most once a minute how far the log is. */
export const clockMoves = [
  { name: 'log.seal', run: sealLog },
  { name: 'log.checkpoint', run: publishCheckpoint },
]

/** Gives events of finished transactions their leaves; answers how many leaves there are. */
export async function sealLog(tx: Db) {
  await sql`select seal_events()`.execute(tx)
}

/** Signs the root over all leaves, when there are more than at the last time; at most once a minute. */
export async function publishCheckpoint(tx: Db, now: Date) {
  const last = await findCheckpoint(tx)
  if (last && now.getTime() - last.at.getTime() < every) return
  const { size } = await tx.selectFrom('sealState').select('size').executeTakeFirstOrThrow()
  if (size === (last?.size ?? 0n)) return
  const hash = Buffer.from(root(await listHashes(tx, size)))
  const note = signCheckpoint(
    { origin: logOrigin(), size: Number(size), root: hash },
    signingKey(env.signingSeed),
  )
  await tx.insertInto('checkpoints').values({ size, root: hash, note }).execute()
}

/** The newest signed note, or the one of a size. */
export const findCheckpoint = (db: Db, size?: bigint) =>
  db
    .selectFrom('checkpoints')
    .selectAll()
    .$if(size !== undefined, (query) => query.where('size', '=', size!))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()

async function listHashes(db: Db, size: bigint) {
  const rows = await db.selectFrom('leaves').select('hash').where('ix', '<', size).orderBy('ix').execute()
  return rows.map(({ hash }) => hash)
}

export type LogEntry = {
  index: number
  leaf: string
  salt: string
  body: string
  checkpoint: string
  proof: string[]
}

/**
 * Where an event stands in the log, with all that proves it without the platform: the leaf and the body behind its hash,
 * the way to the root, and the signed note of that root. Null until a checkpoint covers it.
 */
export async function findLogEntry(db: Db, eventId: string): Promise<LogEntry | null> {
  return (await listLogEntries(db, [eventId])).get(eventId) ?? null
}

/** The same of several events, by their ids, under the newest checkpoint or the one of a size; the leaves are read once. */
export async function listLogEntries(db: Db, eventIds: readonly string[], size?: bigint) {
  const entries = new Map<string, LogEntry>()
  const checkpoint = await findCheckpoint(db, size)
  if (!checkpoint || eventIds.length === 0) return entries
  const { rows } = await sql<{
    id: string
    ix: bigint
    leaf: string
    salt: Buffer | null
    body: string | null
  }>`
    select e.id, l.ix, leaf_of(e) as leaf, b.salt, b.body from events e join leaves l on l.event_id = e.id
    join event_bodies b on b.event_id = e.id where e.id in (${sql.join(eventIds)}) and l.ix < ${checkpoint.size}
    order by l.ix`.execute(db)
  const hashes = rows.length > 0 ? await listHashes(db, checkpoint.size) : []
  for (const { id, ix, leaf, salt, body } of rows)
    if (salt && body !== null)
      entries.set(id, {
        index: Number(ix),
        leaf,
        salt: salt.toString('hex'),
        body,
        checkpoint: checkpoint.note,
        proof: inclusionProof(hashes, Number(ix)).map(base64),
      })
  return entries
}

/** How far the log is numbered. */
export const sealedSize = async (db: Db) =>
  (await db.selectFrom('sealState').select('size').executeTakeFirstOrThrow()).size

/** The way from a leaf to the root over the first `size` leaves, in base64 (RFC 6962 §2.1.1); null where there are not as many. */
export async function proveLeaf(db: Db, leaf: bigint, size: bigint) {
  if (leaf >= size || size > (await sealedSize(db))) return null
  const hashes = await listHashes(db, size)
  return {
    leaf: Number(leaf),
    size: Number(size),
    hash: base64(hashes[Number(leaf)]!),
    root: base64(root(hashes)),
    proof: inclusionProof(hashes, Number(leaf)).map(base64),
  }
}

/** That the first `from` leaves are the beginning of the first `to`, in base64 (RFC 6962 §2.1.2); null where there are not as many. */
export async function proveGrowth(db: Db, from: bigint, to: bigint) {
  if (from > to || to > (await sealedSize(db))) return null
  const hashes = await listHashes(db, to)
  return {
    from: Number(from),
    to: Number(to),
    fromRoot: base64(root(hashes.slice(0, Number(from)))),
    toRoot: base64(root(hashes)),
    proof: consistencyProof(hashes, Number(from)).map(base64),
  }
}

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64')
