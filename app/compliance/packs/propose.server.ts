import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import type { RecognitionPack } from '../recognition/pack'
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
  const { pack: checked } = loadPack(pack)
  const data = JSON.stringify(checked)
  const sha256 = createHash('sha256').update(data).digest()
  const inUse = await tx
    .selectFrom('recognitionPacks')
    .select(['id', 'version'])
    .where('name', '=', pack.id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  const { id } = await tx
    .insertInto('recognitionPacks')
    .values({
      name: pack.id,
      version: pack.version,
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
  const facts = { pack: id, version: pack.version }
  await record(tx, inUse ? 'recognition.pack_proposed' : 'recognition.pack_activated', id, facts)
  if (inUse) await compareAgain(tx, id, inUse.id)
  return id
}

const isKept = (tx: Db, { id, version }: RecognitionPack) =>
  tx
    .selectFrom('recognitionPacks')
    .select('id')
    .where('name', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()

/** Asks the worker what a pack would change. */
export const compareAgain = (tx: Db, packId: string, againstId: string) =>
  tx.insertInto('recognitionRuns').values({ packId, againstId, kind: 'comparison' }).execute()
