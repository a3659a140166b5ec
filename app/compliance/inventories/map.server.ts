import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import type { MappedList } from './form'
import { proposeRegistered } from './meet.server'
import { moveImport } from './move.server'

type Tx = Kysely<Database>

/**
 * Fixes which computer each list is and hands the import to the worker, which accepts it as a whole. A number of the
 * register is that computer, another one is new, none leaves the list out; lists that are not named keep what was
 * proposed. Refuses: import-unknown, number-taken (by a computer that is gone), list-unmapped, nothing-mapped.
 */
export async function mapImport(tx: Tx, actor: Actor, importId: string, lists: readonly MappedList[]) {
  const its = await ownImport(tx, actor, importId)
  await mapLists(tx, actor, importId, lists)
  await proposeRegistered(tx, importId)
  const { undecided, mapped, gone } = await countChoices(tx, actor, importId)
  if (gone) refuse('number-taken', { facts: { no: gone } })
  if (undecided > 0) refuse('list-unmapped', { facts: { lists: String(undecided) } })
  if (mapped === 0) refuse('nothing-mapped')
  const handed = { phase: 'accepting' as const, problem: null, acceptedBy: actor.personId }
  if (its.state === 'mapped' && its.phase === 'failed')
    await tx.updateTable('imports').set(handed).where('id', '=', importId).execute()
  else await moveImport(tx, importId, 'map', handed)
}

/** Gives an import up before it changed anything. Refuses: import-unknown, already-moved. */
export async function discardImport(tx: Tx, actor: Actor, importId: string) {
  const its = await ownImport(tx, actor, importId)
  if (its.phase === 'reading' || its.phase === 'accepting') refuse('import-busy')
  await moveImport(tx, importId, 'refuse', { phase: 'failed', problem: 'discarded' })
  await record(tx, 'inventory.discarded', importId, { import: importId })
}

async function ownImport(tx: Tx, actor: Actor, importId: string) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const its = await tx
    .selectFrom('imports')
    .select(['id', 'state', 'phase'])
    .where('id', '=', importId)
    .where('orgId', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirst()
  return its ?? refuse('import-unknown')
}

async function mapLists(tx: Tx, actor: Actor, importId: string, lists: readonly MappedList[]) {
  if (lists.length === 0) return
  await sql`
    update inventories i
    set computer_id = m.computer_id, new_no = case when m.computer_id is null then m.no end,
        choice = case when m.no is null then 'skip' when m.computer_id is null then 'new' else 'existing' end
    from (select l.inventory_id, l.no, c.id as computer_id
          from jsonb_to_recordset(${JSON.stringify(lists.map(({ inventoryId, no }) => ({ inventory_id: inventoryId, no })))}::jsonb)
            as l (inventory_id uuid, no text)
          left join computers c on c.org_id = ${actor.organizationId} and lower(c.no) = lower(l.no) and c.state in ('in_use', 'spare')) m
    where i.id = m.inventory_id and i.import_id = ${importId} and i.identity <> 'aggregate'`.execute(tx)
}

async function countChoices(tx: Tx, actor: Actor, importId: string) {
  const { rows } = await sql<{ undecided: number; mapped: number; gone: string | null }>`
    select count(*) filter (where i.choice = 'undecided')::int as undecided,
           count(*) filter (where i.choice in ('existing', 'new'))::int as mapped,
           min(c.no) filter (where i.choice = 'new') as gone
    from inventories i
    left join computers c on c.org_id = ${actor.organizationId} and i.choice = 'new' and i.computer_id is null
      and lower(c.no) = lower(i.new_no)
    where i.import_id = ${importId}`.execute(tx)
  return rows[0]!
}
