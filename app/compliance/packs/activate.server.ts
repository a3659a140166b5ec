import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { recognitionPackLifecycle } from '../lifecycle'
import { whyNotActivate, whyNotCompare } from './activation'
import { compareAgain } from './propose.server'
import { findPack } from './queries.server'
import { followPublishers } from './rename.server'

type Tx = Kysely<Database>

/**
 * Recognizes with this pack from now on: what is read is named by it at once, what was read before follows list by
 * list. Refuses: already-moved, pack-run-open, pack-gate-failed, pack-not-compared.
 */
export async function activatePack(tx: Tx, packId: string, by: string) {
  const its = (await findPack(tx, packId)) ?? refuse('already-moved')
  refuseIf(whyNotActivate(its))
  const before = await moveActive(tx, its.name)
  const { from, to } = recognitionPackLifecycle.moves.activate
  const moved = await tx
    .updateTable('recognitionPacks')
    .set({ state: to, activatedBy: by, activatedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', packId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
  await followPublishers(tx, before, packId)
  await tx.insertInto('recognitionRuns').values({ packId, againstId: before, kind: 'activation' }).execute()
  await record(tx, 'recognition.pack_activated', packId, { pack: packId, version: its.version, before })
}

async function moveActive(tx: Tx, name: string): Promise<string> {
  const retired = await tx
    .updateTable('recognitionPacks')
    .set({ state: recognitionPackLifecycle.moves.retire.to })
    .where('name', '=', name)
    .where('state', '=', 'active')
    .returning('id')
    .executeTakeFirst()
  return retired?.id ?? refuse('already-moved')
}

/** Works out once more what a pack would change, against what is in use today. Refuses: already-moved, pack-run-open. */
export async function comparePack(tx: Tx, packId: string) {
  const its = (await findPack(tx, packId)) ?? refuse('already-moved')
  refuseIf(whyNotCompare(its))
  await compareAgain(tx, packId, its.activeId ?? refuse('already-moved'))
  await record(tx, 'recognition.pack_compared', packId, { pack: packId, version: its.version })
}
