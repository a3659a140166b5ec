import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { readQuarter } from './quarters'
import { readVendorFigures } from './vendors.server'

type Db = Kysely<Database>

export const listFrozen = (db: Db) =>
  db
    .selectFrom('mediationFigures')
    .select(['quarter', 'figure', 'value', 'suppressed'])
    .where('bodyId', 'is', null)
    .where('vendorId', 'is', null)
    .orderBy('quarter', 'desc')
    .orderBy('figure')
    .execute()

/** The newest eight quarters of one body, for its own people. */
export async function readQuarters(db: Db, bodyId: string) {
  const rows = await db
    .selectFrom('mediationFigures')
    .select(['quarter', 'figure', 'value', 'suppressed'])
    .where('bodyId', '=', bodyId)
    .execute()
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))].toSorted().toReversed()
  return quarters.slice(0, 8).map((quarter) => readQuarter(quarter, rows))
}

/** The quarters that are told, the newest first, and the figures of the one asked for or of the newest. */
export async function readFigures(db: Db, asked?: string) {
  const rows = await listFrozen(db)
  const quarters = [...new Set(rows.map(({ quarter }) => quarter))]
  const quarter = quarters.find((one) => one === asked) ?? quarters[0]
  return {
    quarters,
    figures: quarter === undefined ? null : readQuarter(quarter, rows),
    vendors: quarter === undefined ? [] : await readVendorFigures(db, quarter),
  }
}
