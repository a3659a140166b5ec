import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

const pageSize = 30

/** Signed checkpoints of the audit log, the newest first. */
export async function listCheckpoints(db: Db, before: string | null) {
  const rows = await db
    .selectFrom('checkpoints')
    .select(sql<string>`size::text`.as('size'))
    .select(sql<string>`encode(root, 'hex')`.as('root'))
    .select('at')
    .$if(before !== null && /^\d{1,18}$/.test(before), (query) => query.where('size', '<', BigInt(before!)))
    .orderBy('checkpoints.size', 'desc')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  return { rows: shown, next: rows.length > pageSize ? shown.at(-1)!.size : null }
}

/** What anyone may know of one place of the log; nothing of what happened, unless it is a public event of a round. */
export async function findLeaf(db: Db, place: string) {
  if (!/^\d{1,15}$/.test(place)) return undefined
  const { rows } = await sql<{
    ix: bigint
    hash: Buffer
    filler: boolean
    eventId: string | null
    kind: string | null
    at: Date | null
    roundId: string | null
    roundNumber: string | null
    /** digest of the list of scripts that the event tells of */
    scripts: string | null
  }>`
    select s.*, r.number as round_number from shown_leaf(${place}::bigint) s left join rounds r on r.id = s.round_id`.execute(
    db,
  )
  const [leaf] = rows
  return leaf && { ...leaf, ix: Number(leaf.ix), hash: leaf.hash.toString('hex') }
}

/** The oldest checkpoint that covers a place. */
export async function findCover(db: Db, place: number) {
  const row = await db
    .selectFrom('checkpoints')
    .select([sql<string>`size::text`.as('size'), 'at'])
    .where('size', '>', BigInt(place))
    .orderBy('checkpoints.size')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
