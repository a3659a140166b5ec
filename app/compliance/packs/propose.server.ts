import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { recognitionPack, type RecognitionPack } from '../recognition/pack'
import { loadPack } from '../recognition/load'
import { basePackData } from './base'
import measured from './measured.json' with { type: 'json' }

type Db = Kysely<Database>

/**
 * Keeps the pack that the repository brings, with how well it was measured to recognize: the first one is used from
 * now on, a later one is proposed to an officer and compared with what is in use. Answers the id of a new pack.
 */
export async function proposePack(
  tx: Db,
  pack: RecognitionPack = basePackData,
  figures: object = measured,
): Promise<string | null> {
  if (await isKept(tx, pack)) return null
  await sql`select pg_advisory_xact_lock(hashtext('recognition pack'))`.execute(tx)
  if (await isKept(tx, pack)) return null
  const data = JSON.stringify(loadPack(pack).pack)
  const sha256 = sha256Of(pack)
  const inUse = await tx
    .selectFrom('recognitionPacks')
    .select(['id', 'version'])
    .where('name', '=', pack.id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  const version = await nextVersion(tx, pack)
  const { id } = await tx
    .insertInto('recognitionPacks')
    .values({
      name: pack.id,
      version,
      sha256,
      data,
      rules: pack.rules.length,
      publishers: pack.publishers.length,
      ...(!inUse && { state: 'active' as const, activatedAt: sql<Date>`clock_timestamp()` }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('recognitionMeasurements')
    .values({ packId: id, figures: JSON.stringify(figures) })
    .execute()
  const facts = { pack: id, version }
  await record(tx, inUse ? 'recognition.pack_proposed' : 'recognition.pack_activated', id, facts)
  if (inUse) await compareAgain(tx, id, inUse.id)
  return id
}

const isKept = (tx: Db, pack: RecognitionPack) =>
  tx
    .selectFrom('recognitionPacks')
    .select('id')
    .where('name', '=', pack.id)
    .where('sha256', '=', sha256Of(pack))
    .executeTakeFirst()

const hashes = new WeakMap<RecognitionPack, Buffer>()

/** Of a pack's content as it is kept; worked out once, since the worker asks at every turn. */
function sha256Of(pack: RecognitionPack): Buffer {
  const before = hashes.get(pack)
  if (before) return before
  const hash = createHash('sha256')
    .update(JSON.stringify(recognitionPack.parse(pack)))
    .digest()
  hashes.set(pack, hash)
  return hash
}

/** Its day; a further one of that day is counted: `2026-11-27.2`. */
async function nextVersion(tx: Db, { id, version }: RecognitionPack): Promise<string> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from recognition_packs where name = ${id} and split_part(version, '.', 1) = ${version}`.execute(
    tx,
  )
  const { n } = rows[0]!
  return n === 0 ? version : `${version}.${n + 1}`
}

/** Asks the worker what a pack would change. */
export const compareAgain = (tx: Db, packId: string, againstId: string) =>
  tx.insertInto('recognitionRuns').values({ packId, againstId, kind: 'comparison' }).execute()
