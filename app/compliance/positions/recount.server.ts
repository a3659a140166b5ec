import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { lockEstate } from '../inventories/install.server'

type Db = Kysely<Database>
type Recount = { id: bigint; productId: string; orgAfter: string | null }

/**
 * Takes the next organization for which a product is to be counted anew since the catalog has other editions or releases
 * of it; false when nothing is left to do. Cut off, it is taken up again where it was: counting twice changes nothing.
 */
export async function recountNext(db: Db): Promise<boolean> {
  const next = await db
    .selectFrom('recounts')
    .select(['id', 'productId', 'orgAfter'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!next) return false
  const orgId = await nextOrganization(db, next)
  if (orgId) {
    await db.transaction().execute((tx) => recountEstate(tx, orgId, next.productId))
    await db.updateTable('recounts').set({ orgAfter: orgId }).where('id', '=', next.id).execute()
  } else await db.deleteFrom('recounts').where('id', '=', next.id).execute()
  return true
}

async function nextOrganization(db: Db, { productId, orgAfter }: Recount): Promise<string | undefined> {
  const row = await db
    .selectFrom('positions')
    .select('orgId')
    .where('productId', '=', productId)
    .$if(orgAfter !== null, (query) => query.where('orgId', '>', orgAfter!))
    .orderBy('orgId')
    .limit(1)
    .executeTakeFirst()
  return row?.orgId
}

async function recountEstate(tx: Db, orgId: string, productId: string) {
  await lockEstate(tx, orgId)
  const { rows } = await sql<{ moved: boolean }>`select relist(${orgId}, ${productId}) as moved`.execute(tx)
  if (rows[0]!.moved)
    await record(tx, 'recognition.catalog_applied', productId, { product: productId }, { org: orgId })
}

/** Whether one's own position of a product is still to be counted by the catalog as it is now. */
export async function isBeingRecounted(db: Db, orgId: string, productId: string): Promise<boolean> {
  const row = await db
    .selectFrom('recounts')
    .select('id')
    .where('productId', '=', productId)
    .where((its) => its.or([its('orgAfter', 'is', null), its('orgAfter', '<', orgId)]))
    .executeTakeFirst()
  return row !== undefined
}
