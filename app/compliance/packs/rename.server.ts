import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { renamedPublishers } from '../recognition/renaming'
import { packById } from './in-use.server'

/** What people said of titles follows its publisher from one pack's key to the other's. */
export async function followPublishers(tx: Kysely<Database>, fromPackId: string, toPackId: string) {
  const [from, to] = [await packById(tx, fromPackId), await packById(tx, toPackId)]
  const renamed = renamedPublishers(from.rules.pack.publishers, to.rules.pack.publishers)
  if (renamed.size === 0) return
  await sql`select rename_publishers(${JSON.stringify(Object.fromEntries(renamed))}::jsonb)`.execute(tx)
}
