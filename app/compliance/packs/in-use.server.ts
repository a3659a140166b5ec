import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { recognitionPack } from '../recognition/pack'
import { compileRules, type Rules } from '../recognition/rules'
import { basePack, basePackData } from './base'

type Db = Kysely<Database>

/** A pack ready to recognize with; its id is null only while none has been activated yet. */
export type PackInUse = { id: string | null; version: string; rules: Rules }

const ready = new Map<string, Rules>()

/** The pack that an officer activated last; before that the one of the repository. */
export async function packInUse(db: Db): Promise<PackInUse> {
  const row = await db
    .selectFrom('recognitionPacks')
    .select(['id', 'version'])
    .where('name', '=', basePackData.id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (!row) return { id: null, version: basePackData.version, rules: basePack() }
  return { ...row, rules: await rulesOf(db, row.id) }
}

/** A pack by its id, compiled once per process. */
export async function packById(db: Db, id: string): Promise<PackInUse> {
  const { version } = await db
    .selectFrom('recognitionPacks')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, version, rules: await rulesOf(db, id) }
}

async function rulesOf(db: Db, id: string): Promise<Rules> {
  const before = ready.get(id)
  if (before) return before
  const { data } = await db
    .selectFrom('recognitionPacks')
    .select('data')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  // Its examples were run before it was kept.
  const rules = compileRules(recognitionPack.parse(data))
  ready.set(id, rules)
  return rules
}
