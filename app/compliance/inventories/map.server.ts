import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { moveImport } from './move.server'

/** What an uploader says of one list: a computer of the register, a new one by its number, or to leave it out. */
export type Mapped = { inventoryId: string; computerId: string | null; newNo: string | null }

/**
 * Fixes which computer each list is and hands the import to the worker, which accepts it as a whole.
 * Refuses: import-unknown, list-unmapped (a list without an answer), computer-unknown, nothing-mapped.
 */
export async function mapImport(
  tx: Kysely<Database>,
  actor: Actor,
  importId: string,
  lists: readonly Mapped[],
) {
  const its = await tx
    .selectFrom('imports')
    .select('id')
    .where('id', '=', importId)
    .where('orgId', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  if (!its) refuse('import-unknown')
  for (const { inventoryId, computerId, newNo } of lists)
    await mapList(tx, importId, inventoryId, computerId, newNo)

  const { undecided, mapped } = await tx
    .selectFrom('inventories')
    .select([
      sql<number>`count(*) filter (where choice = 'undecided')::int`.as('undecided'),
      sql<number>`count(*) filter (where choice in ('existing', 'new'))::int`.as('mapped'),
    ])
    .where('importId', '=', importId)
    .executeTakeFirstOrThrow()
  if (undecided > 0) refuse('list-unmapped', { facts: { lists: String(undecided) } })
  if (mapped === 0) refuse('nothing-mapped')
  await moveImport(tx, importId, 'map', { phase: 'accepting', acceptedBy: actor.personId })
}

async function mapList(
  tx: Kysely<Database>,
  importId: string,
  inventoryId: string,
  computerId: string | null,
  newNo: string | null,
) {
  if (computerId) {
    const own = await tx.selectFrom('computers').select('id').where('id', '=', computerId).executeTakeFirst()
    if (!own) refuse('computer-unknown')
  }
  const choice = computerId ? ('existing' as const) : newNo ? ('new' as const) : ('skip' as const)
  await tx
    .updateTable('inventories')
    .set({ choice, computerId, newNo })
    .where('id', '=', inventoryId)
    .where('importId', '=', importId)
    .where('identity', '<>', 'aggregate')
    .execute()
}
